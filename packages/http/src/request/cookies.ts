import type { HttpSettings } from '../settings.ts';
import type { HttpContext } from './context.ts';

/** One of our cookies: scripts can't read it, and browsers don't send it with a form of another site. */
export interface CookieOptions {
  readonly maxAgeMs: number;
}

type Asked = Pick<HttpContext, 'cookies'>;
type Answering = Pick<HttpContext, 'append'>;

/** The cookie's value; undefined when there is none. */
export function readCookie(ctx: Asked, settings: HttpSettings, name: string): string | undefined {
  return ctx.cookies.get(cookieName(settings, name));
}

/**
 * Sets a cookie for the whole site: HttpOnly, SameSite=Lax; on https also Secure and bound to this host by the
 * `__Host-` prefix.
 * @param value base64url, hexadecimal or a JWT; nothing that needs quoting
 */
export function setCookie(
  ctx: Answering,
  settings: HttpSettings,
  name: string,
  value: string,
  { maxAgeMs }: CookieOptions,
): void {
  append(ctx, settings, `${cookieName(settings, name)}=${value}; Path=/`, maxAgeMs);
}

/** Deletes a cookie. */
export function clearCookie(ctx: Answering, settings: HttpSettings, name: string): void {
  setCookie(ctx, settings, name, '', { maxAgeMs: 0 });
}

/** A cookie's name in the header: on https, no other host can set it. */
export function cookieName(settings: HttpSettings, name: string): string {
  return settings.secureCookies ? `__Host-${name}` : name;
}

/** A value that the visitor's browser stores for one part of the site only. */
export interface PathCookie {
  /** The value; undefined when there is none or an empty one. */
  read(ctx: Asked): string | undefined;
  /** @param value base64url, hexadecimal or a token */
  set(ctx: Answering, path: string, value: string, options: CookieOptions): void;
  clear(ctx: Answering, path: string): void;
}

/**
 * A cookie for a part of the site. The `__Host-` prefix allows no path, so another host may have set it: its content
 * must not be trusted.
 */
export function pathCookie(settings: HttpSettings, name: string): PathCookie {
  const fullName = settings.secureCookies ? `__Secure-${name}` : name;
  const set: PathCookie['set'] = (ctx, path, value, { maxAgeMs }) =>
    append(ctx, settings, `${fullName}=${value}; Path=${path}`, maxAgeMs);
  return {
    read: (ctx) => ctx.cookies.get(fullName) || undefined,
    set,
    clear: (ctx, path) => set(ctx, path, '', { maxAgeMs: 0 }),
  };
}

function append(ctx: Answering, settings: HttpSettings, start: string, maxAgeMs: number): void {
  const secure = settings.secureCookies ? '; Secure' : '';
  const maxAge = Math.max(0, Math.floor(maxAgeMs / 1000));
  // Written here, because Koa refuses a Secure cookie when our proxy speaks http to us.
  ctx.append('Set-Cookie', `${start}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`);
}
