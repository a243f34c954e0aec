import type { HttpContext } from '../request/context.ts';

/** The pattern of the matched route, never its address; null when none matched. */
export function routeOf(ctx: Pick<HttpContext, '_matchedRoute'>): string | null {
  const route = ctx._matchedRoute;
  return typeof route === 'string' ? route : null;
}
