import { holdsToken, isForPeople } from '@miomente/booking-paths';
import type { HttpDeps } from '../deps.ts';
import { failureLine } from '../logging/failure-line.ts';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import { keepAddressSecret, neverStore } from '../security/headers.ts';
import type { HttpProblem } from './http-problem.ts';
import { problemBody } from './problem-body.ts';
import { problemOf } from './problem-of.ts';

type ErrorAnswerDeps = Pick<HttpDeps, 'log'>;

/** Creates the page for an error that no page handles itself: a complete HTML document. */
export type ErrorPage = (ctx: HttpContext, problem: HttpProblem) => Promise<string>;

/** Turns every error into an answer: the API's envelope, or a page for people. */
export function answerProblems(deps: ErrorAnswerDeps, errorPage: ErrorPage): AppMiddleware {
  return async (context, next) => {
    const ctx = context as HttpContext;
    try {
      await next();
    } catch (error) {
      const problem = problemOf(error);
      // A problem is an intended answer; anything else is logged.
      if (problem !== error && problem.status >= 500) deps.log.failure(failureLine(ctx, error));
      await answer(ctx, problem, errorPage);
    }
  };
}

async function answer(ctx: HttpContext, problem: HttpProblem, errorPage: ErrorPage): Promise<void> {
  ctx.status = problem.status;
  ctx.state.errorCode = problem.code;
  if (holdsToken(ctx.path)) keepAddressSecret(ctx);
  else neverStore(ctx);
  ctx.set(problem.headers);
  if (isForPeople(ctx.path)) {
    ctx.type = 'html';
    ctx.body = await errorPage(ctx, problem);
  } else {
    ctx.body = problemBody(ctx, problem);
  }
}
