import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvColumn, csvChunks, FOR_PROGRAMS, ROWS_AT_ONCE, slicesOf } from '../src/csv/csv.ts';

type Row = readonly [string, number | null, Date | null];
const COLUMNS: readonly CsvColumn<Row>[] = [
  { code: 'text', value: ([text]) => text },
  { code: 'number', value: ([, number]) => number },
  { code: 'at', value: ([, , at]) => at },
];
const chunksOf = (rows: readonly Row[]): AsyncIterable<string> =>
  csvChunks(
    COLUMNS,
    slicesOf(rows, (row) => row),
    FOR_PROGRAMS,
  );
const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
};
const csv = (...rows: readonly Row[]): Promise<string> => textOf(chunksOf(rows));
const ROW_END = '\r\n';

describe('api#office-lists: CSV', () => {
  it('is UTF-8 with a byte order mark, a header row of stable names and RFC 4180 line breaks', async () => {
    expect(await csv(['Käse', 1.5, new Date('2026-12-01T08:30:00Z')])).toBe(
      `\u{feff}text,number,at${ROW_END}Käse,1.5,2026-12-01T08:30:00.000Z${ROW_END}`,
    );
    expect(await csv()).toBe(`\u{feff}text,number,at${ROW_END}`);
    expect(await csv(['', null, null])).toBe(`\u{feff}text,number,at${ROW_END},,${ROW_END}`);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
  ])('RFC 4180: %j is quoted', async (text, written) => {
    expect(await csv([text, null, null])).toContain(`${ROW_END}${written},,${ROW_END}`);
  });

  it.each(['=1+1', '+1+1', '+49 89/12', '-1-1', '-A1', '+', '- ', '@SUM(A1)', '\t=1', '\r=1', '\uFF1D1'])(
    'Injection: %j is no formula for a spreadsheet',
    async (text) => {
      const [, record] = parse(await csv([text, -1, null]), { bom: true, record_delimiter: ROW_END });
      expect(record).toEqual([`'${text}`, '-1', '']);
    },
  );

  it.each(['+49 89 000001', '+4989000001', '+49\u00a089 000001', '-1'])(
    'api#numbers-in-files: %j is no formula and is written as it is',
    async (text) => {
      const [, record] = parse(await csv([text, null, null]), { bom: true, record_delimiter: ROW_END });
      expect(record).toEqual([text, '', '']);
    },
  );

  it('is read back unchanged, except for the apostrophe', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), async (texts) => {
        const records = parse(await csv(...texts.map((text): Row => [text, null, null])), {
          bom: true,
          record_delimiter: ROW_END,
        }).slice(1);
        expect(records.map(([text = '']) => text.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, ''))).toEqual(
          texts,
        );
        for (const [text] of records)
          expect(text).not.toMatch(/^[=+\-@\t\r](?![\d \u00a0\u202f]*\d[\d \u00a0\u202f]*$)/);
      }),
    );
  });

  it('German spreadsheets: a semicolon between fields, a comma in numbers', async () => {
    const german = {
      ...FOR_PROGRAMS,
      delimiter: ';',
      header: (code: string) => code.toUpperCase(),
      number: (value: number) => String(value).replace('.', ','),
    } as const;
    const rows: readonly Row[] = [['a;b', 0.5, null]];
    const chunks = csvChunks(
      COLUMNS,
      slicesOf(rows, (row) => row),
      german,
    );
    expect(await textOf(chunks)).toBe(`\u{feff}TEXT;NUMBER;AT${ROW_END}"a;b";0,5;${ROW_END}`);
  });

  it('api#streamed-files: is made as it is taken, and others have their turn after each piece', async () => {
    const rows: readonly Row[] = Array.from({ length: 10 * ROWS_AT_ONCE }, (_, n) => [`row ${n}`, n, null]);
    let made = 0;
    const counted: CsvColumn<Row>[] = [{ code: 'text', value: ([text]) => `${text} of ${++made}` }];
    const chunks = csvChunks(
      counted,
      slicesOf(rows, (row) => row),
      FOR_PROGRAMS,
    );
    await chunks.next();
    await chunks.next();
    expect(made).toBe(ROWS_AT_ONCE);
    let turns = 0;
    const others = (): void => {
      turns += 1;
      if (made < rows.length) setImmediate(others);
    };
    others();
    await textOf(chunks);
    expect(made).toBe(rows.length);
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});
