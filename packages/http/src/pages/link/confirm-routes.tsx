/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ConfirmLinkOutcome, LinkRefused } from '@miomente/booking-domain';
import { SECOND_MS, systemScope, unreachable } from '@miomente/booking-domain';
import { countRequest } from '../../rate-limit/limit-rate.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { freshConfirmation } from './fresh-confirmation.ts';
import { GuardPage } from './guard-page.tsx';
import { keptToken } from './kept-token.ts';
import { BareSuccessPage, SuccessPage } from './success-page.tsx';

/** Everything after a used link happens under this path, where the browser brings the link's token. */
export const ERROR_PATH = '/confirmation-error';
export const ERROR_TOKEN = 'booking_link';
const SCOPE = systemScope('showing a visitor what they have just confirmed');

/** The confirm link of the mails, and the page it ends on. */
export function registerConfirmLink(router: HttpRouter, deps: PagesDeps): void {
  const fresh = freshConfirmation(deps);

  const follow = async (ctx: HttpContext, method: 'GET' | 'HEAD' | 'POST'): Promise<void> => {
    keepAddressSecret(ctx);
    await countRequest(deps, ctx, 'link', ctx.ip);
    const token = ctx.params['token'] ?? '';
    const followed = await deps.followConfirmLink({
      token,
      visit: { mode: deps.settings.confirmLinkMode, method, headers: ctx.headers },
      isDeviceOf: deps.devices.isDeviceOf(ctx),
    });
    const outcome = method === 'POST' ? forOnePress(followed, deps.clock.now()) : followed;
    if (outcome.type === 'confirmed') {
      // Only a button proves a person; a link may have been opened by anything.
      if (method === 'POST') deps.devices.remember(ctx, outcome.booking.customerNumber);
      fresh.remember(ctx, outcome.booking.id);
    }
    await answer(deps, ctx, token, outcome);
  };
  router.get('/api/confirm/:token', (ctx) => follow(ctx, ctx.method === 'HEAD' ? 'HEAD' : 'GET'));
  router.post('/api/confirm/:token', (ctx) => follow(ctx, 'POST'));

  router.get('/confirmation-success', async (ctx) => {
    const reader = await readerOf(deps, ctx, await deps.sessions.read(ctx));
    const id = fresh.read(ctx);
    const booking = id === undefined ? undefined : await deps.bookings.find(SCOPE, id);
    const shown = booking?.status === 'confirmed' ? booking : undefined;
    sendPage(
      ctx,
      shown === undefined ? <BareSuccessPage reader={reader} /> : <SuccessPage reader={reader} booking={shown} />,
    );
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

async function answer(deps: PagesDeps, ctx: HttpContext, token: string, outcome: ConfirmLinkOutcome): Promise<void> {
  switch (outcome.type) {
    case 'confirmed':
      return seeOther(ctx, '/confirmation-success');
    case 'ask': {
      const reader = await readerOf(deps, ctx, await deps.sessions.read(ctx));
      return sendPage(ctx, <GuardPage reader={reader} booking={outcome.booking} action={`/api/confirm/${token}`} />);
    }
    case 'refused':
      return refuseLink(deps, ctx, token, outcome);
    case 'ignored':
      ctx.status = 204;
      return;
    default:
      return unreachable(outcome);
  }
}

/** Sends the holder of a link that can't be used to the page that says why. */
export function refuseLink({ settings }: PagesDeps, ctx: HttpContext, token: string, outcome: LinkRefused): void {
  if (outcome.booking !== null) keptToken(ERROR_TOKEN, settings).keep(ctx, token, ERROR_PATH);
  seeOther(ctx, `${ERROR_PATH}?reason=${outcome.reason}`);
}
