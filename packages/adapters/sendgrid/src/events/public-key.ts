import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Parses the public key that SendGrid shows: base64 of a DER key, or the same as PEM.
 * @returns undefined when it is no ECDSA key on the curve P-256
 */
export function publicKeyOf(text: string): KeyObject | undefined {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}
