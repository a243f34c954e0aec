import type { HttpSettings } from '../settings.ts';
import type { HttpContext } from './context.ts';

/** A cookie of ours: never readable by scripts, never sent along with a form on another site. */
export interface CookieOptions {
  readonly maxAgeMs: number;
}

type Asked = Pick<HttpContext, 'cookies'>;
type Answering = Pick<HttpContext, 'append'>;

/** The cookie's value, or undefined when the visitor brings none. */
export function readCookie(ctx: Asked, settings: HttpSettings, name: string): string | undefined {
  return ctx.cookies.get(cookieName(settings, name));
}

/**
 * Sets a cookie for the whole site: HttpOnly, SameSite=Lax; on https also Secure and bound to this
 * very host by the `__Host-` prefix.
 * @param value base64url, hexadecimal or a JWT; nothing that would need quoting
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

export function clearCookie(ctx: Answering, settings: HttpSettings, name: string): void {
  setCookie(ctx, settings, name, '', { maxAgeMs: 0 });
}

/** A cookie's name on the wire: on https no other host can set it. */
export function cookieName(settings: HttpSettings, name: string): string {
  return settings.secureCookies ? `__Host-${name}` : name;
}

/** What a visitor's own browser keeps for one part of the site only. */
export interface PathCookie {
  /** The value, or undefined when the visitor brings none or an empty one. */
  read(ctx: Asked): string | undefined;
  /** @param value base64url, hexadecimal or a token */
  set(ctx: Answering, path: string, value: string, options: CookieOptions): void;
  clear(ctx: Answering, path: string): void;
}

/**
 * A cookie like the others but for its reach. The `__Host-` prefix forbids a path, so one in
 * another host's name may stand in its place: nothing may be believed of what it holds.
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
  // Written here, for Koa's own refuses a Secure cookie when the proxy in front speaks plain http to us.
  ctx.append('Set-Cookie', `${start}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`);
}
