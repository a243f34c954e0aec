/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { countRequest } from '../../rate-limit/limit-rate.ts';
import type { HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { ERROR_PATH, ERROR_TOKEN, refuseLink } from './confirm-routes.tsx';
import { LinkErrorPage } from './error-page.tsx';
import { keptToken } from './kept-token.ts';
import { ForgottenLinkPage, ReopenedPage } from './reopened-page.tsx';
import { refusalNamed, unusableLink } from './unusable-link.ts';

const TAKE_BACK = `${ERROR_PATH}/take-back`;
const REOPENED = `${ERROR_PATH}/reopened`;

/** Where links end that can't be used, and the way back from a confirmation. */
export function registerLinkErrors(router: HttpRouter, deps: PagesDeps): void {
  const kept = keptToken(ERROR_TOKEN, deps.settings);

  router.get(ERROR_PATH, async (ctx) => {
    keepAddressSecret(ctx);
    const reader = await readerOf(deps, ctx, await deps.sessions.read(ctx));
    const token = kept.read(ctx);
    const booking = token === undefined ? undefined : await deps.readLink({ token });
    const link = unusableLink(refusalNamed(ctx.query['reason']), booking, reader.now);
    // Taken back in the meantime, perhaps in another window: what was said here is no longer so.
    if (link.reason === 'already_processed' && link.booking?.status === 'pending') return seeOther(ctx, REOPENED);
    sendPage(ctx, <LinkErrorPage reader={reader} link={link} takeBackAction={TAKE_BACK} />);
  });

  router.post(TAKE_BACK, async (ctx) => {
    keepAddressSecret(ctx);
    await countRequest(deps, ctx, 'link', ctx.ip);
    const token = kept.read(ctx);
    if (token === undefined) return seeOther(ctx, REOPENED);
    const outcome = await deps.takeBackByLink({ token });
    if (outcome.type === 'refused') return refuseLink(deps, ctx, token, outcome);
    deps.devices.remember(ctx, outcome.booking.customerNumber);
    seeOther(ctx, REOPENED);
  });

  router.get(REOPENED, async (ctx) => {
    keepAddressSecret(ctx);
    const reader = await readerOf(deps, ctx, await deps.sessions.read(ctx));
    const token = kept.read(ctx);
    const booking = token === undefined ? undefined : await deps.readLink({ token });
    if (token === undefined || booking === undefined) return sendPage(ctx, <ForgottenLinkPage reader={reader} />);
    if (booking.status !== 'pending') return seeOther(ctx, `${ERROR_PATH}?reason=already_processed`);
    sendPage(ctx, <ReopenedPage reader={reader} booking={booking} confirmAction={`/api/confirm/${token}`} />);
  });
}
