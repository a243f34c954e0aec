/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ConfirmLinkOutcome } from '@miomente/booking-domain';
import { SECOND_MS, systemScope, unreachable } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { anyText } from '../../guard/fields.ts';
import { type Page, type PageInput, page } from '../../guard/page.ts';
import { leadsTo, saysNothing, shows } from '../../guard/page-answer.ts';
import { type Follower, linkGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshConfirmations } from './fresh-confirmations.ts';
import { GuardPage } from './guard-page.tsx';
import { linkOpening } from './link-opening.ts';
import { bookingNamed } from './recent-bookings.ts';
import { BareSuccessPage, SuccessPage } from './success-page.tsx';
import { usedLinks } from './used-links.ts';

const FOLLOWED = {
  200: 'The booking, with one button',
  204: 'To a program that only probes the link',
  303: 'That it is confirmed, or why it can’t be',
} as const;
const SCOPE = systemScope('showing a visitor what they have just confirmed');

/** The confirm link of the mails, and the page it ends on. */
export function confirmLinkPages(deps: PagesDeps): readonly Page[] {
  const fresh = freshConfirmations(deps);
  const used = usedLinks(deps);
  type Followed = PageInput<Follower, { readonly token: string }, undefined, undefined>;

  const follow = async ({ ctx, params: { token } }: Followed, method: 'GET' | 'HEAD' | 'POST') => {
    const followed = await deps.followConfirmLink({
      token,
      visit: { mode: deps.settings.confirmLinkMode, opening: linkOpening({ method, headers: ctx.headers }) },
      isDeviceOf: deps.devices.isDeviceOf(ctx),
    });
    const outcome = method === 'POST' ? forOnePress(followed, deps.clock.now()) : followed;
    if (outcome.type === 'confirmed') {
      // Only a button proves a person; a link may have been opened by anything.
      if (method === 'POST') deps.devices.remember(ctx, outcome.booking.customerNumber);
    }
    return outcome;
  };

  const answer = async ({ ctx, who, params: { token } }: Followed, outcome: ConfirmLinkOutcome) => {
    switch (outcome.type) {
      case 'confirmed':
        used.keep(ctx, token, outcome.booking.id);
        return leadsTo(fresh.remember(ctx, outcome.booking.id, paths.confirmationSuccess.at()));
      case 'ask': {
        const action = paths.confirmLink.at({ token });
        return shows(<GuardPage reader={await who.reader()} booking={outcome.booking} action={action} />);
      }
      case 'refused':
        return used.refuse(ctx, token, outcome);
      case 'ignored':
        return saysNothing();
      default:
        return unreachable(outcome);
    }
  };

  return [
    page({
      method: 'get',
      address: paths.confirmLink,
      about: 'The confirm link of a mail',
      gate: linkGate(deps, 'link'),
      params: { token: anyText },
      answers: FOLLOWED,
      handle: async (input) => answer(input, await follow(input, input.ctx.method === 'HEAD' ? 'HEAD' : 'GET')),
    }),
    page({
      method: 'post',
      address: paths.confirmLink,
      about: 'The button of the confirm link',
      gate: linkGate(deps, 'link'),
      params: { token: anyText },
      answers: FOLLOWED,
      handle: async (input) => answer(input, await follow(input, 'POST')),
    }),
    page({
      method: 'get',
      address: paths.confirmationSuccess,
      about: 'That a booking was confirmed, with the way back',
      gate: linkGate(deps, 'link_page'),
      query: { booking: bookingNamed },
      answers: { 200: 'The booking, to the browser that has just confirmed it; else that there is nothing to see' },
      handle: async ({ ctx, who, query }) => {
        const reader = await who.reader();
        const id = fresh.asked(ctx, query.booking);
        const booking = id === undefined ? undefined : await deps.bookings.find(SCOPE, id);
        const shown = booking?.status === 'confirmed' ? booking : undefined;
        if (shown === undefined) return shows(<BareSuccessPage reader={reader} />);
        const takeBack = { action: paths.takeBack.at(), name: used.nameFor(shown.id) };
        return shows(<SuccessPage reader={reader} booking={shown} takeBack={takeBack} />);
      },
    }),
  ];
}

/** A second press comes within this of the first. */
const SAME_PRESS_MS = 15 * SECOND_MS;

/** The button pressed twice is pressed once: the browser shows only the answer to the second. */
function forOnePress(outcome: ConfirmLinkOutcome, now: number): ConfirmLinkOutcome {
  if (outcome.type !== 'refused' || outcome.booking?.status !== 'confirmed') return outcome;
  const { at, channel } = outcome.booking.answer;
  const justNow = channel === 'email_token' && now - at < SAME_PRESS_MS;
  return justNow ? { type: 'confirmed', booking: outcome.booking } : outcome;
}
