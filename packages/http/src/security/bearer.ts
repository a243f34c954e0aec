import type { HttpContext } from '../request/context.ts';

const SCHEME = 'bearer ';

/** The bearer token that a request carries, or undefined. */
export function bearerToken(ctx: Pick<HttpContext, 'get'>): string | undefined {
  const header = ctx.get('Authorization');
  return header.toLowerCase().startsWith(SCHEME) ? header.slice(SCHEME.length).trim() : undefined;
}
