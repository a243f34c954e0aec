import { type ProblemCode, STATUS_OF } from '../problem/http-problem.ts';
import { problemText } from '../problem/phrases.ts';
import type { Json } from './schemas.ts';

/** The issues of an invalid request. */
const ISSUES: Partial<Record<ProblemCode, readonly Json[]>> = {
  invalid_request: [{ path: 'query.page', message: 'is not known here; leave it out' }],
  invalid_json: [{ path: 'body', message: 'is nested too deep' }],
  unsupported_media_type: [{ path: 'headers.content-type', message: 'must be application/json in UTF-8' }],
  unknown_reason: [
    { path: 'body.reason', message: 'is none of the reasons on offer (expected: date_unavailable | capacity_full)' },
  ],
  notes_required: [{ path: 'body.notes', message: 'is needed with this reason' }],
};

/** The error answers of a document: each kind once; operations refer to it. */
export interface ProblemAnswers {
  /**
   * The answer with a status.
   * @param codes the route's codes with that status
   */
  refer(codes: readonly ProblemCode[], headers: Json): Json;
  /** The same for people, who get a page. */
  referToPage(codes: readonly ProblemCode[], headers: Json): Json;
  readonly components: Json;
}

/** Creates the error answers of a document. */
export function makeProblemAnswers(): ProblemAnswers {
  const components: Record<string, Json> = {};
  return {
    refer: (codes, headers) => {
      const name = [...codes, ...('RateLimit-Limit' in headers ? ['counted'] : [])].join('.');
      components[name] ??= problemAnswer(codes, headers);
      return { $ref: `#/components/responses/${name}` };
    },
    referToPage: (codes, headers) => {
      const name = `${codes.join('.')}.page`;
      components[name] ??= { description: descriptionOf(codes), headers, content: { 'text/html': pageOf(codes) } };
      return { $ref: `#/components/responses/${name}` };
    },
    components,
  };
}

const descriptionOf = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => `\`${code}\`: ${problemText(code, 'en')}`).join('\n\n');

function pageOf(codes: readonly ProblemCode[]): Json {
  const schema = { type: 'string', description: 'HTML, for people.' };
  return { schema, examples: Object.fromEntries(codes.map((code) => [code, { value: '<!doctype html>…' }])) };
}

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** Named beside the code, for tools that expect all properties in one place. */
const OTHERS = { message: {}, issues: {} };

function problemAnswer(codes: readonly ProblemCode[], headers: Json): Json {
  return {
    description: descriptionOf(codes),
    headers,
    content: {
      'application/json': {
        schema: { allOf: [PROBLEM, { properties: { error: { properties: { code: { enum: codes }, ...OTHERS } } } }] },
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

/** Codes by status, in ascending order. */
export function byStatus(codes: readonly ProblemCode[]): readonly (readonly [number, readonly ProblemCode[]])[] {
  const statuses = [...new Set(codes.map((code) => STATUS_OF[code]))].sort((a, b) => a - b);
  return statuses.map((status) => [status, codes.filter((code) => STATUS_OF[code] === status)]);
}
