import type Koa from 'koa';
import { neverStore } from '../security/headers.ts';

/** The headers of the answer that failed. */
const OF_THE_ANSWER =
  /^(?:content-(?:type|length|encoding|disposition)|transfer-encoding|etag|last-modified|vary|location|link|allow|set-cookie)$/;

/**
 * For failures when no error page can be created any more, such as a body that breaks while it is sent. Koa's own
 * answer would drop the security headers.
 */
export function answerAtLast<State>(app: Koa<State>): void {
  app.context.onerror = function (this: Koa.Context, error: Error | null | undefined): void {
    if (error === null || error === undefined) return;
    app.emit('error', error, this);
    if (this.headerSent || !this.writable) return;
    for (const name of this.res.getHeaderNames()) if (OF_THE_ANSWER.test(name)) this.res.removeHeader(name);
    neverStore(this);
    this.status = 500;
    this.type = 'text';
    this.res.end('Internal Server Error');
  };
}
