import type { z } from 'zod';
import type { Issue, IssueCode } from '../problem/issue.ts';

type ZodIssue = z.core.$ZodIssue;
/** A longer list would not help. */
const MAX_ISSUES = 20;

/** Converts a schema's issues to our own codes: the first one of each field, with the field's path. */
export function issuesOf(part: 'params' | 'query' | 'body', error: z.ZodError, input: unknown): readonly Issue[] {
  const found = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key): Issue => ({ path: pathOf(part, [...issue.path, key]), code: 'unknown_field' }))
      : [{ path: pathOf(part, issue.path), ...fault(issue, valueAt(input, issue.path)) }],
  );
  return found.filter(({ path }, i) => found.findIndex((other) => other.path === path) === i).slice(0, MAX_ISSUES);
}

function pathOf(part: string, path: readonly PropertyKey[]): string {
  return [part, ...path.map(String)].join('.');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

function fault(issue: ZodIssue, value: unknown): Omit<Issue, 'path'> {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? { code: 'missing' } : wrongType(issue.expected, value);
    case 'invalid_value':
      return value === undefined ? { code: 'missing' } : notAllowed(issue.values, value);
    case 'too_small':
      return { code: issue.origin === 'string' ? 'too_short' : 'too_small', expected: `≥ ${issue.minimum}` };
    case 'too_big':
      return { code: issue.origin === 'string' ? 'too_long' : 'too_big', expected: `≤ ${issue.maximum}` };
    case 'custom':
      return { code: 'malformed', ...(issue.params as CustomFault | undefined) };
    default:
      return { code: 'malformed' };
  }
}

function wrongType(expected: string, value: unknown): Omit<Issue, 'path'> {
  return Array.isArray(value) && expected === 'string' ? { code: 'repeated' } : { code: 'wrong_type', expected };
}

function notAllowed(values: readonly unknown[], value: unknown): Omit<Issue, 'path'> {
  return Array.isArray(value) ? { code: 'repeated' } : { code: 'not_allowed', expected: values.join(' | ') };
}

interface CustomFault {
  readonly code: IssueCode;
  readonly expected?: string;
}

/** How a custom check of a schema names its problem: `.refine(isDay, faulty('not_a_day'))`. */
export function faulty(code: IssueCode, expected?: string): { readonly params: { readonly [key: string]: string } } {
  return { params: expected === undefined ? { code } : { code, expected } };
}
