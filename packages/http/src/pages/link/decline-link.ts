import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { bookingPath } from '../booking/answer-actions.tsx';
import { seeOther } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { keptToken } from './kept-token.ts';
import { usedLinks } from './used-links.ts';

export const DECLINE_TOKEN = 'booking_decline';

/**
 * The decline link of the mails: changes nothing. The token leaves the address for a cookie that
 * only this booking's decline form gets to see; the form asks for the login.
 */
export function registerDeclineLink(router: HttpRouter, deps: PagesDeps): void {
  const used = usedLinks(deps);
  router.get('/api/decline/:token', async (ctx) => {
    keepAddressSecret(ctx);
    await countVisitor(deps, ctx, 'link');
    const token = ctx.params['token'] ?? '';
    const outcome = await deps.followDeclineLink({ token });
    if (outcome.type === 'refused') return used.refuse(ctx, token, outcome);
    const path = `${bookingPath(outcome.booking.id)}/decline`;
    keptToken(DECLINE_TOKEN, deps.settings).keep(ctx, token, path);
    seeOther(ctx, path);
  });
}
