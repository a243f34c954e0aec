/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { readForm } from '../../body/read-form.ts';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { LinkErrorPage } from './error-page.tsx';
import { withBooking } from './recent-bookings.ts';
import { ForgottenLinkPage, ReopenedPage } from './reopened-page.tsx';
import { refusalNamed, unusableLink } from './unusable-link.ts';
import { ERROR_PATH, TAKE_BACK_PATH, type UsedLinks, usedLinks } from './used-links.ts';

const REOPENED = `${ERROR_PATH}/reopened`;
type Asked = ReturnType<UsedLinks['asked']>;

/** Where links end that can't be used, and the way back from a confirmation. */
export function registerLinkErrors(router: HttpRouter, deps: PagesDeps): void {
  const used = usedLinks(deps);
  /** The booking as it is now. A token that is kept under another booking's name shows nothing. */
  const bookingOf = async (asked: Asked): Promise<Stored | undefined> => {
    const booking = asked === undefined ? undefined : await deps.readLink({ token: asked.token });
    return booking?.id === asked?.id ? booking : undefined;
  };

  router.get(ERROR_PATH, async (ctx) => {
    keepAddressSecret(ctx);
    await countVisitor(deps, ctx, 'link_page');
    const reader = await readerOf(deps, ctx, await deps.sessions.readIfKnown(ctx));
    const booking = await bookingOf(used.asked(ctx));
    const link = unusableLink(refusalNamed(ctx.query['reason']), booking, reader.now);
    // Taken back in the meantime, perhaps in another window: what was said here is no longer so.
    if (link === null) return seeOther(ctx, withBooking(REOPENED, booking?.id ?? 0));
    const takeBack = { action: TAKE_BACK_PATH, name: booking === undefined ? '' : used.nameFor(booking.id) };
    sendPage(ctx, <LinkErrorPage reader={reader} link={link} takeBack={takeBack} />);
  });

  router.post(TAKE_BACK_PATH, async (ctx) => {
    keepAddressSecret(ctx);
    await countVisitor(deps, ctx, 'link');
    const form = await readForm(ctx, deps.settings.limits);
    const named = used.named(ctx, form.get('booking'));
    if (named === undefined || (await bookingOf(named)) === undefined) return seeOther(ctx, REOPENED);
    const outcome = await deps.takeBackByLink({ token: named.token });
    if (outcome.type === 'refused') return used.refuse(ctx, named.token, outcome);
    deps.devices.remember(ctx, outcome.booking.customerNumber);
    seeOther(ctx, withBooking(REOPENED, named.id));
  });

  router.get(REOPENED, async (ctx) => {
    keepAddressSecret(ctx);
    await countVisitor(deps, ctx, 'link_page');
    const reader = await readerOf(deps, ctx, await deps.sessions.readIfKnown(ctx));
    const asked = used.asked(ctx);
    const booking = await bookingOf(asked);
    if (asked === undefined || booking === undefined) return sendPage(ctx, <ForgottenLinkPage reader={reader} />);
    if (booking.status !== 'pending')
      return seeOther(ctx, withBooking(`${ERROR_PATH}?reason=already_processed`, booking.id));
    sendPage(ctx, <ReopenedPage reader={reader} booking={booking} confirmAction={`/api/confirm/${asked.token}`} />);
  });
}
