import type Koa from 'koa';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { failureLine } from './failure-line.ts';

/** Logs failures outside of the middleware with the same fields; Koa itself would print the whole error. */
export function logAppErrors(app: Koa, { log }: Pick<HttpDeps, 'log'>): void {
  app.on('error', (error: unknown, ctx?: HttpContext) => {
    // A disconnected client is reported here, too; nothing of ours failed.
    if (ctx !== undefined && !ctx.req.socket.destroyed) log.failure(failureLine(ctx, error));
  });
}
