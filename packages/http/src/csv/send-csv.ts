import { type LocalDate, localDay, type Paging } from '@miomente/booking-domain';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { neverStore } from '../security/headers.ts';

/** The most rows of one file; more go into further ones. Ten thousand bookings are 4 MB. */
export const MAX_IN_A_FILE = 10_000;

export const CSV_TYPE = 'text/csv';

/** A file ready to be sent. */
export interface CsvFile {
  /** What is in it and when, for the file's name; in its reader's words (api#file-names). */
  readonly name: string;
  readonly text: string;
  /** Which part of the list it is, and how long the list. */
  readonly paging: Paging;
  readonly total: number;
}

/** Answers with a file to be kept. When the list goes on, a `Link` header leads to the next part. */
export function sendCsv(ctx: HttpContext, { name, text, paging, total }: CsvFile): void {
  const { page, limit } = paging;
  neverStore(ctx);
  ctx.status = 200;
  const part = total > limit ? ` (${page})` : '';
  const whole = `${name}${part}.csv`;
  // RFC 6266: what is no ASCII stands beside a plainer name for old programs. Koa would set a type of its own.
  ctx.attachment(whole, { fallback: whole.normalize('NFKD').replace(/[^ -~]/g, '') });
  ctx.set('Content-Type', `${CSV_TYPE}; charset=utf-8; header=present`);
  if (page * limit < total) ctx.set('Link', `<${nextPart(ctx, page)}>; rel="next"`);
  ctx.body = text;
}

/** What is in a file and when: its period, else the day it is from, in the product's time zone (api#file-names). */
export function fileName(
  { settings, clock }: Pick<HttpDeps, 'settings' | 'clock'>,
  what: string,
  { from, to }: { readonly from: LocalDate | null; readonly to: LocalDate | null } = { from: null, to: null },
): string {
  const last = to ?? localDay(clock.now(), settings.timeZone);
  return from === null ? `${what} ${last}` : `${what} ${from} ${last}`;
}

function nextPart({ path, querystring }: HttpContext, page: number): string {
  const params = new URLSearchParams(querystring);
  params.set('page', String(page + 1));
  return `${path}?${params}`;
}

/** Whether a client would rather have CSV than JSON. */
export function prefersCsv(ctx: HttpContext): boolean {
  return ctx.accepts('application/json', CSV_TYPE) === CSV_TYPE;
}
