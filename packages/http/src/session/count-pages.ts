import { LOGIN_LINK_MS } from '@miomente/booking-domain';
import type { HttpDeps } from '../deps.ts';
import type { Devices } from '../device/devices.ts';
import { failureLine } from '../logging/failure-line.ts';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import { SESSION_MS } from './sessions.ts';

/**
 * Counts the pages that a session of our own login requests while its link may still be pressed: the page after the one
 * it was redirected to shows that a person continues, uses up the link and makes the device known (links#login). Only
 * pages count, not redirects, and not those of mailed links: a program opens them all.
 */
export function countPages(
  deps: Pick<HttpDeps, 'settings' | 'clock' | 'logins' | 'log'> & { readonly devices: Devices },
): AppMiddleware {
  return async (ctx, next) => {
    await next();
    if (ctx.method !== 'GET' || ctx.status !== 200 || ctx.response.is('html') === false) return;
    // Another portal's sessions did not come from our links.
    if (ctx.state.byLink === true) return;
    if (ctx.state.session === undefined || deps.settings.portalLoginUrl !== null) return;
    try {
      const [session, now] = [await ctx.state.session, deps.clock.now()];
      if (session?.carrier !== 'cookie' || session.id === null) return;
      if (now >= session.expiresAt - SESSION_MS + LOGIN_LINK_MS) return;
      const wentOn = await deps.logins.countPage(session.id, now);
      // The press on the login link may have been a program's; who goes on is a person, on a device of theirs.
      if (wentOn && session.role === 'partner')
        deps.devices.remember(ctx as HttpContext, session.partner.customerNumber);
    } catch (error) {
      // The page works anyway; a link that stays valid for some minutes harms nobody.
      deps.log.failure(failureLine(ctx as HttpContext, error));
    }
  };
}
