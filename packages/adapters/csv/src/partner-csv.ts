import type { PartnerRecord, SourcedPartner } from '@miomente/booking-domain';
import { CsvError, parse } from 'csv-parse/sync';

/** The file as a whole can't be read, so none of its lines may be imported. The message says how to fix the file. */
export class PartnerCsvError extends Error {
  override readonly name = 'PartnerCsvError';
}

/** A line with another number of fields than the header: it is unclear which field is which. */
export interface MisshapenLine {
  readonly source: number;
  readonly fields: number;
  readonly expected: number;
}

/** The content of a partner file. */
export interface PartnerCsv {
  /** By line number in the file; the header is line 1. */
  readonly records: readonly SourcedPartner[];
  readonly misshapen: readonly MisshapenLine[];
}

/** Accepted names of each column. Case, blanks, `_` and `-` are ignored. */
const COLUMNS: Readonly<Record<keyof PartnerRecord, readonly string[]>> = {
  customerNumber: ['customernumber', 'partnernummer', 'kundennummer', 'kundennr', 'ref'],
  name: ['name', 'firma', 'company'],
  email: ['email', 'mail', 'emailadresse'],
  phone: ['phone', 'telefon', 'telephone'],
  language: ['language', 'sprache', 'lang'],
  active: ['active', 'aktiv'],
  holidays: ['holidays', 'feiertage', 'bundesland', 'state'],
};
const NEEDED: readonly (keyof PartnerRecord)[] = ['customerNumber', 'name', 'email'];

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Parses partners from CSV in UTF-8, separated by commas, semicolons (as German Excel writes) or tabs. The first line
 * names the columns, in any order.
 * @throws PartnerCsvError when the file as a whole can't be read
 */
export function readPartnerCsv(file: Uint8Array): PartnerCsv {
  const text = decoded(file);
  const [head, ...lines] = parsed(text, delimiterOf(text));
  if (head === undefined) throw new PartnerCsvError('The file is empty; its first line must name the columns.');
  const columns = columnsOf(head.record);
  const records: SourcedPartner[] = [];
  const misshapen: MisshapenLine[] = [];
  for (const { record, info } of lines) {
    if (record.length !== head.record.length) {
      misshapen.push({ source: info.lines, fields: record.length, expected: head.record.length });
      continue;
    }
    const field = (name: keyof PartnerRecord): string => record[columns.get(name) ?? -1] ?? '';
    records.push({
      source: info.lines,
      record: {
        customerNumber: field('customerNumber'),
        name: field('name'),
        email: field('email'),
        phone: field('phone'),
        language: field('language'),
        active: field('active'),
        holidays: field('holidays'),
      },
    });
  }
  return { records, misshapen };
}

function decoded(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new PartnerCsvError('The file is not in UTF-8; save it as "CSV UTF-8".');
  }
}

/** The separator that occurs most often in the first line. Column names contain none. */
function delimiterOf(text: string): string {
  const head = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const count = (separator: string): number => head.split(separator).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

function parsed(text: string, delimiter: string): readonly Line[] {
  try {
    const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as readonly Line[];
  } catch (error) {
    // The parser's own message would repeat the content of the file.
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? ` near line ${error['lines']}` : '';
    throw new PartnerCsvError(`The file breaks off or has a stray quotation mark${line}; fix it. Nothing was read.`);
  }
}

function columnsOf(head: readonly string[]): ReadonlyMap<keyof PartnerRecord, number> {
  const names = head.map((name) => name.toLowerCase().replace(/[\s_-]/g, ''));
  const columns = new Map<keyof PartnerRecord, number>();
  for (const [field, called] of Object.entries(COLUMNS) as readonly [keyof PartnerRecord, readonly string[]][]) {
    const found = names.flatMap((name, i) => (called.includes(name) ? [i] : []));
    if (found.length > 1) throw new PartnerCsvError(`Two columns are called ${called.join(' or ')}; leave one.`);
    if (found[0] !== undefined) columns.set(field, found[0]);
  }
  const missing = NEEDED.filter((field) => !columns.has(field)).map((field) => COLUMNS[field].slice(0, 2).join(' or '));
  if (missing.length > 0)
    throw new PartnerCsvError(`The first line must name these columns too: ${missing.join(', ')}.`);
  return columns;
}
