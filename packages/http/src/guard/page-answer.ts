import { holdsToken } from '@miomente/booking-paths';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type CsvFile, sendCsv } from '../csv/send-csv.ts';
import type { HttpContext } from '../request/context.ts';
import { keepAddressSecret } from '../security/headers.ts';

/** The answer of a page's handler, for the mount to send. */
export interface PageAnswer<Status extends number = number> {
  readonly status: Status;
  /** Writes headers and body; the mount sets status and caching. */
  send(ctx: HttpContext): void;
}

/** Control characters and direction overrides, from old names or from addresses. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A page as a complete HTML document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page).replace(UNSEEN, '')}`;
}

/** Shows a page. */
export function shows(page: VNode): PageAnswer<200>;
/** Shows a page with another status. */
export function shows<Status extends number>(page: VNode, status: Status): PageAnswer<Status>;
/** Shows a page. */
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
 * Redirects the browser to a GET, as after every form.
 * @param to a path of ours or a whole URL; when it contains a token, neither address is passed on
 */
export function leadsTo(to: string): PageAnswer<303> {
  return {
    status: 303,
    send: (ctx) => {
      if (holdsToken(to)) keepAddressSecret(ctx);
      ctx.set('Location', to);
      // Koa would otherwise add the body of a 404; people with a browser never see it.
      ctx.body = '';
    },
  };
}

/** Sends something other than a page: a picture, a document for programs. */
export function sends(mediaType: string, body: string | Buffer): PageAnswer<200> {
  return {
    status: 200,
    send: (ctx) => {
      ctx.set('Content-Type', mediaType);
      ctx.body = body;
    },
  };
}

/** Sends a file to download. */
export function sendsFile(file: CsvFile): PageAnswer<200> {
  return { status: 200, send: (ctx) => sendCsv(ctx, file) };
}

/** Sends an empty answer, for programs that open links. */
export function saysNothing(): PageAnswer<204> {
  return { status: 204, send: () => undefined };
}
