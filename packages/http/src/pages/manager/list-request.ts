import { DEFAULT_PAGE_SIZE, type Paging } from '@miomente/booking-domain';
import { type Address, withQuery } from '@miomente/booking-paths';
import { lenient, pageNumber } from '../../guard/fields.ts';

/** A page of a list of the office. */
export interface ListRequest extends Paging {
  readonly path: string;
}

/** The page number in an address; an invalid one is the first page. */
export const pageField = lenient(pageNumber, 1);

/** A page of a list of the office. */
export function listRequest(list: Address, page: number): ListRequest {
  return { path: list.at(), page, limit: DEFAULT_PAGE_SIZE };
}

/** The address of another page of a list. */
export function pagePath({ path }: ListRequest, page: number): string {
  return withQuery(path, { page: page === 1 ? null : page });
}
