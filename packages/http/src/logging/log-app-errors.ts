import type Koa from 'koa';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { failureLine } from './failure-line.ts';

/** Logs what fails outside every middleware by the same allow-list; Koa itself would print it whole. */
export function logAppErrors(app: Koa, { log }: Pick<HttpDeps, 'log'>): void {
  app.on('error', (error: unknown, ctx?: HttpContext) => {
    // A client that hung up is told of here too; nothing of ours failed.
    if (ctx !== undefined && !ctx.req.socket.destroyed) log.failure(failureLine(ctx, error));
  });
}
