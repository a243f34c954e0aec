import { stringify } from 'csv-stringify/sync';

/** A value in a file: an instant is a Date, what is unknown is null. */
export type CsvValue = string | number | boolean | Date | null;

/** A column of a file about rows of one kind. */
export interface CsvColumn<Row, Code extends string = string> {
  /** Names the column to programs, whatever the reader's language. */
  readonly code: Code;
  readonly value: (row: Row) => CsvValue;
}

/** How a file is written for one kind of reader. */
export interface CsvNotation {
  readonly delimiter: ',' | ';';
  readonly header: (code: string) => string;
  readonly number: (value: number) => string;
  readonly instant: (value: Date) => string;
}

/** For programs: RFC 4180 to the letter, stable codes, JSON's numbers, instants in UTC. */
export const FOR_PROGRAMS: CsvNotation = {
  delimiter: ',',
  header: (code) => code,
  number: String,
  instant: (value) => value.toISOString(),
};

/**
 * Rows as CSV: a header row, RFC 4180 quoting and line ends, UTF-8 with a byte order mark, without
 * which Excel takes umlauts apart. Text that a spreadsheet would run as a formula (it begins with `=`,
 * `+`, `-`, `@`, tab or CR) gets an apostrophe before it; a signed number, such as a telephone number,
 * runs nothing and is left as it is (api#numbers-in-files).
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
    // Of itself it quotes only whole line ends of its own kind.
    quoted_match: /[\r\n]/,
    cast: { number, date: instant, boolean: String, string: harmless },
  });
}

/** A sign, then digits and blanks alone: anything else among them might be arithmetic. */
const NUMBER = /^[+-][\d \u00a0\u202f]*$/;

function harmless(text: string): string {
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !(NUMBER.test(text) && /\d/.test(text))
    ? `'${text}`
    : text;
}
