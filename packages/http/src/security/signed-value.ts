import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import type { HttpSettings } from '../settings.ts';
import { type Purpose, portalSecrets, purposeKey, sameSecret } from './keys.ts';

/** A value that leaves us as text, in a cookie or a form, and comes back unchanged or not at all. */
export interface SignedValue<Value> {
  /** Letters, digits, `-`, `_` and one point. It can be read by whoever holds it. */
  write(value: Value): string;
  /** Undefined for what was not signed by us for this purpose. */
  read(text: string | undefined): Value | undefined;
}

/**
 * Signs with the portal's secret; the previous secret's signature still counts.
 * @param schema the value's shape: a release may find what another one has signed
 */
export function signedValue<Value>(
  settings: HttpSettings,
  purpose: Purpose,
  schema: z.ZodType<Value>,
): SignedValue<Value> {
  const macOf = (secret: string, payload: string): string =>
    createHmac('sha256', purposeKey(secret, purpose)).update(payload).digest('base64url');
  return {
    write: (value) => {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${payload}.${macOf(settings.portalJwtSecret, payload)}`;
    },
    read: (text) => {
      const [payload, mac, ...rest] = text?.split('.') ?? [];
      if (payload === undefined || mac === undefined || rest.length > 0) return undefined;
      if (!portalSecrets(settings).some((secret) => sameSecret(mac, macOf(secret, payload)))) return undefined;
      return schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
    },
  };
}
