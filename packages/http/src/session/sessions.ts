import { type Account, HOUR_MS, managerScope, partnerScope, TransientFailure } from '@miomente/booking-domain';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { clearCookie, readCookie, setCookie } from '../request/cookies.ts';
import { bearerToken } from '../security/bearer.ts';
import { isUnsafe, provesSameOrigin } from '../security/same-origin.ts';
import { type Claims, LEEWAY_MS, makeVerifyJwt, signSession, type VerifyJwt } from './jwt.ts';
import type { Session } from './session.ts';

/** How long a login lasts (links#login). */
export const SESSION_MS: number = 12 * HOUR_MS;
/** The name of our session cookie. */
export const SESSION_COOKIE = 'booking_session';

/** Who is logged in. */
export interface Sessions {
  /**
   * The session of a request, by its bearer token or else its cookie; looked up once per request. The partner is read
   * again: an unknown or inactive one has no session. For a request that changes something, a cookie counts only when
   * the request verifiably comes from our own pages.
   */
  read(ctx: HttpContext): Promise<Session | undefined>;
  /** The same for pages that need no login: when the other portal's keys can't be fetched, nobody is logged in. */
  readIfKnown(ctx: HttpContext): Promise<Session | undefined>;
  /** Whether {@link read} found an account that the other portal vouches for and that is no active partner here. */
  isStranger(ctx: HttpContext): boolean;
  /** Whether there is a session cookie that {@link read} ignores because that proof is missing. */
  isUnproven(ctx: HttpContext): boolean;
  /** Logs the visitor in, for 12 hours. @param id a random text that nobody can guess */
  start(ctx: HttpContext, account: Account, id: string): Promise<void>;
  /** Logs the visitor out: the session becomes invalid, on any device with a copy of it. */
  end(ctx: HttpContext): Promise<void>;
}

type OuterDeps = Pick<HttpDeps, 'settings' | 'clock' | 'partners' | 'revokedSessions'>;
type SessionDeps = OuterDeps & { readonly verifyJwt: VerifyJwt };

/** Creates the sessions for these settings. */
export function makeSessions(outer: OuterDeps): Sessions {
  const deps: SessionDeps = { ...outer, verifyJwt: makeVerifyJwt(outer.settings) };
  return {
    read: (ctx) => {
      ctx.state.session ??= readSession(deps, ctx);
      return ctx.state.session;
    },
    readIfKnown: async (ctx) => {
      try {
        ctx.state.session ??= readSession(deps, ctx);
        return await ctx.state.session;
      } catch (error) {
        if (error instanceof TransientFailure) return undefined;
        throw error;
      }
    },
    isStranger: (ctx) => ctx.state.stranger === true,
    isUnproven: (ctx) => carriedJwts(deps, ctx).some(({ carrier }) => carrier === 'cookie') && lacksProof(deps, ctx),
    start: (ctx, account, id) => startSession(deps, ctx, account, id),
    end: (ctx) => endSession(deps, ctx),
  };
}

async function readSession(deps: SessionDeps, ctx: HttpContext): Promise<Session | undefined> {
  for (const carried of carriedJwts(deps, ctx)) {
    if (carried.carrier === 'cookie' && lacksProof(deps, ctx)) continue;
    const claims = await deps.verifyJwt(carried.jwt, deps.clock.now());
    // Any host of the same domain can set the other portal's cookie; our own sessions are only in our own cookie.
    if (claims === undefined || (carried.foreign && claims.issuedHere)) continue;
    if (claims.id !== null && (await deps.revokedSessions.isRevoked(claims.id))) continue;
    const session = await toSession(deps, claims, carried.carrier);
    if (session !== undefined) return session;
    if (!claims.issuedHere) ctx.state.stranger = true;
  }
  return undefined;
}

/** Whether a request changes something without proof that our own page sent it. */
function lacksProof({ settings }: SessionDeps, ctx: HttpContext): boolean {
  return isUnsafe(ctx.method) && !provesSameOrigin(ctx, settings);
}

interface CarriedJwt {
  readonly jwt: string;
  readonly carrier: Session['carrier'];
  /** Whether it came in the other portal's cookie. */
  readonly foreign: boolean;
}

/** The possible sources of a session: only a bearer token, or else cookies, ours first when we have a login. */
function carriedJwts({ settings }: SessionDeps, ctx: HttpContext): readonly CarriedJwt[] {
  const bearer = bearerToken(ctx);
  if (bearer !== undefined) return [{ jwt: bearer, carrier: 'bearer', foreign: false }];
  const { portalLoginUrl, portalSessionCookie } = settings;
  const own = portalLoginUrl === null ? readCookie(ctx, settings, SESSION_COOKIE) : undefined;
  const foreign = portalSessionCookie === null ? undefined : ctx.cookies.get(portalSessionCookie);
  return [
    ...(own === undefined ? [] : [{ jwt: own, carrier: 'cookie' as const, foreign: false }]),
    ...(foreign === undefined ? [] : [{ jwt: foreign, carrier: 'cookie' as const, foreign: true }]),
  ];
}

async function toSession(
  deps: SessionDeps,
  { sub, customerNumber, id, expiresAt, issuedHere }: Claims,
  carrier: Session['carrier'],
): Promise<Session | undefined> {
  const base = { id, expiresAt, carrier };
  if (customerNumber === null) {
    // A manager of our own login must still be configured as one; another portal decides for itself.
    if (issuedHere && !deps.settings.managerEmails.includes(sub)) return undefined;
    return { ...base, role: 'manager', address: sub, scope: managerScope(sub) };
  }
  const partner = await deps.partners.find(customerNumber);
  return partner?.active === true
    ? { ...base, role: 'partner', partner, scope: partnerScope(partner.customerNumber) }
    : undefined;
}

async function startSession(deps: SessionDeps, ctx: HttpContext, account: Account, id: string): Promise<void> {
  const now = deps.clock.now();
  const claims = {
    sub: account.role === 'partner' ? account.customerNumber : account.address,
    role: account.role,
    customerNumber: account.role === 'partner' ? account.customerNumber : null,
    id,
    expiresAt: now + SESSION_MS,
  };
  setCookie(ctx, deps.settings, SESSION_COOKIE, await signSession(deps.settings, claims, now), {
    maxAgeMs: SESSION_MS,
  });
}

async function endSession(deps: SessionDeps, ctx: HttpContext): Promise<void> {
  clearCookie(ctx, deps.settings, SESSION_COOKIE);
  const session = await readSession(deps, ctx);
  if (session?.id != null) await deps.revokedSessions.revoke(session.id, session.expiresAt + LEEWAY_MS);
  ctx.state.session = Promise.resolve(undefined);
}
