import { MINUTE_MS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import { pathCookie } from '../../request/cookies.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** A visitor who returns without a login this many times within a minute is in a redirect loop between two portals. */
const MAX_ROUNDS = 3;

/**
 * The other portal's login, with the whole address to return to.
 * @throws HttpProblem 403 when that can't help: for an account that is unknown here, or a login that does not arrive
 */
export async function leaveForLogin(
  deps: PagesDeps,
  ctx: HttpContext,
  { next, signedOut, loginUrl }: { readonly next: string; readonly signedOut: boolean; readonly loginUrl: string },
): Promise<string> {
  const { settings, sessions } = deps;
  if (!signedOut && (await sessions.readIfKnown(ctx)) !== undefined) return next;
  if (!signedOut && sessions.isStranger(ctx)) throw new HttpProblem('unknown_account');
  const rounds = pathCookie(settings, 'booking_login_rounds');
  const round = Number(rounds.read(ctx) ?? 0) + 1;
  if (!(round <= MAX_ROUNDS)) {
    rounds.clear(ctx, paths.login.at());
    throw new HttpProblem('login_loop');
  }
  rounds.set(ctx, paths.login.at(), String(round), { maxAgeMs: MINUTE_MS });
  const url = new URL(loginUrl);
  url.searchParams.set('next', `${settings.publicUrl}${next}`);
  return url.href;
}
