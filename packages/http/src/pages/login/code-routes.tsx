/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { randomUUID } from 'node:crypto';
import { paths } from '@miomente/booking-paths';
import { anyText, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import type { HttpContext } from '../../request/context.ts';
import type { Reader } from '../frame/reader.ts';
import { loginGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CodeOverPage, CodePage, type CodeProblem } from './code-page.tsx';
import { comeIn } from './come-in.ts';
import { type AskedLogin, keptRequests } from './kept-request.ts';
import { loginPath, nextPath } from './safe-path.ts';
import { isShortened } from './shortened-address.ts';

/** The page that says that a login mail was sent, and takes its code. */
export function loginCodePages(deps: PagesDeps): readonly Page[] {
  const requests = keptRequests(deps.settings);
  return [
    page({
      method: 'get',
      address: paths.loginSent,
      about: 'That a login mail was sent, with a field for its code',
      gate: loginGate(deps, { counted: false }),
      params: { request: anyText },
      query: { next: nextPath },
      answers: { 200: 'The field for the code', 303: 'The login, where this browser asked for none' },
      handle: async ({ ctx, who, params, query }) => {
        const asked = requests.read(ctx, params.request);
        if (asked === undefined) return leadsTo(loginPath(query.next));
        return shows(codePage(ctx, who.reader, asked, query.next));
      },
    }),
    page({
      method: 'post',
      address: paths.loginSent,
      about: 'Takes the code of a login mail',
      gate: loginGate(deps, { counted: true }),
      params: { request: anyText },
      query: { next: nextPath },
      form: { code: typed },
      answers: {
        303: 'Where the login was to lead, or the choice of an account',
        410: 'That the code lets nobody in any more',
        422: 'The field again, with what is wrong with the code',
      },
      handle: async ({ ctx, who: { reader }, params: { request }, query: { next }, form }) => {
        const asked = requests.read(ctx, request);
        if (asked === undefined) return shows(<CodeOverPage reader={reader} next={next} />, 410);
        const code = form.code.replace(/[\s-]/g, '');
        if (!/^\d{6}$/.test(code)) return shows(codePage(ctx, reader, asked, next, 'malformed'), 422);
        const sessionId = randomUUID();
        const used = await deps.useLoginCode({ browser: asked.browser, code, sessionId });
        if (!used.ok && used.refusal === 'wrong') return shows(codePage(ctx, reader, asked, next, 'wrong'), 422);
        if (!used.ok) return shows(<CodeOverPage reader={reader} next={next} />, 410);
        if (used.value.type === 'choose') return leadsTo(paths.loginLink.at({ token: used.value.token }));
        requests.drop(ctx, request);
        // Who typed what only the mail says is a person.
        const { account } = used.value;
        if (account.role === 'partner') deps.devices.remember(ctx, account.customerNumber);
        return comeIn(deps, ctx, used.value, sessionId);
      },
    }),
  ];
}

function codePage(ctx: HttpContext, reader: Reader, { shown }: AskedLogin, next: string, problem?: CodeProblem) {
  const about = { shown, next, action: ctx.url, registered: isShortened(shown) };
  return <CodePage reader={reader} {...about} {...(problem === undefined ? {} : { problem })} />;
}
