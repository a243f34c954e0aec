/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { randomUUID } from 'node:crypto';
import { readForm } from '../../body/read-form.ts';
import { countVisitor } from '../../rate-limit/limit-rate.ts';
import type { HttpContext } from '../../request/context.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { readerOf } from '../frame/readers.ts';
import { seeOther, sendPage } from '../frame/send-page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CodeOverPage, CodePage, type CodeProblem } from './code-page.tsx';
import { comeIn } from './come-in.ts';
import { type AskedLogin, keptRequests } from './kept-request.ts';
import { loginPath, safePath } from './safe-path.ts';
import { isShortened } from './shortened-address.ts';

/** The page that says that a mail was sent. */
export async function showSent(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  const asked = keptRequests(deps.settings).read(ctx);
  if (asked === undefined) return seeOther(ctx, loginPath(safePath(ctx.query['next'])));
  await showCodePage(deps, ctx, asked);
}

/** Takes the code that was typed. */
export async function takeCode(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  await countVisitor(deps, ctx, 'login');
  const requests = keptRequests(deps.settings);
  const asked = requests.read(ctx);
  const form = await readForm(ctx, deps.settings.limits);
  if (asked === undefined) return showOver(deps, ctx);
  const code = (form.get('code') ?? '').replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) return showCodePage(deps, ctx, asked, 'malformed');
  const sessionId = randomUUID();
  const used = await deps.useLoginCode({ browser: asked.browser, code, sessionId });
  if (!used.ok) return used.refusal === 'wrong' ? showCodePage(deps, ctx, asked, 'wrong') : showOver(deps, ctx);
  if (used.value.type === 'choose') {
    keepAddressSecret(ctx);
    return seeOther(ctx, `/login/${used.value.token}`);
  }
  requests.drop(ctx);
  await comeIn(deps, ctx, used.value, sessionId);
}

async function showCodePage(deps: PagesDeps, ctx: HttpContext, { shown }: AskedLogin, problem?: CodeProblem) {
  const page = { shown, next: safePath(ctx.query['next']), action: ctx.url, registered: isShortened(shown) };
  const said = problem === undefined ? {} : { problem };
  const reader = await readerOf(deps, ctx, undefined);
  sendPage(ctx, <CodePage reader={reader} {...page} {...said} />, problem === undefined ? 200 : 422);
}

async function showOver(deps: PagesDeps, ctx: HttpContext): Promise<void> {
  const reader = await readerOf(deps, ctx, undefined);
  sendPage(ctx, <CodeOverPage reader={reader} next={safePath(ctx.query['next'])} />, 410);
}
