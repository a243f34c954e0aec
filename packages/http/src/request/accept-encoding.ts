import { HttpProblem } from '../problem/http-problem.ts';
import type { AppMiddleware } from './context.ts';

/** How we can send something; the last one is as it is. */
const ENCODINGS = ['br', 'gzip', 'identity'];

/**
 * Refuses who takes an answer in no form that we have, before anything is done for it.
 * @throws HttpProblem 406
 */
export function requireAcceptableEncoding(): AppMiddleware {
  return (ctx, next) => {
    if (ctx.acceptsEncodings(ENCODINGS) !== false) return next();
    ctx.compress = false;
    throw new HttpProblem('not_acceptable');
  };
}
