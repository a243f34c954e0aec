import { type Instant, isTokenShaped, MINUTE_MS } from '@miomente/booking-domain';
import type { HttpContext } from '../../request/context.ts';
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

/** @param name of the cookie */
export function keptToken(name: string, settings: HttpSettings): KeptToken {
  // Bound to a path, which the `__Host-` prefix forbids; an implanted token could open nothing more than its link.
  const fullName = settings.secureCookies ? `__Secure-${name}` : name;
  const set = (ctx: HttpContext, value: string, path: string, maxAgeMs: number): void => {
    const secure = settings.secureCookies ? '; Secure' : '';
    ctx.append(
      'Set-Cookie',
      `${fullName}=${value}; Path=${path}; Max-Age=${maxAgeMs / 1000}; HttpOnly; SameSite=Lax${secure}`,
    );
  };
  return {
    keep: (ctx, token, path) => set(ctx, token, path, KEPT_TOKEN_MS),
    read: (ctx) => {
      const token = ctx.cookies.get(fullName);
      return token !== undefined && isTokenShaped(token) ? token : undefined;
    },
    drop: (ctx, path) => set(ctx, '', path, 0),
  };
}
