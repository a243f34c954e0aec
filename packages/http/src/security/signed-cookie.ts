import type { z } from 'zod';
import type { HttpContext } from '../request/context.ts';
import { type CookieOptions, readCookie, setCookie } from '../request/cookies.ts';
import type { HttpSettings } from '../settings.ts';
import type { Purpose } from './keys.ts';
import { signedValue } from './signed-value.ts';

/**
 * A value that the visitor's browser stores for us and can't change. It can be read there, and be kept longer than
 * intended.
 */
export interface SignedCookie<Value> {
  set(ctx: Pick<HttpContext, 'append'>, value: Value, options: CookieOptions): void;
  /** The value; undefined when there is none, or we did not sign it for this purpose. */
  read(ctx: Pick<HttpContext, 'cookies'>): Value | undefined;
}

/** The name, purpose and schema of a signed cookie. */
export interface SignedCookieOptions<Value> {
  readonly name: string;
  readonly purpose: Purpose;
  /** The value's schema, because another release may have signed another form. */
  readonly schema: z.ZodType<Value>;
}

/** A cookie for the whole site, signed with the portal's secret; a signature with the previous secret is accepted. */
export function signedCookie<Value>(
  settings: HttpSettings,
  { name, purpose, schema }: SignedCookieOptions<Value>,
): SignedCookie<Value> {
  const signed = signedValue(settings, purpose, schema);
  return {
    set: (ctx, value, options) => setCookie(ctx, settings, name, signed.write(value), options),
    read: (ctx) => signed.read(readCookie(ctx, settings, name)),
  };
}
