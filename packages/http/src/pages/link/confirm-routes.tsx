/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ConfirmLinkOutcome } from '@miomente/booking-domain';
import { SECOND_MS, systemScope, unreachable } from '@miomente/booking-domain';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshConfirmations } from './fresh-confirmations.ts';
import { GuardPage } from './guard-page.tsx';
import { linkOpening } from './link-opening.ts';
import { BareSuccessPage, SuccessPage } from './success-page.tsx';
import { TAKE_BACK_PATH, usedLinks } from './used-links.ts';

const SUCCESS_PATH = '/confirmation-success';
const SCOPE = systemScope('showing a visitor what they have just confirmed');

/** The confirm link of the mails, and the page it ends on. */
export function registerConfirmLink(router: HttpRouter, deps: PagesDeps): void {
  const fresh = freshConfirmations(deps);
  const used = usedLinks(deps);

  const follow = async (ctx: HttpContext, method: 'GET' | 'HEAD' | 'POST'): Promise<void> => {
    keepAddressSecret(ctx);
    await countVisitor(deps, ctx, 'link');
    const token = ctx.params['token'] ?? '';
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
    await answer(ctx, token, outcome);
  };

  const answer = async (ctx: HttpContext, token: string, outcome: ConfirmLinkOutcome): Promise<void> => {
    switch (outcome.type) {
      case 'confirmed':
        used.keep(ctx, token, outcome.booking.id);
        return seeOther(ctx, fresh.remember(ctx, outcome.booking.id, SUCCESS_PATH));
      case 'ask': {
        const reader = await readerOf(deps, ctx, await deps.sessions.readIfKnown(ctx));
        return sendPage(ctx, <GuardPage reader={reader} booking={outcome.booking} action={`/api/confirm/${token}`} />);
      }
      case 'refused':
        return used.refuse(ctx, token, outcome);
      case 'ignored':
        ctx.status = 204;
        return;
      default:
        return unreachable(outcome);
    }
  };
  router.get('/api/confirm/:token', (ctx) => follow(ctx, ctx.method === 'HEAD' ? 'HEAD' : 'GET'));
  router.post('/api/confirm/:token', (ctx) => follow(ctx, 'POST'));

  router.get(SUCCESS_PATH, async (ctx) => {
    await countVisitor(deps, ctx, 'link_page');
    const reader = await readerOf(deps, ctx, await deps.sessions.readIfKnown(ctx));
    const id = fresh.asked(ctx);
    const booking = id === undefined ? undefined : await deps.bookings.find(SCOPE, id);
    const shown = booking?.status === 'confirmed' ? booking : undefined;
    if (shown === undefined) return sendPage(ctx, <BareSuccessPage reader={reader} />);
    const takeBack = { action: TAKE_BACK_PATH, name: used.nameFor(shown.id) };
    sendPage(ctx, <SuccessPage reader={reader} booking={shown} takeBack={takeBack} />);
  });
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
