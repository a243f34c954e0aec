import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import type { HttpSettings } from '../settings.ts';
import { type Purpose, portalSecrets, purposeKey, sameSecret } from './keys.ts';

/** A signed value: it leaves us as text, in a cookie or a form, and comes back unchanged or is refused. */
export interface SignedValue<Value> {
  /** Letters, digits, `-`, `_` and one point. Whoever has it can read it. */
  write(value: Value): string;
  /** Undefined for what we did not sign for this purpose. */
  read(text: string | undefined): Value | undefined;
}

/**
 * Signs with the portal's secret; a signature with the previous secret is accepted.
 * @param schema the value's schema, because another release may have signed another form
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
