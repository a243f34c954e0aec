import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import { bearerToken } from './bearer.ts';
import { sameSecret } from './keys.ts';

/**
 * Accepts a request that has a configured secret as its bearer token.
 * @param name the variable's, for whoever sent another one
 * @throws HttpProblem 404 where no secret is configured, 401 for another one
 */
export function requireSecret(ctx: HttpContext, name: string, secret: string | null): undefined {
  if (secret === null) throw new HttpProblem('not_found');
  const given = bearerToken(ctx);
  if (given !== undefined && sameSecret(given, secret)) return undefined;
  throw new HttpProblem('unauthenticated', {
    headers: { 'WWW-Authenticate': 'Bearer' },
    expected: `expected Authorization: Bearer ${name}`,
  });
}
