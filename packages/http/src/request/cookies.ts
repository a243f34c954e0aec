import type { HttpSettings } from '../settings.ts';
import type { HttpContext } from './context.ts';

/** A cookie of ours: never readable by scripts, never sent along with a form on another site. */
export interface CookieOptions {
  readonly maxAgeMs: number;
}

/** The cookie's value, or undefined when the visitor brings none. */
export function readCookie(
  ctx: Pick<HttpContext, 'cookies'>,
  settings: HttpSettings,
  name: string,
): string | undefined {
  return ctx.cookies.get(cookieName(settings, name));
}

/**
 * Sets a cookie for the whole site: HttpOnly, SameSite=Lax; on https also Secure and bound to this
 * very host by the `__Host-` prefix.
 * @param value base64url, hexadecimal or a JWT; nothing that would need quoting
 */
export function setCookie(
  ctx: Pick<HttpContext, 'append'>,
  settings: HttpSettings,
  name: string,
  value: string,
  { maxAgeMs }: CookieOptions,
): void {
  const secure = settings.secureCookies ? '; Secure' : '';
  const maxAge = Math.max(0, Math.floor(maxAgeMs / 1000));
  // Written here, for Koa's own refuses a Secure cookie when the proxy in front speaks plain http to us.
  ctx.append(
    'Set-Cookie',
    `${cookieName(settings, name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`,
  );
}

export function clearCookie(ctx: Pick<HttpContext, 'append'>, settings: HttpSettings, name: string): void {
  setCookie(ctx, settings, name, '', { maxAgeMs: 0 });
}

/** A cookie's name on the wire: on https no other host can set it. */
export function cookieName(settings: HttpSettings, name: string): string {
  return settings.secureCookies ? `__Host-${name}` : name;
}
