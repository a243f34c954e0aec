import type { ParsedUrlQuery } from 'node:querystring';
import { type CustomerNumber, DEFAULT_PAGE_SIZE, MAX_PAGE, type Paging } from '@miomente/booking-domain';

/** Which page of which list of the office. */
export interface ListRequest extends Paging {
  readonly path: string;
}

/** The page in an address; what makes no sense is the first one. */
export function readPage(query: ParsedUrlQuery): number {
  const text = String(query['page'] ?? '');
  const page = Number(text);
  return /^[1-9]\d*$/.test(text) && page <= MAX_PAGE ? page : 1;
}

export function readListRequest(path: string, query: ParsedUrlQuery): ListRequest {
  return { path, page: readPage(query), limit: DEFAULT_PAGE_SIZE };
}

export function pagePath({ path }: ListRequest, page: number): string {
  return page === 1 ? path : `${path}?page=${page}`;
}

/** The address of a partner's page. */
export function partnerPath(customerNumber: CustomerNumber): string {
  return `/manager/partners/${encodeURIComponent(customerNumber)}`;
}
