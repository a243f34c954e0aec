import type Koa from 'koa';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { failureLine } from './failure-line.ts';

/** What Node says when the client hung up while it was being answered: nothing of ours failed. */
const HUNG_UP: readonly unknown[] = ['ECONNRESET', 'EPIPE', 'ECANCELED', 'ERR_STREAM_PREMATURE_CLOSE'];

/** Logs what fails outside every middleware by the same allow-list; Koa itself would print it whole. */
export function logAppErrors(app: Koa, { log }: Pick<HttpDeps, 'log'>): void {
  app.on('error', (error: unknown, ctx?: HttpContext) => {
    if (ctx === undefined || (error instanceof Error && 'code' in error && HUNG_UP.includes(error.code))) return;
    log.failure(failureLine(ctx, error));
  });
}
