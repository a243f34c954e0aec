import {
  asCustomerNumber,
  type CustomerNumber,
  type Instant,
  MAX_CUSTOMER_NUMBER_LENGTH,
  SECOND_MS,
} from '@miomente/booking-domain';
import { errors, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { portalSecrets, purposeKey } from '../security/keys.ts';
import type { HttpSettings } from '../settings.ts';
import { portalKeys } from './portal-keys.ts';
import { KEY_SET_ALGORITHMS } from './usable-keys.ts';

/** The claims of an accepted JWT. */
export interface Claims {
  readonly sub: string;
  readonly role: 'partner' | 'manager';
  /** Null for managers. */
  readonly customerNumber: CustomerNumber | null;
  readonly id: string | null;
  readonly expiresAt: Instant;
  /** Whether it is one of our own sessions, not another portal's JWT. */
  readonly issuedHere: boolean;
}

/** The maximum difference between another portal's clock and ours. */
export const LEEWAY_MS: number = 30 * SECOND_MS;

/**
 * A name; other portals may number their accounts. PostgreSQL can't store NUL, and other control characters are never
 * intended.
 */
const named = (longest: number) =>
  z
    .union([z.string(), z.int()])
    .transform(String)
    .pipe(
      z
        .string()
        .min(1)
        .max(longest)
        .regex(/^\P{Cc}+$/u),
    );
const common = {
  sub: named(320),
  // jose checks an expiry only when there is one; here it is required.
  exp: z.number(),
  iat: z.number().optional(),
  jti: named(200).optional(),
};

const CLAIMS = z.discriminatedUnion('role', [
  z.object({ role: z.literal('partner'), customer_number: named(MAX_CUSTOMER_NUMBER_LENGTH), ...common }),
  z.object({ role: z.literal('manager'), ...common }),
]);

/** Longer than any JWT that we accept; nothing longer is parsed. */
const MAX_JWT = 4_096;
const OWN_AUDIENCE = 'booking-session';

/** Creates the JWT of one of our own sessions. */
export async function signSession(
  settings: HttpSettings,
  claims: Omit<Claims, 'issuedHere'>,
  now: Instant,
): Promise<string> {
  const { sub, role, customerNumber, id, expiresAt } = claims;
  return new SignJWT({ role, ...(customerNumber === null ? {} : { customer_number: customerNumber }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setIssuer(settings.publicUrl)
    .setAudience(OWN_AUDIENCE)
    .setJti(id ?? '')
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(purposeKey(settings.portalJwtSecret, 'session'));
}

/** One way in which a JWT may be valid. */
interface Acceptance {
  readonly key: Uint8Array | JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  readonly issuedHere: boolean;
  readonly managers: boolean;
  readonly issuer?: string;
  readonly audience?: string;
}

/**
 * Our own sessions have a separate key, so that another portal that shares the secret can create managers only when
 * `PORTAL_JWT_ISSUER` names it.
 */
function acceptances(settings: HttpSettings): readonly Acceptance[] {
  const { portalJwksUrl, portalJwtIssuer: issuer, portalJwtAudience: audience, publicUrl } = settings;
  const secrets = portalSecrets(settings);
  const elsewhere = {
    issuedHere: false,
    managers: issuer !== null,
    ...(issuer === null ? {} : { issuer }),
    ...(audience === null ? {} : { audience }),
  };
  return [
    ...secrets.map((secret) => ({
      key: purposeKey(secret, 'session'),
      algorithms: ['HS256'],
      issuedHere: true,
      managers: true,
      issuer: publicUrl,
      audience: OWN_AUDIENCE,
    })),
    ...(portalJwksUrl === null
      ? secrets.map((secret) => ({ key: new TextEncoder().encode(secret), algorithms: ['HS256'], ...elsewhere }))
      : // A portal with a key set shares no secret: the secret signs our own sessions only.
        [{ key: portalKeys(portalJwksUrl), algorithms: KEY_SET_ALGORITHMS, ...elsewhere }]),
  ];
}

/**
 * Checks signature (with the algorithms of the key only), expiry, issuer, audience and claims.
 * @returns undefined when the JWT is invalid for any reason
 * @throws TransientFailure when the portal's keys can't be fetched
 */
export type VerifyJwt = (jwt: string, now: Instant) => Promise<Claims | undefined>;

/**
 * Whether a JWT has its only valid spelling. Decoders ignore blanks, padding and extra bits, so other texts than the
 * signed one would be accepted, too.
 */
export function isCanonical(jwt: string): boolean {
  const parts = jwt.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/** How many sessions a process remembers as rightly signed. Those of a key set are checked each time: keys are withdrawn. */
const MAX_REMEMBERED = 2_000;

/** Creates the check for these settings. */
export function makeVerifyJwt(settings: HttpSettings): VerifyJwt {
  const all = acceptances(settings);
  // Checking two signatures took a third of a list's time. One that was right stays right; only its time passes.
  const remembered = new Map<string, Claims>();
  const remember = (jwt: string, claims: Claims): void => {
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(jwt, claims);
  };
  return async (jwt, now) => {
    const known = remembered.get(jwt);
    if (known !== undefined && now < known.expiresAt) return known;
    if (jwt.length > MAX_JWT || !isCanonical(jwt)) return undefined;
    for (const acceptance of all) {
      const claims = await verifyOne(jwt, acceptance, now);
      if (claims === undefined) continue;
      if (claims.role === 'manager' && !acceptance.managers) return undefined;
      if (typeof acceptance.key !== 'function') remember(jwt, claims);
      return claims;
    }
    return undefined;
  };
}

async function verifyOne(jwt: string, acceptance: Acceptance, now: Instant): Promise<Claims | undefined> {
  const { key, algorithms, issuer, audience, issuedHere } = acceptance;
  try {
    const options = {
      algorithms: [...algorithms],
      currentDate: new Date(now),
      clockTolerance: issuedHere ? 0 : LEEWAY_MS / SECOND_MS,
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
    };
    const { payload } = await (typeof key === 'function' ? jwtVerify(jwt, key, options) : jwtVerify(jwt, key, options));
    const parsed = CLAIMS.safeParse(payload);
    if (!parsed.success || isFromTheFuture(parsed.data.iat, now)) return undefined;
    return toClaims(parsed.data, issuedHere);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** jose checks `iat` only when an age is required. */
function isFromTheFuture(issuedAt: number | undefined, now: Instant): boolean {
  return issuedAt !== undefined && issuedAt * SECOND_MS > now + LEEWAY_MS;
}

function toClaims(claims: z.infer<typeof CLAIMS>, issuedHere: boolean): Claims {
  return {
    sub: claims.sub,
    role: claims.role,
    customerNumber: claims.role === 'partner' ? asCustomerNumber(claims.customer_number) : null,
    id: claims.jti ?? null,
    expiresAt: claims.exp * 1000,
    issuedHere,
  };
}
