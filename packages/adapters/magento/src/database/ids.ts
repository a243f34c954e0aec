/** A condition, with the values of its placeholders. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * That a column is one of these whole numbers. Orders of one time mostly follow each other, and a
 * server reads a run of adjacent ids in half the time that it takes to look each of them up; so where
 * they stand in runs, runs are asked for.
 */
export function isOneOf(column: string, ids: readonly number[]): Condition {
  const runs = runsOf(ids);
  // Ranges are looked up one by one too.
  if (runs.length === 0 || runs.length > ids.length / LEAST_IN_A_RUN) return { sql: `${column} IN (?)`, values: [ids] };
  return { sql: `(${runs.map(() => `${column} BETWEEN ? AND ?`).join(' OR ')})`, values: runs.flat() };
}

/** How many ids a run has to hold on average. */
const LEAST_IN_A_RUN = 4;

/** The first and last of each run of adjacent ids. */
function runsOf(ids: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && id <= run[1] + 1) run[1] = id;
    else runs.push([id, id]);
  }
  return runs;
}
