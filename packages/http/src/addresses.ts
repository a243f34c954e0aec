import { paths } from '@miomente/booking-paths';
import type { Declared } from './guard/mount.ts';

/** An address that the product answers, as the list shows it. */
export interface ListedAddress {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Who is let in. */
  readonly who: string;
  /** The limit that a request counts towards. */
  readonly limit: string;
  /** What becomes of a field that is not declared. */
  readonly unknownFields: 'refused' | 'ignored';
  /** The statuses of answers that are no errors. */
  readonly answers: readonly number[];
  readonly about: string;
}

const METHODS = { get: 'GET', post: 'POST', delete: 'DELETE' } as const;

/** Served before any router, whatever their names are at this version. */
const ASSETS: ListedAddress = {
  method: 'GET',
  path: paths.asset.pattern,
  who: 'everybody',
  limit: '',
  unknownFields: 'ignored',
  answers: [200],
  about: 'Styles, scripts and icons of the pages',
};

/** The list of all addresses, from what is declared and mounted. */
export function listAddresses(declared: readonly Declared[]): readonly ListedAddress[] {
  return [...declared.map(listed), ASSETS];
}

function listed(each: Declared): ListedAddress {
  const base = {
    method: METHODS[each.method],
    path: each.path,
    answers: Object.keys(each.answers).map(Number),
    limit: each.gate.limit ?? '',
  };
  return each.kind === 'page'
    ? { ...base, who: each.gate.name, unknownFields: 'ignored', about: each.about }
    : { ...base, who: each.gate.who, unknownFields: each.gate.strict ? 'refused' : 'ignored', about: each.summary };
}

/** The list as a Markdown table. */
export function addressTable(addresses: readonly ListedAddress[]): string {
  const head = ['Method', 'Address', 'Who', 'Limit', 'Unknown fields', 'Answers', 'What it is'];
  const rows = addresses.map(({ method, path, who, limit, unknownFields, answers, about }) => [
    method,
    `\`${path}\``,
    who,
    limit,
    unknownFields,
    answers.join(', '),
    about,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
