import { HttpProblem } from '../problem/http-problem.ts';
import type { AppMiddleware } from '../request/context.ts';
import type { HttpSettings } from '../settings.ts';
import { bearerToken } from './bearer.ts';
import { admitsOtherOrigin, isUnsafe } from './same-origin.ts';

/**
 * Refuses requests that another site's page sends in a visitor's name: forms to link pages, login and portal. A request
 * with a bearer token can't be forged in this way, because no browser adds one by itself.
 */
export function refuseOtherOrigins(settings: HttpSettings): AppMiddleware {
  return (ctx, next) => {
    const foreign = isUnsafe(ctx.method) && bearerToken(ctx) === undefined && admitsOtherOrigin(ctx, settings);
    if (foreign) throw new HttpProblem('cross_origin');
    return next();
  };
}
