import type { HttpContext } from '../request/context.ts';

/** The pattern of the route that took the request, never its address; null when none did. */
export function routeOf(ctx: Pick<HttpContext, '_matchedRoute'>): string | null {
  const route = ctx._matchedRoute;
  return typeof route === 'string' ? route : null;
}
