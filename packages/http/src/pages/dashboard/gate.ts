import { asBookingId, type BookingId } from '@miomente/booking-domain';
import { seeOther } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { countRequest } from '../../rate-limit/limit-rate.ts';
import type { HttpContext } from '../../request/context.ts';
import { isUnsafe } from '../../security/same-origin.ts';
import type { ManagerSession, Session } from '../../session/session.ts';
import type { Reader } from '../frame/reader.ts';
import { readerOf } from '../frame/readers.ts';
import { loginAgainPath, loginPath, safePath } from '../login/safe-path.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** A request of somebody who is logged in. */
export interface Visit<Who extends Session = Session> {
  readonly ctx: HttpContext;
  readonly session: Who;
  readonly reader: Reader;
}

type Handler<Who extends Session> = (visit: Visit<Who>) => Promise<void>;

/**
 * Lets only those in who are logged in; sends all others to the login, and back here after it.
 * @param comeBack where to come back to; a form's address can't be opened, so it names the page of the form
 */
export function forVisitors(
  deps: PagesDeps,
  handle: Handler<Session>,
  comeBack: (ctx: HttpContext) => string = ({ url }) => url,
) {
  return async (ctx: HttpContext): Promise<void> => {
    const session = await deps.sessions.read(ctx);
    if (session === undefined && deps.sessions.isStranger(ctx)) throw new HttpProblem('unknown_account');
    if (session === undefined) {
      const next = safePath(comeBack(ctx));
      return seeOther(ctx, isUnsafe(ctx.method) ? loginAgainPath(next) : loginPath(next));
    }
    if (session.role === 'partner') await countRequest(deps, ctx, 'partner', session.partner.customerNumber);
    else await countRequest(deps, ctx, 'manager', session.address);
    await handle({ ctx, session, reader: await readerOf(deps, ctx, session) });
  };
}

/** Lets only people of the office in. */
export function forManagers(deps: PagesDeps, handle: Handler<ManagerSession>, comeBack?: (ctx: HttpContext) => string) {
  return forVisitors(
    deps,
    async ({ ctx, session, reader }) => {
      if (session.role !== 'manager') throw new HttpProblem('forbidden');
      await handle({ ctx, session, reader });
    },
    comeBack,
  );
}

const ID = /^[1-9]\d{0,14}$/;

/**
 * The booking's id in the address.
 * @throws HttpProblem 404 when it can be none
 */
export function bookingIdOf(ctx: HttpContext): BookingId {
  const text = ctx.params['id'] ?? '';
  if (!ID.test(text)) throw new HttpProblem('not_found');
  return asBookingId(Number(text));
}
