import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { anyText, lenient } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo } from '../../guard/page-answer.ts';
import { linkGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { visitKeeper } from './keep-visit.ts';
import { keptToken } from './kept-token.ts';
import { linkOpening } from './link-opening.ts';
import { usedLinks } from './used-links.ts';

/** The cookie that holds a decline link's token. */
export const DECLINE_TOKEN = 'booking_decline';

const FROM_PAGE = 'page';

/** The decline link as pages of the confirm link carry it: followed from there it is no sign of a program. */
export function declineFromPage(token: string): string {
  return withQuery(paths.declineLink.at({ token }), { from: FROM_PAGE });
}

/**
 * The decline link of the mails: changes nothing. The token leaves the address for a cookie that
 * only this booking's decline form gets to see; the form asks for the login.
 */
export function declineLinkPages(deps: PagesDeps): readonly Page[] {
  const used = usedLinks(deps);
  const visits = visitKeeper(deps);
  return [
    page({
      method: 'get',
      address: paths.declineLink,
      about: 'The decline link of a mail',
      gate: linkGate(deps, 'link'),
      params: { token: anyText },
      query: { from: lenient(z.literal(FROM_PAGE), undefined) },
      answers: { 303: 'The booking’s decline form, or why the link does nothing' },
      handle: async ({ ctx, params: { token }, query }) => {
        const fromPage = query.from === FROM_PAGE;
        const outcome = await deps.followDeclineLink({ token, opening: linkOpening(ctx), fromPage });
        await visits.keep(ctx, outcome);
        if (outcome.type === 'refused') return used.refuse(ctx, token, outcome);
        const path = paths.declineBooking.at({ id: outcome.booking.id });
        keptToken(DECLINE_TOKEN, deps.settings).keep(ctx, token, path);
        return leadsTo(path);
      },
    }),
  ];
}
