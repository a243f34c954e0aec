import { randomUUID } from 'node:crypto';
import type { HttpDeps } from '../deps.ts';
import type { AppMiddleware } from './context.ts';

/** Shorter than a link's token, so that none can pass for a name and be logged. */
const SANE = /^[\w.:-]{1,60}$/;

/**
 * Names each request, by `X-Request-Id` when that is a sane one, and tells the client the name. What
 * runs for it runs under that name, so that mails and tickets it causes can be traced back to it.
 */
export function identifyRequest({ traced }: Pick<HttpDeps, 'traced'>): AppMiddleware {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    ctx.state.requestId = SANE.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    return traced(ctx.state.requestId, next);
  };
}
