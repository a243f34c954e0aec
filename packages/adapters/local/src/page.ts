/** Which part of a long list, newest first. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** How many there are on all pages. */
  readonly total: number;
}

/** SQL's limit and offset for a page. @throws RangeError for a page that can't be */
export function limitAndOffset({ page, perPage }: PageRequest): readonly [number, number] {
  if (!(Number.isSafeInteger(page) && page >= 1 && Number.isSafeInteger(perPage) && perPage >= 1))
    throw new RangeError('page and perPage must be whole numbers from 1.');
  return [perPage, (page - 1) * perPage];
}
