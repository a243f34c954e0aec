import { holdsToken } from '@miomente/booking-paths';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type CsvFile, sendCsv } from '../csv/send-csv.ts';
import type { HttpContext } from '../request/context.ts';
import { keepAddressSecret } from '../security/headers.ts';

/** What a page's handler answers with; the mount sends it. */
export interface PageAnswer<Status extends number = number> {
  readonly status: Status;
  /** Writes headers and body; status and caching are the mount's. */
  send(ctx: HttpContext): void;
}

/** Control characters, and what would make the rest of a line read backwards, from names of long ago or addresses. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A page as a whole HTML document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page).replace(UNSEEN, '')}`;
}

/** Shows a page. */
export function shows(page: VNode): PageAnswer<200>;
/** Shows a page under another status. */
export function shows<Status extends number>(page: VNode, status: Status): PageAnswer<Status>;
export function shows(page: VNode, status = 200): PageAnswer {
  return {
    status,
    send: (ctx) => {
      ctx.type = 'html';
      ctx.body = renderPage(page);
    },
  };
}

/**
 * Sends the browser on with a GET, as after every form.
 * @param to a path of ours or a whole URL; where it holds a token, neither address is told to anybody
 */
export function leadsTo(to: string): PageAnswer<303> {
  return {
    status: 303,
    send: (ctx) => {
      if (holdsToken(to)) keepAddressSecret(ctx);
      ctx.set('Location', to);
      // Koa would else fill in a 404's text; people with a browser never see it.
      ctx.body = '';
    },
  };
}

/** Sends something that is no page of ours: a picture, a document for programs. */
export function sends(mediaType: string, body: string | Buffer): PageAnswer<200> {
  return {
    status: 200,
    send: (ctx) => {
      ctx.set('Content-Type', mediaType);
      ctx.body = body;
    },
  };
}

/** Sends a file to be kept. */
export function sendsFile(file: CsvFile): PageAnswer<200> {
  return { status: 200, send: (ctx) => sendCsv(ctx, file) };
}

/** Answers with nothing at all, for programs that open links. */
export function saysNothing(): PageAnswer<204> {
  return { status: 204, send: () => undefined };
}
