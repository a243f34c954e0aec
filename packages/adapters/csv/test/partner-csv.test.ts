import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartnerCsvError, readPartnerCsv } from '../src/index.ts';

const read = (text: string) => readPartnerCsv(new TextEncoder().encode(text));
const HEAD = 'customer_number,name,email,phone,language,active';
const RECORD = {
  customerNumber: 'P-100',
  name: 'Kochschule "Am Fluss", München',
  email: 'kurse@example.org',
  phone: '+49 89 000100',
  language: 'de',
  active: 'ja',
  holidays: '',
};

describe('readPartnerCsv', () => {
  it.each([
    ['commas', `${HEAD}\nP-100,"Kochschule ""Am Fluss"", München",kurse@example.org,+49 89 000100,de,ja`],
    [
      'semicolons, a byte order mark and the line ends of Windows',
      `\uFEFFKundennummer;Firma;E-Mail;Telefon;Sprache;Aktiv\r\nP-100;"Kochschule ""Am Fluss"", München";kurse@example.org;+49 89 000100;de;ja\r\n`,
    ],
    [
      'tabs and another sequence',
      'Active\tLanguage\tPhone\tEmail\tName\tCustomer Number\tNote\nja\tde\t+49 89 000100\tkurse@example.org\t"Kochschule ""Am Fluss"", München"\tP-100\tx',
    ],
  ])('reads %s', (_, text) => {
    expect(read(text)).toEqual({ records: [{ source: 2, record: RECORD }], misshapen: [] });
  });

  it.each(['holidays', 'Feiertage', 'Bundesland'])(
    'reminders#working-time: reads whose holidays count from %s',
    (column) => {
      const { records } = read(`${HEAD},${column}\nP-1,Eins,a@example.org,,,,DE-BY`);
      expect(records[0]?.record.holidays).toBe('DE-BY');
    },
  );

  it('counts lines as an editor does, including blank lines and fields of several lines', () => {
    const { records } = read(`${HEAD}\nP-1,"Eins\nund mehr",a@example.org,,,\n\nP-2,Zwei,b@example.org,,,\n`);
    expect(records.map(({ source }) => source)).toEqual([3, 5]);
  });

  it('reports lines with another number of fields', () => {
    const { records, misshapen } = read(`${HEAD}\nP-1,Eins,a@example.org,,\nP-2,Zwei,b@example.org,,,`);
    expect(records.map(({ record }) => record.customerNumber)).toEqual(['P-2']);
    expect(misshapen).toEqual([{ source: 2, fields: 5, expected: 6 }]);
  });

  it('allows optional columns to be missing', () => {
    expect(read('kundennr;name;mail\nP-1;Eins;a@example.org').records[0]?.record).toMatchObject({
      phone: '',
      language: '',
      active: '',
      holidays: '',
    });
  });

  it.each([
    ['an empty file', '', /empty/],
    ['no head', 'P-1,Eins,a@example.org', /customernumber or partnernummer, name or firma, email or mail/],
    ['a column twice', 'customer_number,name,email,E-Mail\n', /email or mail.*leave one/],
    ['an open quotation mark', `${HEAD}\nP-1,"Eins,canary@example.org,,,\n`, /quotation mark.*Nothing was read/],
    ['a stray quotation mark', `${HEAD}\nP-1,"Eins" x,canary@example.org,,,\n`, /near line 2/],
  ])('imports nothing from a file with %s, and says how to fix it', (_, text, words) => {
    expect(() => read(text)).toThrow(PartnerCsvError);
    expect(() => read(text)).toThrow(words);
    expect(() => read(text)).not.toThrow(/canary/);
  });

  it('imports nothing from a file that is not UTF-8', () => {
    expect(() => readPartnerCsv(Uint8Array.from([...new TextEncoder().encode(HEAD), 10, 0xfc]))).toThrow(/UTF-8/);
  });

  it('reads every field as it was written, whatever it contains', () => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1 }), (rows) => {
        const text = ['customer_number,name,email', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
        const { records } = read(text);
        expect(records.map(({ record }) => [record.customerNumber, record.name, record.email])).toEqual(rows);
      }),
    );
  });
});
