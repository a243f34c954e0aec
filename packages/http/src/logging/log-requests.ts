import { performance } from 'node:perf_hooks';
import type { HttpDeps } from '../deps.ts';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import { routeOf } from './route-of.ts';

/** Logs one line for each request, when its answer is ready. */
export function logRequests({ log }: Pick<HttpDeps, 'log'>): AppMiddleware {
  return async (context, next) => {
    const ctx = context as HttpContext;
    const started = performance.now();
    await next();
    log.request({
      requestId: ctx.state.requestId,
      method: ctx.method,
      route: routeOf(ctx),
      status: ctx.status,
      durationMs: Math.round(performance.now() - started),
      code: ctx.state.errorCode ?? null,
    });
  };
}
