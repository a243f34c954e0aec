import type { ProblemCode } from '../problem/http-problem.ts';
import { problemText } from '../problem/phrases.ts';
import type { Json } from './schemas.ts';

/** What each status of an error most often means. */
const TYPICAL: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'already_processed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  500: 'internal',
  503: 'unavailable',
};
const RETRY_AFTER = { description: 'Seconds after which to try again.', schema: { type: 'integer', minimum: 0 } };

/** The error answer of a status. */
export function problemResponse(status: number, schema: Json, headers: Json): Json {
  const code = TYPICAL[status] ?? 'internal';
  const message = problemText(code, 'en');
  const all = status === 429 || status === 503 ? { ...headers, 'Retry-After': RETRY_AFTER } : headers;
  return {
    description: message,
    headers: all,
    content: { 'application/json': { schema, example: { success: false, error: { code, message } } } },
  };
}
