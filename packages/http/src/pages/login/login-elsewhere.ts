import { MINUTE_MS } from '@miomente/booking-domain';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import { seeOther } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { LOGIN_PATH, safePath } from './safe-path.ts';

/** Who comes back without a login so many times within a minute is in a loop: two portals send a browser to and fro. */
const MAX_ROUNDS = 3;

/**
 * Sends a visitor to the other portal's login, told the whole address to come back to.
 * @throws HttpProblem 403 for whom that can't help: an account that is unknown here, a login that doesn't arrive
 */
export async function leaveForLogin(deps: PagesDeps, ctx: HttpContext, loginUrl: string): Promise<void> {
  const { settings, sessions } = deps;
  const next = safePath(ctx.query['next']);
  const signedOut = ctx.query['signed_out'] !== undefined;
  if (!signedOut && (await sessions.readIfKnown(ctx)) !== undefined) return seeOther(ctx, next);
  if (!signedOut && sessions.isStranger(ctx)) throw new HttpProblem(403, 'unknown_account');
  const rounds = pathCookie(settings, 'booking_login_rounds');
  const round = Number(rounds.read(ctx) ?? 0) + 1;
  if (!(round <= MAX_ROUNDS)) {
    rounds.clear(ctx, LOGIN_PATH);
    throw new HttpProblem(403, 'login_loop');
  }
  rounds.set(ctx, LOGIN_PATH, String(round), { maxAgeMs: MINUTE_MS });
  const url = new URL(loginUrl);
  url.searchParams.set('next', `${settings.publicUrl}${next}`);
  seeOther(ctx, url.href);
}
