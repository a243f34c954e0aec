import type { Paging } from '@miomente/booking-domain';
import type { HttpContext } from '../request/context.ts';
import { neverStore } from '../security/headers.ts';

/** The most rows of one file; more go into further ones. Ten thousand bookings are 4 MB. */
export const MOST_IN_A_FILE = 10_000;

export const CSV_TYPE = 'text/csv';

/** A file ready to be sent. */
export interface CsvFile {
  /** What is in it, for the file's name. */
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
  ctx.set('Content-Type', `${CSV_TYPE}; charset=utf-8; header=present`);
  const part = total > limit ? `-${page}` : '';
  ctx.set('Content-Disposition', `attachment; filename="${name}${part}.csv"`);
  if (page * limit < total) ctx.set('Link', `<${nextPart(ctx, page)}>; rel="next"`);
  ctx.body = text;
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
