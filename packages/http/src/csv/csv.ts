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

/**
 * Writes rows as CSV: a header row, quoting and line breaks by RFC 4180, UTF-8 with a byte order mark, without which
 * Excel shows broken umlauts. Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or
 * CR) gets an apostrophe before it. A signed number, such as a phone number, is no formula and stays as it is
 * (api#numbers-in-files).
 */
export function csvText<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  { delimiter, header, number, instant }: CsvNotation,
): string {
  const records = rows.map((row) => columns.map(({ value }) => value(row)));
  return stringify([columns.map(({ code }) => header(code)), ...records], {
    bom: true,
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
