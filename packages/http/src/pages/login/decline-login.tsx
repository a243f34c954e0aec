/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, canAnswer, type Partner } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { addressOf, isEmail } from '../../guard/email.ts';
import { bookingId } from '../../guard/fields.ts';
import { type PageGate, type Page as PageOf, page } from '../../guard/page.ts';
import { leadsTo, type PageAnswer, shows } from '../../guard/page-answer.ts';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpContext } from '../../request/context.ts';
import { Page } from '../frame/page.tsx';
import { Mark } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { plainReader } from '../frame/readers.ts';
import type { Anybody } from '../gates.ts';
import { DECLINE_TOKEN } from '../link/decline-link.ts';
import { keptToken } from '../link/kept-token.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { loginPath } from './safe-path.ts';
import { sendLoginMail } from './send-login-mail.ts';
import { shortenedAddress } from './shortened-address.ts';

/** Somebody who came by a booking's decline link, and the partner whom it was sent to. */
export interface Invited {
  readonly partner: Partner;
  readonly address: string;
}

/**
 * Whom the decline link in this browser's hands was sent to; undefined when there is none for this booking,
 * when it can't be answered any more, or when no mail reaches its partner.
 */
export async function invitedBy(deps: PagesDeps, ctx: HttpContext, id: BookingId): Promise<Invited | undefined> {
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

/** Offers the login to whom a decline link led here: nobody who came by it types an address (links#decline-login). */
export function showDeclineLogin(reader: Reader, { address }: Invited, id: BookingId): PageAnswer<200> {
  return shows(
    <DeclineLoginPage
      reader={reader}
      shown={shortenedAddress(address)}
      action={paths.declineLogin.at({ id })}
      other={loginPath(paths.declineBooking.at({ id }))}
    />,
  );
}

/** The press that sends link and code to the registered address. */
export function declineLoginPages(deps: PagesDeps): readonly PageOf[] {
  return [
    page({
      method: 'post',
      address: paths.declineLogin,
      about: 'Mails a login to whom the decline link was mailed to',
      gate: invitedGate(deps),
      params: { id: bookingId },
      answers: { 303: 'The page that takes the mailed code, or the login' },
      handle: async ({ ctx, who, params }) => {
        const next = paths.declineBooking.at(params);
        const invited = await invitedBy(deps, ctx, params.id);
        if (invited === undefined) return leadsTo(loginPath(next));
        const { address } = invited;
        const { language } = who.reader;
        return sendLoginMail(deps, ctx, { email: address, language, next, shown: shortenedAddress(address) });
      },
    }),
  ];
}

/** For the press alone: it needs the link's cookie, which the handler looks at, and counts as a login. */
function invitedGate(deps: PagesDeps): PageGate<Anybody> {
  return {
    name: 'link',
    limit: 'login',
    problems: ['rate_limited'],
    enter: async (ctx) => {
      await countVisitor(deps, ctx, 'login');
      return { who: { reader: plainReader(deps, ctx) } };
    },
  };
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
