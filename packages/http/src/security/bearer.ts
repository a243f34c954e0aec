import type { HttpContext } from '../request/context.ts';

/** The bearer token that a request carries, or undefined. */
export function bearerToken(ctx: Pick<HttpContext, 'get'>): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(ctx.get('Authorization'))?.[1];
}
