import type { z } from 'zod';
import type { HttpContext } from '../request/context.ts';
import { type CookieOptions, readCookie, setCookie } from '../request/cookies.ts';
import type { HttpSettings } from '../settings.ts';
import type { Purpose } from './keys.ts';
import { signedValue } from './signed-value.ts';

/** A value that a visitor's browser keeps for us and cannot change. It can be read there, and kept too long. */
export interface SignedCookie<Value> {
  set(ctx: Pick<HttpContext, 'append'>, value: Value, options: CookieOptions): void;
  /** The value; undefined when there is none, or it was not signed by us for this purpose. */
  read(ctx: Pick<HttpContext, 'cookies'>): Value | undefined;
}

export interface SignedCookieOptions<Value> {
  readonly name: string;
  readonly purpose: Purpose;
  /** The value's shape: a release may find what another one has signed. */
  readonly schema: z.ZodType<Value>;
}

/** A cookie for the whole site, signed with the portal's secret; the previous secret's signature still counts. */
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
