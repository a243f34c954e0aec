import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/**
 * The query parameters; a repeated one is a list.
 * @throws HttpProblem 400 for bytes that are not UTF-8, which Koa would silently replace
 */
export function queryOf(ctx: Pick<HttpContext, 'querystring' | 'query'>): HttpContext['query'] {
  try {
    decodeURIComponent(ctx.querystring);
  } catch {
    throw new HttpProblem('invalid_request', { issues: [{ path: 'query', code: 'not_utf8' }] });
  }
  return ctx.query;
}
