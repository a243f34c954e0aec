/** A part of a long list, newest entries first. */
export interface PageRequest {
  /** The number of the page, from 1. */
  readonly page: number;
  readonly perPage: number;
}

/** The entries of one page. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** The number of entries on all pages. */
  readonly total: number;
}

/** SQL's limit and offset for a page. @throws RangeError for an invalid page */
export function limitAndOffset({ page, perPage }: PageRequest): readonly [number, number] {
  if (!(Number.isSafeInteger(page) && page >= 1 && Number.isSafeInteger(perPage) && perPage >= 1))
    throw new RangeError('page and perPage must be whole numbers from 1.');
  return [perPage, (page - 1) * perPage];
}
