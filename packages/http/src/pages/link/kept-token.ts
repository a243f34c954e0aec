import { type Instant, isTokenShaped, MINUTE_MS } from '@miomente/booking-domain';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import type { HttpSettings } from '../../settings.ts';

/** How long a link's token stays with the browser after its address is gone. */
export const KEPT_TOKEN_MS: Instant = 15 * MINUTE_MS;

/**
 * A link's token in the browser's hands, so that no address after the link holds it. Not readable
 * by scripts, sent to one part of the site only, forgotten after 15 minutes.
 */
export interface KeptToken {
  keep(ctx: HttpContext, token: string, path: string): void;
  read(ctx: HttpContext): string | undefined;
  drop(ctx: HttpContext, path: string): void;
}

/** @param name of the cookie. One implanted by another host could open nothing more than its link. */
export function keptToken(name: string, settings: HttpSettings): KeptToken {
  const cookie = pathCookie(settings, name);
  return {
    keep: (ctx, token, path) => cookie.set(ctx, path, token, { maxAgeMs: KEPT_TOKEN_MS }),
    read: (ctx) => {
      const token = cookie.read(ctx);
      return token !== undefined && isTokenShaped(token) ? token : undefined;
    },
    drop: (ctx, path) => cookie.clear(ctx, path),
  };
}
