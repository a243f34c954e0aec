import { BOOKING_STATUSES, type BookingQuery, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@miomente/booking-domain';
import { z } from 'zod';
import { courseDate, day, id, pageNumber, searchText, wholeNumber } from '../../guard/fields.ts';
import { faulty } from '../../guard/issues.ts';

const filters = {
  from: day.optional().meta({ description: 'Events on this day or later, in `TIME_ZONE`.' }),
  to: day.optional().meta({ description: 'Events on this day or earlier, in `TIME_ZONE`; not before `from`.' }),
  course_id: id.optional().meta({ description: 'One course, by Magento’s product id.', examples: [230] }),
  course_date: courseDate.optional(),
  search: searchText
    .optional()
    .meta({ description: 'A part of the customer’s name or of the order number, in any case.', examples: ['müller'] }),
  page: pageNumber.default(1),
  limit: wholeNumber(1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE).meta({ description: 'Bookings a page.' }),
};

const STATUS = z
  .enum(['all', ...BOOKING_STATUSES])
  .default('all')
  .meta({
    description:
      'Bookings in this status; `pending` are those that can still be answered. What nobody answered before the ' +
      'event began stands under `all`.',
  });

type Filters = z.infer<z.ZodObject<typeof filters>>;

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether two days are in order, and the message when they are not. */
export const inOrder = ({ from, to }: Days): boolean => from === undefined || to === undefined || from <= to;
/** The error for days that are not in order. */
export const orderFault = { ...faulty('before_from'), path: ['to'] };

function toQuery(
  { from, to, course_id, course_date, search, page, limit }: Filters,
  status: BookingQuery['status'],
): BookingQuery {
  const courseDateAsked = course_date === undefined ? {} : { courseDate: course_date };
  const days = { from: from ?? null, to: to ?? null };
  return { status, ...days, courseId: course_id ?? null, ...courseDateAsked, search: search ?? '', page, limit };
}

/** The parameters of the list of bookings (FR-5). */
export const LIST_QUERY = z
  .strictObject({ ...filters, status: STATUS })
  .refine(inOrder, orderFault)
  .transform(({ status, ...rest }): BookingQuery => toQuery(rest, status));

/** The same for a list that is already filtered by status. */
export const PENDING_QUERY = z
  .strictObject(filters)
  .refine(inOrder, orderFault)
  .transform((rest): BookingQuery => toQuery(rest, 'pending'));
