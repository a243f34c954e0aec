import { paths } from '@miomente/booking-paths';
import type { HttpDeps } from '../deps.ts';
import { type Page, type PageGate, page } from '../guard/page.ts';
import { sends } from '../guard/page-answer.ts';
import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import { bearerToken } from '../security/bearer.ts';
import { sameSecret } from '../security/keys.ts';

/** The process's metrics, as text for Prometheus. */
export function metricsPages(deps: Pick<HttpDeps, 'settings' | 'metrics'>): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.metrics,
      about: 'The process’s metrics, for Prometheus',
      gate: metricsGate(deps),
      answers: { 200: 'The metrics' },
      handle: async () => {
        const { contentType, text } = await deps.metrics();
        return sends(contentType, text);
      },
    }),
  ];
}

/**
 * With `METRICS_SECRET`, accepts requests with that secret. Without it, accepts everybody except in production, where
 * it accepts nobody.
 */
function metricsGate(deps: Pick<HttpDeps, 'settings'>): PageGate<null> {
  return {
    name: 'secret',
    limit: null,
    problems: ['unauthenticated', 'not_found'],
    enter: async (ctx) => {
      requireRight(deps, ctx);
      return { who: null };
    },
  };
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
