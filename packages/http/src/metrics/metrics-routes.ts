import type { HttpDeps } from '../deps.ts';
import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext, HttpRouter } from '../request/context.ts';
import { bearerToken } from '../security/bearer.ts';
import { neverStore } from '../security/headers.ts';
import { sameSecret } from '../security/keys.ts';

/**
 * Serves `/metrics`. With `METRICS_SECRET` to whoever shows it; without one to everybody while the
 * product is being tried out, and in production to nobody.
 */
export function registerMetrics(router: HttpRouter, deps: Pick<HttpDeps, 'settings' | 'metrics'>): void {
  router.get('/metrics', async (ctx) => {
    neverStore(ctx);
    requireRight(deps, ctx);
    const { contentType, text } = await deps.metrics();
    ctx.set('Content-Type', contentType);
    ctx.body = text;
  });
}

function requireRight({ settings: { metricsSecret, production } }: Pick<HttpDeps, 'settings'>, ctx: HttpContext): void {
  if (metricsSecret === null) {
    if (production) throw new HttpProblem('not_found');
    return;
  }
  const given = bearerToken(ctx);
  if (given !== undefined && sameSecret(given, metricsSecret)) return;
  throw new HttpProblem('unauthenticated', {
    headers: { 'WWW-Authenticate': 'Bearer' },
    expected: 'expected Authorization: Bearer METRICS_SECRET',
  });
}
