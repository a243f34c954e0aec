import { randomUUID } from 'node:crypto';
import type { AppMiddleware } from './context.ts';

const SANE = /^[\w.:-]{1,64}$/;

/** Names each request, by `X-Request-Id` when that is a sane one, and tells the client the name. */
export function identifyRequest(): AppMiddleware {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    ctx.state.requestId = SANE.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    return next();
  };
}
