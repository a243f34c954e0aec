import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../../../docs/presses.md', import.meta.url);

/** Whether the whole corpus runs, as `npm run test:presses` has it, and its tables are written; else a share of each kind. */
export const WHOLE: boolean = process.env['PRESSES'] === 'all';

/** What became of a kind of program's visits: how many there were, and how many did what none may. */
export interface Tally {
  visits: number;
  answers: number;
  devices: number;
  logins: number;
}

/** What must have become of all of them. */
export const NOTHING: Omit<Tally, 'visits'> = { answers: 0, devices: 0, logins: 0 };

/** Counts what became of visits, by the name of the program. */
export class Tallies {
  readonly #rows = new Map<string, Tally>();

  add(name: string, came: { readonly answered: boolean; readonly known: boolean; readonly usedUp: boolean }): void {
    const row = this.of(name);
    row.visits += 1;
    row.answers += Number(came.answered);
    row.devices += Number(came.known);
    row.logins += Number(came.usedUp);
    this.#rows.set(name, row);
  }

  of(name: string): Tally {
    return this.#rows.get(name) ?? { visits: 0, ...NOTHING };
  }

  /** The table of the docs. */
  table(): string {
    const all = [...this.#rows];
    const sum = (of: keyof Tally) => all.reduce((total, [, row]) => total + row[of], 0);
    return [
      '| what the program does | visits | answers | known devices | logins used up |',
      '| --- | --- | --- | --- | --- |',
      ...all.map(([name, row]) => `| ${name} | ${row.visits} | ${row.answers} | ${row.devices} | ${row.logins} |`),
      `| **all** | **${sum('visits')}** | **${sum('answers')}** | **${sum('devices')}** | **${sum('logins')}** |`,
    ].join('\n');
  }
}

/** Who confirmed, in how many extra steps. */
export interface Steps {
  readonly name: string;
  readonly steps: number;
  readonly most: number;
}

/** The table of the docs about people. */
export function peopleTable(people: readonly Steps[]): string {
  return [
    '| who confirms | extra steps | at most |',
    '| --- | --- | --- |',
    ...people.map(({ name, steps, most }) => `| ${name} | ${steps} | ${most} |`),
  ].join('\n');
}

/** Writes a table of docs/presses.md anew; the words around it stay. */
export function writeTable(name: string, table: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/presses.md has no place for ${name}.`);
  writeFileSync(DOCUMENT, `${before}${begin}\n\n${table}\n\n${end}${after}`);
}
