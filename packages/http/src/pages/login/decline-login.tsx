/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { canAnswer, type Partner } from '@miomente/booking-domain';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpContext } from '../../request/context.ts';
import { bookingPath } from '../booking/answer-actions.tsx';
import { Page } from '../frame/page.tsx';
import { Mark } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import { DECLINE_TOKEN } from '../link/decline-link.ts';
import { keptToken } from '../link/kept-token.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { addressOf, isEmail } from './email.ts';
import { loginPath } from './safe-path.ts';
import { sendLoginMail } from './send-login-mail.ts';
import { shortenedAddress } from './shortened-address.ts';

/** Somebody who came by a booking's decline link, and the partner whom it was sent to. */
interface Invited {
  readonly partner: Partner;
  readonly address: string;
}

/**
 * Whom the decline link in this browser's hands was sent to; undefined when there is none for this booking,
 * when it can't be answered any more, or when no mail reaches its partner.
 */
async function invitedBy(deps: PagesDeps, ctx: HttpContext, id: number): Promise<Invited | undefined> {
  if (deps.settings.portalLoginUrl !== null) return undefined;
  const token = keptToken(DECLINE_TOKEN, deps.settings).read(ctx);
  if (token === undefined) return undefined;
  await countVisitor(deps, ctx, 'link_page');
  const booking = await deps.readLink({ token });
  if (booking?.id !== id || !canAnswer(booking, deps.clock.now())) return undefined;
  const partner = await deps.partners.find(booking.customerNumber);
  const address = addressOf(partner?.email ?? '');
  return partner?.active === true && isEmail(address) ? { partner, address } : undefined;
}

/** The same for a link whose token is in the address no more: nobody who came by it types an address (links#decline-login). */
export async function offerDeclineLogin(deps: PagesDeps, ctx: HttpContext, id: number): Promise<boolean> {
  const invited = await invitedBy(deps, ctx, id);
  if (invited === undefined) return false;
  const reader = await readerOf(deps, ctx, undefined);
  const next = `${bookingPath(id)}/decline`;
  sendPage(
    ctx,
    <DeclineLoginPage
      reader={reader}
      shown={shortenedAddress(invited.address)}
      action={`${next}/login`}
      other={loginPath(next)}
    />,
  );
  return true;
}

/** The press: link and code to the registered address. */
export async function sendDeclineLogin(deps: PagesDeps, ctx: HttpContext, id: number): Promise<void> {
  await countVisitor(deps, ctx, 'login');
  const next = `${bookingPath(id)}/decline`;
  const invited = await invitedBy(deps, ctx, id);
  if (invited === undefined) return seeOther(ctx, loginPath(next));
  const { address } = invited;
  const { language } = await readerOf(deps, ctx, undefined);
  await sendLoginMail(deps, ctx, { email: address, language, next, shown: shortenedAddress(address) });
}

function DeclineLoginPage(props: {
  readonly reader: Reader;
  readonly shown: string;
  readonly action: string;
  /** Where another address can be typed. */
  readonly other: string;
}) {
  const { reader, shown, action, other } = props;
  const { login } = reader.words;
  return (
    <Page reader={reader} title={login.declineTitle}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon="mail" />
        <h1>{login.declineTitle}</h1>
        <p>{login.declineIntro(shown)}</p>
        <form method="post" action={action}>
          <button class="button fill wide" type="submit">
            {login.declineSend}
          </button>
        </form>
        <p class="small muted">{login.validity}</p>
        <a href={other}>{login.again}</a>
      </div>
    </Page>
  );
}
