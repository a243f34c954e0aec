import {
  BOOKING_STATUSES,
  type BookingQuery,
  DEFAULT_PAGE_SIZE,
  MAX_PAGE,
  MAX_PAGE_SIZE,
} from '@miomente/booking-domain';
import { z } from 'zod';
import { faulty } from '../../guard/issues.ts';
import { day, id, text, wholeNumber } from '../fields.ts';

const LONGEST_SEARCH = 200;

const filters = {
  from: day.optional(),
  to: day.optional(),
  course_id: id.optional(),
  search: text(LONGEST_SEARCH).optional(),
  page: wholeNumber(1, MAX_PAGE).default(1),
  limit: wholeNumber(1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
};

type Filters = z.infer<z.ZodObject<typeof filters>>;

const inOrder = ({ from, to }: Filters): boolean => from === undefined || to === undefined || from <= to;
const orderFault = { ...faulty('before_from'), path: ['to'] };

function toQuery({ from, to, course_id, search, page, limit }: Filters, status: BookingQuery['status']): BookingQuery {
  return { status, from: from ?? null, to: to ?? null, courseId: course_id ?? null, search: search ?? '', page, limit };
}

/** What a list of bookings may be asked for (FR-5). */
export const LIST_QUERY = z
  .strictObject({ ...filters, status: z.enum(['all', ...BOOKING_STATUSES]).default('all') })
  .refine(inOrder, orderFault)
  .transform(({ status, ...rest }): BookingQuery => toQuery(rest, status));

/** The same for the list that is filtered by status already. */
export const PENDING_QUERY = z
  .strictObject(filters)
  .refine(inOrder, orderFault)
  .transform((rest): BookingQuery => toQuery(rest, 'pending'));
