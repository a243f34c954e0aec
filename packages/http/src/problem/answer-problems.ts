import type { HttpDeps } from '../deps.ts';
import { renderErrorPage } from '../pages/error-page.ts';
import type { AppMiddleware, HttpContext } from '../request/context.ts';
import { HttpProblem } from './http-problem.ts';
import { problemOf } from './problem-of.ts';

/** Turns every error into an answer: the API's envelope, or a page for people. */
export function answerProblems(deps: Pick<HttpDeps, 'settings' | 'log'>): AppMiddleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw new HttpProblem(404, 'not_found');
    } catch (error) {
      answer(deps, ctx as HttpContext, problemOf(error));
    }
  };
}

function answer(deps: Pick<HttpDeps, 'settings'>, ctx: HttpContext, problem: HttpProblem): void {
  ctx.status = problem.status;
  ctx.state.errorCode = problem.code;
  ctx.set('Cache-Control', 'no-store');
  ctx.set(problem.headers);
  ctx.type = 'html';
  ctx.body = renderErrorPage(deps, ctx, problem);
}
