import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  /** The rows to measure; empty for all. */
  readonly only: readonly string[];
  readonly bookings: number;
  readonly dataFolder: string;
}

export const USAGE = `npm run bench -- [row …] [--only P5,P11] [--bookings 20000] [--data FOLDER]`;
const BOOKINGS = 1_000_000;
const FEWEST = 10_000;

/** @throws Error that says what is wrong with the arguments */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: { type: 'string' }, bookings: { type: 'string' }, data: { type: 'string' } },
  });
  const bookings = Number(values.bookings ?? BOOKINGS);
  if (!Number.isInteger(bookings) || bookings < FEWEST)
    throw new Error(`--bookings must be a whole number from ${FEWEST} on.`);
  const only = [...positionals, ...(values.only?.split(',') ?? [])].map((row) => row.trim().toUpperCase());
  return { only: only.filter((row) => row !== ''), bookings, dataFolder: values.data ?? '.data/bench' };
}
