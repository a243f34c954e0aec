import { Readable } from 'node:stream';
import { type Clock, type LocalDate, localDay, type Paging } from '@miomente/booking-domain';
import type { HttpContext } from '../request/context.ts';
import { neverStore } from '../security/headers.ts';
import type { HttpSettings } from '../settings.ts';

/** The maximum number of rows in a file; the rest goes into further files. Ten thousand bookings are 4 MB. */
export const MAX_IN_A_FILE = 10_000;

/** The media type of CSV. */
export const CSV_TYPE = 'text/csv';

/** A file to send. */
export interface CsvFile {
  /** Its content and date, for the file name; in the reader's language (api#file-names). */
  readonly name: string;
  /** Its text, piece by piece: no more of it is made than the client has taken. */
  readonly chunks: AsyncIterable<string>;
  /** The part of the list in this file, and the length of the list. */
  readonly paging: Paging;
  readonly total: number;
}

/** Sends a file to download. When the list continues, a `Link` header leads to the next part. */
export function sendCsv(ctx: HttpContext, { name, chunks, paging, total }: CsvFile): void {
  const { page, limit } = paging;
  neverStore(ctx);
  ctx.status = 200;
  const part = total > limit ? ` (${page})` : '';
  const whole = `${name}${part}.csv`;
  // RFC 6266: a non-ASCII name comes with an ASCII one for old programs. Koa would set a content type of its own.
  ctx.attachment(whole, { fallback: whole.normalize('NFKD').replace(/[^ -~]/g, '') });
  ctx.set('Content-Type', `${CSV_TYPE}; charset=utf-8; header=present`);
  if (page * limit < total) ctx.set('Link', `<${nextPart(ctx, page)}>; rel="next"`);
  ctx.body = Readable.from(chunks, { objectMode: false });
}

/** The content and date of a file: its period, or else its day, in the product's time zone (api#file-names). */
export function fileName(
  { settings, clock }: { readonly settings: HttpSettings; readonly clock: Clock },
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

/** Whether a client prefers CSV to JSON. */
export function prefersCsv(ctx: HttpContext): boolean {
  return ctx.accepts('application/json', CSV_TYPE) === CSV_TYPE;
}
