import { type ProblemCode, STATUS_OF } from '../problem/http-problem.ts';
import { problemText } from '../problem/phrases.ts';
import type { Json } from './schemas.ts';

/** What is wrong with a request that is refused for what it holds. */
const ISSUES: Partial<Record<ProblemCode, readonly Json[]>> = {
  invalid_request: [{ path: 'query.page', message: 'is not known here; leave it out' }],
  invalid_json: [{ path: 'body', message: 'is nested too deep' }],
  unsupported_media_type: [{ path: 'headers.content-type', message: 'must be application/json in UTF-8' }],
  unknown_reason: [
    { path: 'body.reason', message: 'is none of the reasons on offer (expected: date_unavailable | capacity_full)' },
  ],
  notes_required: [{ path: 'body.notes', message: 'is needed with this reason' }],
};

/**
 * The error answer of a status.
 * @param codes those of the status that the route may answer with
 */
export function problemResponse(codes: readonly ProblemCode[], problem: Json, headers: Json): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${problemText(code, 'en')}`).join('\n\n'),
    headers,
    content: {
      'application/json': {
        schema: { allOf: [problem, { properties: { error: { properties: { code: { enum: codes } } } } }] },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOfCode(code) }])),
      },
    },
  };
}

function exampleOfCode(code: ProblemCode): Json {
  const issues = ISSUES[code];
  const message = problemText(code, 'en');
  return { success: false, error: issues === undefined ? { code, message } : { code, message, issues } };
}

/** Codes by the status they go with, in ascending order. */
export function byStatus(codes: readonly ProblemCode[]): readonly (readonly [number, readonly ProblemCode[]])[] {
  const statuses = [...new Set(codes.map((code) => STATUS_OF[code]))].sort((a, b) => a - b);
  return statuses.map((status) => [status, codes.filter((code) => STATUS_OF[code] === status)]);
}
