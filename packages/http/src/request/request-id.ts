import { randomUUID } from 'node:crypto';
import type { HttpDeps } from '../deps.ts';
import { routeOf } from '../logging/route-of.ts';
import type { AppMiddleware, HttpContext } from './context.ts';

const SANE = /^[\w.:-]{1,64}$/;
/** A link's token, or one a little cut short, must not pass for a name and be logged. */
const LIKE_A_TOKEN = /^[0-9a-f]{48,}$/i;

/**
 * Names each request, by `X-Request-Id` when that is a sane one, and tells the client the name. What
 * runs for it runs under that name, so that mails and tickets it causes can be traced back to it.
 */
export function identifyRequest({ traced }: Pick<HttpDeps, 'traced'>): AppMiddleware {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    ctx.state.requestId = SANE.test(given) && !LIKE_A_TOKEN.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    const answered = () => ({ route: routeOf(ctx as HttpContext), status: ctx.status });
    const { requestId } = ctx.state;
    return traced({ requestId, method: ctx.method, traceparent: ctx.get('traceparent'), answered }, next);
  };
}
