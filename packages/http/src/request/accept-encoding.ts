import { HttpProblem } from '../problem/http-problem.ts';
import type { AppMiddleware } from './context.ts';

/** The encodings that we can send; the last one is none. */
const ENCODINGS = ['br', 'gzip', 'identity'];

/**
 * Refuses a request that accepts none of our encodings, before anything is done.
 * @throws HttpProblem 406
 */
export function requireAcceptableEncoding(): AppMiddleware {
  return (ctx, next) => {
    if (ctx.acceptsEncodings(ENCODINGS) !== false) return next();
    ctx.compress = false;
    throw new HttpProblem('not_acceptable');
  };
}
