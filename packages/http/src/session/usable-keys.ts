import { importJWK, type JWK } from 'jose';

/** The signature algorithms for a key set; all use key pairs, so that nobody can sign with a public key. */
export const KEY_SET_ALGORITHMS: readonly string[] = ['RS256', 'ES256', 'EdDSA'];
/** A shorter RSA key is broken or will be soon. */
const MIN_MODULUS_BITS = 2_048;
const MAX_MODULUS_BITS = 16_384;
/** Real keys have no larger public exponents, and these are slow. */
const MAX_EXPONENT = 2n ** 64n;

/**
 * The usable keys of a published set. Others maintain the set: an unsupported key must not lock out everybody whose key
 * is fine.
 */
export async function usableKeys(keys: readonly unknown[]): Promise<readonly JWK[]> {
  const judged = await Promise.all(keys.map(async (key) => ((await isUsable(key)) ? [key as JWK] : [])));
  return judged.flat();
}

async function isUsable(key: unknown): Promise<boolean> {
  if (typeof key !== 'object' || key === null) return false;
  const jwk = key as JWK;
  const algorithm = ALGORITHMS[String(jwk.kty)];
  if (algorithm === undefined || (jwk.kty === 'RSA' && !isSoundRsa(jwk))) return false;
  try {
    await importJWK({ ...jwk, alg: algorithm }, algorithm);
    return true;
  } catch {
    return false;
  }
}

const ALGORITHMS: Readonly<Record<string, string>> = { RSA: 'RS256', EC: 'ES256', OKP: 'EdDSA' };

/** With an exponent of 1 every text is its own signature; an even number is no RSA key. */
function isSoundRsa({ n, e }: JWK): boolean {
  const [modulus, exponent] = [numberOf(n), numberOf(e)];
  if (modulus === undefined || exponent === undefined) return false;
  const bits = modulus.toString(2).length;
  return (
    bits >= MIN_MODULUS_BITS &&
    bits <= MAX_MODULUS_BITS &&
    modulus % 2n === 1n &&
    exponent % 2n === 1n &&
    exponent > 1n &&
    exponent < MAX_EXPONENT
  );
}

function numberOf(text: unknown): bigint | undefined {
  if (typeof text !== 'string' || !/^[\w-]+$/.test(text)) return undefined;
  return BigInt(`0x${Buffer.from(text, 'base64url').toString('hex') || '0'}`);
}
