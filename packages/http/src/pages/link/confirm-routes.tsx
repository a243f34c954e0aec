/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, type Stored, systemScope, unreachable } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { anyText } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, saysNothing, shows } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { Reader } from '../frame/reader.ts';
import { linkGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { declineFromPage } from './decline-link.ts';
import { confirmationNamed, freshConfirmations } from './fresh-confirmations.ts';
import { GuardPage } from './guard-page.tsx';
import { knownAs, loggedInAs, visitKeeper } from './keep-visit.ts';
import { linkOpening } from './link-opening.ts';
import { isFromPage, pageViews, type SentPress, sentPress } from './page-view.ts';
import { QuestionPage, TooManyAnswersPage } from './question-page.tsx';
import { BareSuccessPage, BriefSuccessPage, SuccessPage } from './success-page.tsx';
import { usedLinks } from './used-links.ts';

const FOLLOWED = {
  200: 'The booking, with one button; after too many wrong answers, that only a login answers for now',
  204: 'To a program that only probes the link',
  303: 'That it is confirmed, or why it can’t be',
} as const;
const PRESSED = {
  200: 'The question that only the mail answers; nothing is changed',
  303: 'That it is confirmed, or why it can’t be',
  409: 'The booking as it is now, with its button: the page had shown another date, or other people',
  422: 'The question again, or that only a login answers for now',
} as const;
const SCOPE = systemScope('showing a visitor what they have just confirmed');

/** The confirm link of the mails, and the page it ends on. */
export function confirmLinkPages(deps: PagesDeps): readonly Page[] {
  const fresh = freshConfirmations(deps);
  const used = usedLinks(deps);
  const views = pageViews(deps);
  const visits = visitKeeper(deps);
  const mode = deps.settings.confirmLinkMode;

  const confirmed = (ctx: HttpContext, token: string, id: BookingId, form?: SentPress) => {
    used.keep(ctx, token, id);
    return leadsTo(fresh.remember(ctx, id, form !== undefined && isFromPage(form)));
  };

  const guard = (ctx: HttpContext, reader: Reader, booking: Stored, token: string, changed: boolean) => {
    fresh.offerCookie(ctx);
    const form = { action: paths.confirmLink.at({ token }), mark: views.mark(booking, 'confirm') };
    const once = !changed && !deps.devices.isDeviceOf(ctx)(booking.customerNumber);
    const shown = { reader, booking, form, decline: declineFromPage(token), once, changed };
    return <GuardPage {...shown} />;
  };

  return [
    page({
      method: 'get',
      address: paths.confirmLink,
      about: 'The confirm link of a mail',
      gate: linkGate(deps, 'link'),
      params: { token: anyText },
      answers: FOLLOWED,
      handle: async ({ ctx, who, params: { token } }) => {
        const outcome = await deps.followConfirmLink({
          token,
          visit: { mode, opening: linkOpening(ctx) },
          isDeviceOf: deps.devices.isDeviceOf(ctx),
          isLoggedInAs: await loggedInAs(deps, ctx),
        });
        await visits.keep(ctx, outcome);
        switch (outcome.type) {
          case 'confirmed':
            return confirmed(ctx, token, outcome.booking.id);
          case 'ask':
            return shows(guard(ctx, await who.reader(), outcome.booking, token, false));
          case 'login':
            return shows(<TooManyAnswersPage reader={await who.reader()} wanted={outcome} />);
          case 'refused':
            return used.refuse(ctx, token, outcome);
          case 'ignored':
            return saysNothing();
          default:
            return unreachable(outcome);
        }
      },
    }),
    page({
      method: 'post',
      address: paths.confirmLink,
      about: 'The button of the confirm link',
      gate: linkGate(deps, 'link'),
      params: { token: anyText },
      form: sentPress,
      answers: PRESSED,
      handle: async ({ ctx, who, params: { token }, form }) => {
        const press = views.read(ctx, form);
        const outcome = await deps.pressConfirmLink({ token, mode, press, isKnown: await knownAs(deps, ctx) });
        await visits.keep(ctx, outcome);
        switch (outcome.type) {
          case 'confirmed':
            deps.devices.remember(ctx, outcome.booking.customerNumber);
            return confirmed(ctx, token, outcome.booking.id, form);
          case 'changed':
            return shows(guard(ctx, await who.reader(), outcome.booking, token, true), 409);
          case 'question': {
            const again = { action: paths.confirmLink.at({ token }) };
            const about = { asked: outcome, action: 'confirm', form: again, typed: form.answer ?? '' } as const;
            const question = <QuestionPage reader={await who.reader()} {...about} decline={declineFromPage(token)} />;
            return shows(question, outcome.wrong === null ? 200 : 422);
          }
          case 'login':
            return shows(<TooManyAnswersPage reader={await who.reader()} wanted={outcome} />, 422);
          case 'refused':
            return used.refuse(ctx, token, outcome);
          default:
            return unreachable(outcome);
        }
      },
    }),
    page({
      method: 'get',
      address: paths.confirmationSuccess,
      about: 'That a booking was confirmed, with the way back',
      gate: linkGate(deps, 'link_page'),
      query: confirmationNamed,
      addressIsSecret: true,
      answers: {
        200: 'The booking, to the browser that has just confirmed it; without cookies less of it; else that there is nothing to see',
      },
      handle: async ({ ctx, who, query }) => {
        const reader = await who.reader();
        const asked = fresh.asked(ctx, query);
        const booking = asked === undefined ? undefined : await deps.bookings.find(SCOPE, asked.id);
        const shown = booking?.status === 'confirmed' ? booking : undefined;
        if (shown === undefined) return shows(<BareSuccessPage reader={reader} />);
        if (asked?.whole !== true) return shows(<BriefSuccessPage reader={reader} booking={shown} />);
        const mark = views.mark(shown, 'take_back');
        const takeBack = { action: paths.takeBack.at(), booking: used.nameFor(shown.id), mark };
        return shows(<SuccessPage reader={reader} booking={shown} takeBack={takeBack} />);
      },
    }),
  ];
}
