import type { HttpDeps } from '../deps.ts';
import type { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/** The page for an error that no page answers itself: a whole HTML document in the visitor's language. */
export function renderErrorPage(
  _deps: Pick<HttpDeps, 'settings'>,
  ctx: Pick<HttpContext, 'state'>,
  problem: HttpProblem,
): string {
  return `<!doctype html><html lang="${ctx.state.language}"><title>${problem.status}</title><p>${problem.code}</p></html>`;
}
