/** What a measured side gives each time: milliseconds, requests a second, anything that is compared. */
export type Side = () => Promise<number>;

export interface Rounds {
  /** How often each side is measured; the median counts. */
  readonly rounds?: number;
  /** How often each side runs before, unmeasured. */
  readonly warmUps?: number;
}

const MIN_ROUNDS = 5;

/**
 * Measures sides in turn, A B A B …, so that a machine that slows down slows down all of them.
 * @returns the median of each, by the names of the sides
 */
export async function interleave<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  { rounds = MIN_ROUNDS, warmUps = 1 }: Rounds = {},
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(sides) as Name[];
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of names) {
      const value = await sides[name]();
      if (round >= 0) measured.get(name)?.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])])) as Record<Name, number>;
}

/** The middle of the values, or the mean of the two in the middle. @throws Error without values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

/** The value that this part of the values do not exceed. @param part from 0 to 1 @throws Error without values */
export function percentile(values: readonly number[], part: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(part * values.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing.');
  return value;
}

/** How long the work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
