import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';

/** A value in a file: an instant is a Date, an unknown value is null. */
export type CsvValue = string | number | boolean | Date | null;

/** A column of a file. */
export interface CsvColumn<Row, Code extends string = string> {
  /** The column's name for programs, independent of the language. */
  readonly code: Code;
  readonly value: (row: Row) => CsvValue;
}

/** The format of a file for one kind of reader. */
export interface CsvNotation {
  readonly delimiter: ',' | ';';
  readonly header: (code: string) => string;
  readonly number: (value: number) => string;
  readonly instant: (value: Date) => string;
}

/** For programs: strict RFC 4180, stable codes, JSON's numbers, instants in UTC. */
export const FOR_PROGRAMS: CsvNotation = {
  delimiter: ',',
  header: (code) => code,
  number: String,
  instant: (value) => value.toISOString(),
};

/** So many rows are written before other requests have their turn: 10 ms on a slow machine. */
export const ROWS_AT_ONCE = 100;

/**
 * Writes rows as CSV, piece by piece, as quickly as they are read: a header row, quoting and line breaks by RFC 4180,
 * UTF-8 with a byte order mark, without which Excel shows broken umlauts. Text that a spreadsheet would run as a formula
 * (it begins with `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe before it. A signed number, such as a phone number,
 * is no formula and stays as it is (api#numbers-in-files).
 * @param slices the rows, in pieces small enough to be held and written in one go
 */
export async function* csvChunks<Row>(
  columns: readonly CsvColumn<Row>[],
  slices: AsyncIterable<readonly Row[]>,
  notation: CsvNotation,
): AsyncGenerator<string> {
  const head = columns.map(({ code }) => notation.header(code));
  yield written([head], notation, { bom: true });
  for await (const rows of slices) {
    yield written(
      rows.map((row) => columns.map(({ value }) => value(row))),
      notation,
    );
    // A file that is read as fast as it is written would otherwise hold the event loop to its end.
    await setImmediate();
  }
}

/** Rows that are there already, in pieces. */
export async function* slicesOf<From, Row>(rows: readonly From[], each: (row: From) => Row) {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE).map(each);
}

function written(
  records: readonly (readonly CsvValue[])[],
  { delimiter, number, instant }: CsvNotation,
  { bom = false } = {},
): string {
  return stringify([...records], {
    bom,
    delimiter,
    record_delimiter: 'windows',
    // By default it quotes only its own kind of line break.
    quoted_match: /[\r\n]/,
    cast: { number, date: instant, boolean: String, string: harmless },
  });
}

/** A sign, then only digits and blanks: anything else could be arithmetic. */
const NUMBER = /^[+-][\d \u00a0\u202f]*$/;

function harmless(text: string): string {
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !(NUMBER.test(text) && /\d/.test(text))
    ? `'${text}`
    : text;
}
