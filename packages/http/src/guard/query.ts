import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/**
 * The query parameters; one that is repeated has a list.
 * @throws HttpProblem 400 for bytes that are no UTF-8, which Koa would quietly replace
 */
export function queryOf(ctx: Pick<HttpContext, 'querystring' | 'query'>): HttpContext['query'] {
  try {
    decodeURIComponent(ctx.querystring);
  } catch {
    throw new HttpProblem('invalid_request', { issues: [{ path: 'query', code: 'not_utf8' }] });
  }
  return ctx.query;
}
