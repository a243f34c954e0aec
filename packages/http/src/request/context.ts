import type { Router, RouterContext } from '@koa/router';
import type { Language } from '@miomente/booking-domain';
import type { Middleware } from 'koa';
import type { Session } from '../session/session.ts';

/** What we store with a request, on `ctx.state`. */
export interface RequestState {
  requestId: string;
  /** The language that the visitor's browser asks for. */
  language: Language;
  /** The code of the error answer, for the log. */
  errorCode?: string;
  /** The session of the request; looked up once, by `Sessions.read`. */
  session?: Promise<Session | undefined>;
  /** The page of a mailed link was requested, which shows nobody. */
  byLink?: boolean;
  /** The other portal vouches for an account that is no active partner here. */
  stranger?: boolean;
}

/** The context of a request. */
export type HttpContext = RouterContext<RequestState>;
/** The router. */
export type HttpRouter = Router<RequestState>;
/** For middleware that also runs where no route matched. */
export type AppMiddleware = Middleware<RequestState>;
