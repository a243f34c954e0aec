import type { HttpProblem, ProblemCode } from './http-problem.ts';
import type { Issue } from './issue.ts';
import { issueText, problemText } from './phrases.ts';

/** The messages for programs, where those for people are no help. */
const EXPECTED: Partial<Record<ProblemCode, string>> = {
  invalid_json: 'body: expected JSON in UTF-8',
  unsupported_media_type: 'content-type: expected application/json in UTF-8',
  unauthenticated: 'expected credentials that are valid here',
  not_found: 'no such address, or it is not switched on by a setting',
  method_not_allowed: 'method: expected one of those in Allow',
  not_acceptable: 'accept-encoding: expected one that allows an answer',
  rate_limited: 'too many requests: try again after the seconds in Retry-After',
  unavailable: 'not possible now, nothing was taken: try again after the seconds in Retry-After',
  internal: 'failed here, nothing was taken: try again later; X-Request-Id names the request in our logs',
};

/** An error for programs: `message` itself says what is wrong and what was expected, in English. */
export function toldToPrograms({ code, detail, expected, issues }: HttpProblem) {
  const said = issues.length > 0 ? issues.map(inOneLine).join('; ') : (expected ?? EXPECTED[code]);
  const message = said ?? problemText(code, 'en');
  return {
    code,
    message: detail === undefined ? message : `${message} ${detail}`,
    ...(issues.length === 0
      ? {}
      : { issues: issues.map((issue) => ({ path: issue.path, message: issueText(issue, 'en') })) }),
  };
}

/** The names of types in schemas. */
const KINDS: Readonly<Record<string, string>> = {
  int: 'a number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function inOneLine(issue: Issue): string {
  const field = issue.path.replace(/^(?:body|query|params|headers)\./, '');
  if (issue.expected === undefined) return `${field}: ${issueText(issue, 'en')}`;
  const expected = `${field}: expected ${KINDS[issue.expected] ?? issue.expected}`;
  return issue.code === 'missing' ? `${expected}, is missing` : expected;
}
