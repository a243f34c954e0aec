/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { asBookingId, canUndoDecline, declineUndoUntil, type Stored, unreachable } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import { linkGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { LinkErrorPage } from './error-page.tsx';
import { knownAs, visitKeeper } from './keep-visit.ts';
import { pageViews, sentPress } from './page-view.ts';
import { QuestionPage, TooManyAnswersPage } from './question-page.tsx';
import { bookingNamed, withBooking } from './recent-bookings.ts';
import { ForgottenLinkPage, ReopenedPage } from './reopened-page.tsx';
import { refusalNamed, unusableLink } from './unusable-link.ts';
import { type UsedLinks, usedLinks } from './used-links.ts';

type Asked = ReturnType<UsedLinks['asked']>;

/** Where links end that can't be used, and the way back from a confirmation. */
export function linkErrorPages(deps: PagesDeps): readonly Page[] {
  const used = usedLinks(deps);
  const views = pageViews(deps);
  const visits = visitKeeper(deps);
  /** The booking as it is now. A token that is kept under another booking's name shows nothing. */
  const bookingOf = async (asked: Asked): Promise<Stored | undefined> => {
    const booking = asked === undefined ? undefined : await deps.readLink({ token: asked.token });
    return booking?.id === asked?.id ? booking : undefined;
  };

  const takeBackForm = (booking: Stored) => {
    const action = paths.takeBack.at();
    return { action, booking: used.nameFor(booking.id), mark: views.mark(booking, 'take_back') };
  };

  return [
    page({
      method: 'get',
      address: paths.confirmationError,
      about: 'Why a link did nothing, and what to do next',
      gate: linkGate(deps, 'link_page'),
      query: { reason: refusalNamed, booking: bookingNamed },
      addressIsSecret: true,
      answers: { 200: 'Why the link did nothing', 303: 'That the confirmation was taken back meanwhile' },
      handle: async ({ ctx, who, query }) => {
        const reader = await who.reader();
        const booking = await bookingOf(used.asked(ctx, query.booking));
        const link = unusableLink(query.reason, booking, reader.now);
        // Taken back in the meantime, perhaps in another window: what was said here is no longer so.
        if (link === null) return leadsTo(withBooking(paths.reopened.at(), booking?.id ?? asBookingId(0)));
        const form = booking === undefined ? { action: paths.takeBack.at() } : takeBackForm(booking);
        const undoUntil =
          booking !== undefined && canUndoDecline(deps.policy, booking, reader.now)
            ? declineUndoUntil(deps.policy, booking)
            : null;
        return shows(<LinkErrorPage reader={reader} link={link} takeBack={form} undoUntil={undoUntil} />);
      },
    }),
    page({
      method: 'post',
      address: paths.takeBack,
      about: 'Takes a confirmation back by its link',
      gate: linkGate(deps, 'link'),
      form: { booking: typed, ...sentPress },
      addressIsSecret: true,
      answers: {
        200: 'The question that only the mail answers; nothing is changed',
        303: 'That it was taken back, or why it can’t be',
        409: 'The booking as it is now, with its button: the page had shown another date, or other people',
        422: 'The question again, or that only a login answers for now',
      },
      handle: async ({ ctx, who, form }) => {
        const named = used.named(ctx, form.booking);
        if (named === undefined || (await bookingOf(named)) === undefined) return leadsTo(paths.reopened.at());
        const press = views.read(ctx, form);
        const outcome = await deps.pressTakeBack({ token: named.token, press, isKnown: await knownAs(deps, ctx) });
        await visits.keep(ctx, outcome);
        switch (outcome.type) {
          case 'refused':
            return used.refuse(ctx, named.token, outcome);
          case 'changed': {
            const { booking } = outcome;
            const link = { reason: 'already_processed', booking, canTakeBack: true } as const;
            const again = takeBackForm(booking);
            const reader = await who.reader();
            return shows(<LinkErrorPage reader={reader} link={link} takeBack={again} undoUntil={null} changed />, 409);
          }
          case 'question': {
            const reader = await who.reader();
            const again = { action: paths.takeBack.at(), booking: used.nameFor(named.id) };
            const typed = form.answer ?? '';
            const page = { reader, asked: outcome, action: 'take_back', form: again, typed, decline: null } as const;
            return shows(<QuestionPage {...page} />, outcome.wrong === null ? 200 : 422);
          }
          case 'login':
            return shows(<TooManyAnswersPage reader={await who.reader()} wanted={outcome} />, 422);
          case 'reopened':
            deps.devices.remember(ctx, outcome.booking.customerNumber);
            return leadsTo(withBooking(paths.reopened.at(), named.id));
          case 'still_open':
            return leadsTo(withBooking(paths.reopened.at(), named.id));
          default:
            return unreachable(outcome);
        }
      },
    }),
    page({
      method: 'get',
      address: paths.reopened,
      about: 'That a confirmation was taken back',
      gate: linkGate(deps, 'link_page'),
      query: { booking: bookingNamed },
      addressIsSecret: true,
      answers: {
        200: 'The open booking, or that this browser forgot which',
        303: 'What became of the booking meanwhile',
      },
      handle: async ({ ctx, who, query }) => {
        const reader = await who.reader();
        const asked = used.asked(ctx, query.booking);
        const booking = await bookingOf(asked);
        if (asked === undefined || booking === undefined) return shows(<ForgottenLinkPage reader={reader} />);
        if (booking.status !== 'pending') {
          const error = withQuery(paths.confirmationError.at(), { reason: 'already_processed' });
          return leadsTo(withBooking(error, booking.id));
        }
        const form = { action: paths.confirmLink.at({ token: asked.token }), mark: views.mark(booking, 'confirm') };
        return shows(<ReopenedPage reader={reader} booking={booking} form={form} />);
      },
    }),
  ];
}
