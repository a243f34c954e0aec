import type { Router, RouterContext } from '@koa/router';
import type { Language } from '@miomente/booking-domain';
import type { Middleware } from 'koa';
import type { Session } from '../session/session.ts';

/** What we keep with a request, on `ctx.state`. */
export interface RequestState {
  requestId: string;
  /** German or English, as the visitor's browser asks. */
  language: Language;
  /** The code of the error answered with, for the log. */
  errorCode?: string;
  /** Whose request this is; looked up once, by `Sessions.read`. */
  session?: Promise<Session | undefined>;
  /** Another portal vouches for somebody who is no active partner here. */
  stranger?: boolean;
}

export type HttpContext = RouterContext<RequestState>;
export type HttpRouter = Router<RequestState>;
/** For middleware that also runs where no route matched. */
export type AppMiddleware = Middleware<RequestState>;
