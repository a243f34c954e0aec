/** Which page of a list. */
export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly limit: number;
}

/** One page of a list. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** The number of rows on all pages. */
  readonly total: number;
}

/** The rows of a page, out of all of them in their sequence. */
export function pageFrom<Row>(all: readonly Row[], { page, limit }: Paging): PageOf<Row> {
  return { rows: all.slice((page - 1) * limit, page * limit), total: all.length };
}
