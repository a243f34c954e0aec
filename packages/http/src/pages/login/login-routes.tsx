/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { randomUUID } from 'node:crypto';
import type { LoginRefusal } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { addressOf, isEmail, MAX_EMAIL } from '../../guard/email.ts';
import { anyText, isGiven, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { Reader } from '../frame/reader.ts';
import { everybody, loginGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { comeIn } from './come-in.ts';
import { leaveForLogin } from './login-elsewhere.ts';
import { LoginLinkPage, RefusedLoginPage } from './login-link-page.tsx';
import { LoginPage } from './login-page.tsx';
import { HOME, nextPath } from './safe-path.ts';
import { sendLoginMail } from './send-login-mail.ts';

const STATUS = { invalid: 404, expired: 410, used: 410 } as const satisfies Readonly<Record<LoginRefusal, number>>;
/** An address that the field shows from the start. */
const prefilled = z.unknown().transform((value) => (typeof value === 'string' ? value.slice(0, MAX_EMAIL) : ''));
const accountChosen = z.string().default('');

/** Logging in by mailed link, and out. */
export function loginPages(deps: PagesDeps): readonly Page[] {
  const { portalLoginUrl: loginUrl } = deps.settings;
  return [
    page({
      method: 'get',
      address: paths.login,
      about: 'The login: asks for an address, or leads to the other portal’s login',
      gate: everybody(deps),
      query: { next: nextPath, signed_out: isGiven, expired: isGiven, email: prefilled },
      answers: { 200: 'The field for the address', 303: 'On, for who is logged in; the other portal’s login' },
      problems: ['unknown_account', 'login_loop'],
      handle: async ({ ctx, who, query }) => {
        const { next, signed_out: signedOut, email } = query;
        if (loginUrl !== null) return leadsTo(await leaveForLogin(deps, ctx, { next, signedOut, loginUrl }));
        if (!signedOut && (await deps.sessions.read(ctx)) !== undefined) return leadsTo(next);
        const notice = signedOut ? 'signed_out' : query.expired ? 'expired' : isDecline(next) ? 'decline' : null;
        return shows(<LoginPage reader={who.reader} next={next} email={email} badEmail={false} notice={notice} />);
      },
    }),
    page({
      method: 'post',
      address: paths.login,
      about: 'Mails a login link and a code',
      gate: loginGate(deps, { counted: true }),
      form: { email: typed, next: nextPath },
      answers: { 303: 'The page that takes the code', 422: 'The field again: that is no address' },
      handle: async ({ ctx, who: { reader }, form: { next, ...form } }) => {
        const shown = form.email.trim();
        const email = addressOf(shown);
        if (!isEmail(email))
          return shows(<LoginPage reader={reader} next={next} email={shown} badEmail notice={null} />, 422);
        return sendLoginMail(deps, ctx, { email, language: reader.language, next, shown: email });
      },
    }),
    page({
      method: 'get',
      address: paths.loginLink,
      about: 'The link of a login mail',
      gate: loginGate(deps, { counted: true }),
      params: { token: anyText },
      answers: {
        200: 'A button for each account of the address',
        303: 'The portal, for whom the link has let in',
        404: 'That there is no such link',
        410: 'That the link lets nobody in any more',
      },
      handle: async ({ ctx, who: { reader }, params: { token } }) => {
        const login = await deps.readLogin(token);
        if (!login.ok) return refused(deps, ctx, reader, login.refusal);
        const action = paths.loginLink.at({ token });
        return shows(<LoginLinkPage reader={reader} accounts={login.value.accounts} action={action} />);
      },
    }),
    page({
      method: 'post',
      address: paths.loginLink,
      about: 'The button of a login mail’s link',
      gate: loginGate(deps, { counted: true }),
      params: { token: anyText },
      form: { account: accountChosen },
      answers: {
        303: 'Where the login was to lead',
        404: 'That there is no such link',
        410: 'That the link lets nobody in any more',
      },
      handle: async ({ ctx, who: { reader }, params: { token }, form: { account } }) => {
        const sessionId = randomUUID();
        const used = await deps.useLogin({ token, account, sessionId });
        return used.ok ? comeIn(deps, ctx, used.value, sessionId) : refused(deps, ctx, reader, used.refusal);
      },
    }),
    page({
      method: 'post',
      address: paths.logout,
      about: 'Logs out, on every device that copied the session',
      gate: everybody(deps),
      answers: { 303: 'The login' },
      handle: async ({ ctx }) => {
        await deps.sessions.end(ctx);
        return leadsTo(withQuery(paths.login.at(), { signed_out: 1 }));
      },
    }),
  ];
}

const isDecline = (next: string): boolean => /\/decline(\?|$)/.test(next);

async function refused(deps: PagesDeps, ctx: HttpContext, reader: Reader, refusal: LoginRefusal) {
  // Pressed twice, or the link opened again by somebody whom it has let in: they are where they wanted to be.
  if (refusal === 'used' && (await deps.sessions.read(ctx)) !== undefined) return leadsTo(HOME);
  return shows(<RefusedLoginPage reader={reader} refusal={refusal} />, STATUS[refusal]);
}
