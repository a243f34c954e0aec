import type { RateBucket } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { Admission, PageGate, PageGateName } from '../guard/page.ts';
import { HttpProblem, type ProblemCode } from '../problem/http-problem.ts';
import { countRequest, countVisitor } from '../rate-limit/limit-rate.ts';
import type { HttpContext } from '../request/context.ts';
import { isUnsafe } from '../security/same-origin.ts';
import type { ManagerSession, PartnerSession, Session } from '../session/session.ts';
import type { Reader } from './frame/reader.ts';
import { plainReader, readerOf } from './frame/readers.ts';
import { loginAgainPath, loginPath, safePath } from './login/safe-path.ts';
import type { PagesDeps } from './pages-deps.ts';

/** A visitor whose identity does not matter. */
export interface Anybody {
  readonly reader: Reader;
}

/** A visitor with a mailed link: the menu shows who is logged in, if anybody is, once a page is shown. */
export interface Follower {
  reader(): Promise<Reader>;
}

/** A visitor who is logged in. */
export interface Visitor<Who extends Session = Session> {
  readonly session: Who;
  readonly reader: Reader;
}

/** A limit per client address. */
type VisitorBucket = Extract<RateBucket, 'link' | 'link_page' | 'login'>;

const LIMITED: readonly ProblemCode[] = ['rate_limited'];

/** Accepts everybody. */
export function everybody(deps: Pick<PagesDeps, 'settings' | 'clock' | 'sample'>): PageGate<Anybody> {
  return {
    name: 'everybody',
    limit: null,
    problems: [],
    enter: async (ctx) => ({ who: { reader: plainReader(deps, ctx) } }),
  };
}

/** For mailed links: the token, in the address or a cookie, is the whole right, and the handler checks it. */
export function linkGate(deps: PagesDeps, limit: Exclude<VisitorBucket, 'login'>): PageGate<Follower> {
  return {
    name: 'link',
    limit,
    problems: LIMITED,
    enter: async (ctx) => {
      ctx.state.byLink = true;
      await countVisitor(deps, ctx, limit);
      return { who: { reader: async () => readerOf(deps, ctx, await deps.sessions.readIfKnown(ctx)) } };
    },
  };
}

/**
 * For our own login. When another portal logs people in, nobody logs in here, not even with a link mailed earlier:
 * every page redirects to the page that leads there.
 * @param counted whether each request counts towards the limit of logins
 */
export function loginGate(deps: PagesDeps, { counted }: { readonly counted: boolean }): PageGate<Anybody> {
  return {
    name: 'login',
    limit: counted ? 'login' : null,
    problems: counted ? LIMITED : [],
    enter: async (ctx) => {
      if (deps.settings.portalLoginUrl !== null) return { elsewhere: paths.login.at() };
      if (counted) await countVisitor(deps, ctx, 'login');
      return { who: { reader: plainReader(deps, ctx) } };
    },
  };
}

/** Accepts visitors who are logged in; redirects others to the login, and back after it. */
export function portalGate(deps: PagesDeps): PageGate<Visitor> {
  return visitorGate(deps, 'portal', ['unknown_account'], (session) => session);
}

/** Accepts visitors who are logged in, and others whose link's cookie the handler checks. */
export function portalOrLinkGate(deps: PagesDeps): PageGate<Visitor | (Anybody & { readonly session: null })> {
  const portal = portalGate(deps);
  return {
    ...portal,
    name: 'portal or link',
    enter: async (ctx, comeBack) => {
      const nobody = (await deps.sessions.read(ctx)) === undefined && !deps.sessions.isStranger(ctx);
      return nobody ? { who: { session: null, reader: plainReader(deps, ctx) } } : portal.enter(ctx, comeBack);
    },
  };
}

/** Accepts partners only. */
export function partnerGate(deps: PagesDeps): PageGate<Visitor<PartnerSession>> {
  return visitorGate(deps, 'partner', ['unknown_account', 'forbidden'], (session) => {
    if (session.role !== 'partner') throw new HttpProblem('forbidden');
    return session;
  });
}

/** Accepts managers only. */
export function officeGate(deps: PagesDeps): PageGate<Visitor<ManagerSession>> {
  return visitorGate(deps, 'office', ['unknown_account', 'forbidden'], (session) => {
    if (session.role !== 'manager') throw new HttpProblem('forbidden');
    return session;
  });
}

function visitorGate<Who extends Session>(
  deps: PagesDeps,
  name: PageGateName,
  problems: readonly ProblemCode[],
  admitted: (session: Session) => Who,
): PageGate<Visitor<Who>> {
  return {
    name,
    limit: 'partner, manager',
    problems: [...problems, ...LIMITED],
    enter: (ctx, comeBack) => enterPortal(deps, ctx, comeBack, admitted),
  };
}

async function enterPortal<Who extends Session>(
  deps: PagesDeps,
  ctx: HttpContext,
  comeBack: () => string,
  admitted: (session: Session) => Who,
): Promise<Admission<Visitor<Who>>> {
  const session = await deps.sessions.read(ctx);
  if (session === undefined && deps.sessions.isStranger(ctx)) throw new HttpProblem('unknown_account');
  if (session === undefined) {
    const next = safePath(comeBack());
    return { elsewhere: isUnsafe(ctx.method) ? loginAgainPath(next) : loginPath(next) };
  }
  if (session.role === 'partner') await countRequest(deps, ctx, 'partner', session.partner.customerNumber);
  else await countRequest(deps, ctx, 'manager', session.address);
  const reader = await readerOf(deps, ctx, session);
  return { who: { session: admitted(session), reader } };
}
