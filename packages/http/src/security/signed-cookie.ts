import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import type { HttpContext } from '../request/context.ts';
import { type CookieOptions, readCookie, setCookie } from '../request/cookies.ts';
import type { HttpSettings } from '../settings.ts';
import { type Purpose, portalSecrets, purposeKey, sameSecret } from './keys.ts';

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
  const macOf = (secret: string, payload: string): string =>
    createHmac('sha256', purposeKey(secret, purpose)).update(payload).digest('base64url');
  return {
    set: (ctx, value, options) => {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      setCookie(ctx, settings, name, `${payload}.${macOf(settings.portalJwtSecret, payload)}`, options);
    },
    read: (ctx) => {
      const [payload, mac, ...rest] = readCookie(ctx, settings, name)?.split('.') ?? [];
      if (payload === undefined || mac === undefined || rest.length > 0) return undefined;
      if (!portalSecrets(settings).some((secret) => sameSecret(mac, macOf(secret, payload)))) return undefined;
      return schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
    },
  };
}
