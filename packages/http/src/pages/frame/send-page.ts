import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { HttpContext } from '../../request/context.ts';
import { neverStore } from '../../security/headers.ts';

/** Control characters, and what would make the rest of a line read backwards, from names of long ago or addresses. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A page as a whole HTML document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page).replace(UNSEEN, '')}`;
}

/** Answers with a page. What it shows is this visitor's alone, so nobody keeps it. */
export function sendPage(ctx: HttpContext, page: VNode, status = 200): void {
  neverStore(ctx);
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = renderPage(page);
}

/** Sends the browser on with a GET, as after every form. */
export function seeOther(ctx: HttpContext, path: string): void {
  neverStore(ctx);
  ctx.status = 303;
  ctx.set('Location', path);
  // Koa would else fill in a 404's text; people with a browser never see it.
  ctx.body = '';
}
