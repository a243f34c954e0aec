/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { randomUUID } from 'node:crypto';
import type { LoginRefusal } from '@miomente/booking-domain';
import { readForm } from '../../body/read-form.ts';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { showSent, takeCode } from './code-routes.tsx';
import { comeIn } from './come-in.ts';
import { addressOf, isEmail, MAX_EMAIL } from './email.ts';
import { leaveForLogin } from './login-elsewhere.ts';
import { LoginLinkPage, RefusedLoginPage } from './login-link-page.tsx';
import { LoginPage } from './login-page.tsx';
import { HOME, LOGIN_PATH, SENT_PATH, safePath } from './safe-path.ts';
import { sendLoginMail } from './send-login-mail.ts';

const STATUS: Readonly<Record<LoginRefusal, number>> = { invalid: 404, expired: 410, used: 410 };

/** Logging in by mailed link, and out. */
export function registerLogin(router: HttpRouter, deps: PagesDeps): void {
  // Where another portal logs people in, nobody is logged in here, by a link mailed earlier neither.
  const { portalLoginUrl } = deps.settings;
  const ours = (handle: (ctx: HttpContext) => Promise<void>) => async (ctx: HttpContext) =>
    portalLoginUrl === null ? handle(ctx) : seeOther(ctx, LOGIN_PATH);
  router.get(LOGIN_PATH, (ctx) =>
    portalLoginUrl === null ? showLogin(deps, ctx) : leaveForLogin(deps, ctx, portalLoginUrl),
  );
  router.post(
    LOGIN_PATH,
    ours((ctx) => sendLink(deps, ctx)),
  );
  router.get(
    `${SENT_PATH}/:request`,
    ours((ctx) => showSent(deps, ctx)),
  );
  router.post(
    `${SENT_PATH}/:request`,
    ours((ctx) => takeCode(deps, ctx)),
  );
  router.get(
    '/login/:token',
    ours((ctx) => showLink(deps, ctx)),
  );
  router.post(
    '/login/:token',
    ours((ctx) => followLink(deps, ctx)),
  );
  router.post('/logout', async (ctx) => {
    await deps.sessions.end(ctx);
    seeOther(ctx, '/login?signed_out=1');
  });
}

async function showLogin(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  const next = safePath(ctx.query['next']);
  const signedOut = ctx.query['signed_out'] !== undefined;
  if (!signedOut && (await deps.sessions.read(ctx)) !== undefined) return seeOther(ctx, next);
  const notice = noticeOf(ctx, next);
  const reader = await readerOf(deps, ctx, undefined);
  const email = typeof ctx.query['email'] === 'string' ? ctx.query['email'].slice(0, MAX_EMAIL) : '';
  sendPage(ctx, <LoginPage reader={reader} next={next} email={email} badEmail={false} notice={notice} />);
}

function noticeOf({ query }: HttpContext, next: string): Parameters<typeof LoginPage>[0]['notice'] {
  if (query['signed_out'] !== undefined) return 'signed_out';
  if (query['expired'] !== undefined) return 'expired';
  return /\/decline(\?|$)/.test(next) ? 'decline' : null;
}

async function sendLink(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  await countVisitor(deps, ctx, 'login');
  const form = await readForm(ctx, deps.settings.limits);
  const typed = (form.get('email') ?? '').trim();
  const email = addressOf(typed);
  const next = safePath(form.get('next'));
  const reader = await readerOf(deps, ctx, undefined);
  if (!isEmail(email)) {
    return sendPage(ctx, <LoginPage reader={reader} next={next} email={typed} badEmail notice={null} />, 422);
  }
  await sendLoginMail(deps, ctx, { email, language: reader.language, next, shown: email });
}

async function showLink(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  keepAddressSecret(ctx);
  await countVisitor(deps, ctx, 'login');
  const token = ctx.params['token'] ?? '';
  const [login, reader] = await Promise.all([deps.readLogin(token), readerOf(deps, ctx, undefined)]);
  if (!login.ok && login.refusal === 'used' && (await deps.sessions.read(ctx)) !== undefined)
    return seeOther(ctx, HOME);
  if (!login.ok)
    return sendPage(ctx, <RefusedLoginPage reader={reader} refusal={login.refusal} />, STATUS[login.refusal]);
  sendPage(ctx, <LoginLinkPage reader={reader} accounts={login.value.accounts} action={`/login/${token}`} />);
}

async function followLink(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  keepAddressSecret(ctx);
  await countVisitor(deps, ctx, 'login');
  const form = await readForm(ctx, deps.settings.limits);
  const chosen = Number(form.get('account') ?? 0);
  const sessionId = randomUUID();
  const used = await deps.useLogin({ token: ctx.params['token'] ?? '', account: chosen, sessionId });
  if (!used.ok) {
    // Pressed twice, or the link opened again by somebody whom it has let in: they are where they wanted to be.
    if (used.refusal === 'used' && (await deps.sessions.read(ctx)) !== undefined) return seeOther(ctx, HOME);
    const reader = await readerOf(deps, ctx, undefined);
    return sendPage(ctx, <RefusedLoginPage reader={reader} refusal={used.refusal} />, STATUS[used.refusal]);
  }
  await comeIn(deps, ctx, used.value, sessionId);
}
