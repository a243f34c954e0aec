import type { HttpContext } from '../request/context.ts';

const SCHEME = 'bearer ';

/** The bearer token of a request; undefined when there is none. */
export function bearerToken(ctx: Pick<HttpContext, 'get'>): string | undefined {
  const header = ctx.get('Authorization');
  return header.toLowerCase().startsWith(SCHEME) ? header.slice(SCHEME.length).trim() : undefined;
}
