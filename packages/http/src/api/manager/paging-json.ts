import type { Paging } from '@miomente/booking-domain';
import { z } from 'zod';
import { MAX_IN_A_FILE } from '../../csv/send-csv.ts';
import { pageNumber, wholeNumber } from '../../guard/fields.ts';

const MAX_LISTED = 500;
const USUAL = 100;

/** The page of an office list. As CSV, a page without `limit` has {@link MAX_IN_A_FILE} rows. */
export const PAGING = {
  page: pageNumber.default(1),
  limit: wholeNumber(1, MAX_LISTED)
    .optional()
    .meta({
      description: `Rows a page: ${USUAL} without it, as CSV ${MAX_IN_A_FILE}.`,
      examples: [USUAL],
    }),
};

interface Asked {
  readonly page: number;
  readonly limit?: number | undefined;
}

/** The page for JSON. */
export const pagingOf = ({ page, limit = USUAL }: Asked): Paging => ({ page, limit });
/** The page for a file. */
export const filePagingOf = ({ page, limit = MAX_IN_A_FILE }: Asked): Paging => ({ page, limit });

/** The pagination of a list. */
export const PAGINATION_JSON = z.strictObject({
  page: z.int().meta({ description: 'This page, from 1.', examples: [1] }),
  limit: z.int().meta({ description: 'Rows a page.', examples: [USUAL] }),
  total: z.int().meta({ description: 'Rows on all pages.', examples: [1] }),
  totalPages: z.int().meta({ description: '0 when there is nothing.', examples: [1] }),
});

/** Converts a page and a total to JSON. */
export function paginationJson({ page, limit }: Paging, total: number): z.infer<typeof PAGINATION_JSON> {
  return { page, limit, total, totalPages: Math.ceil(total / limit) };
}
