import {
  ATTENTIONS,
  type BookingId,
  type ManagerScope,
  type PageOf,
  type Paging,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { ROWS_AT_ONCE } from '../../csv/csv.ts';
import type { HttpDeps } from '../../deps.ts';
import { FLAGGED_ITEM_JSON } from './flagged-item-json.ts';
import { MANAGER_BOOKING_JSON, managerBookingJson } from './manager-booking-json.ts';
import { PAGINATION_JSON, PAGING } from './paging-json.ts';

/** The parameters of a list that needs the office. */
export const ATTENTION_QUERY = z.strictObject({
  attention: z.enum(ATTENTIONS).meta({
    description:
      '`escalated`: nobody answered, phone; `missed`: the event started without an answer; `flagged`: something about ' +
      'it is odd; `rebooking`: declined, and the customer still has the order.',
  }),
  ...PAGING,
});

/** One page of a list that needs the office. */
export const ATTENTION_JSON = z.strictObject({
  bookings: z.array(MANAGER_BOOKING_JSON).meta({
    description: 'What lies ahead, soonest first, then those without a date, then what is over, the latest first.',
  }),
  pagination: PAGINATION_JSON.meta({ description: 'Of the bookings.' }),
  orderItems: z
    .array(FLAGGED_ITEM_JSON)
    .optional()
    .meta({
      description:
        'Only with `attention=flagged`: order items for which there is no booking, the same page of them; ' +
        `all of them stand at \`${paths.api.orderItems.pattern}\`.`,
    }),
});

/** The type of a booking in such a list. */
export type ManagerBookingJson = z.infer<typeof MANAGER_BOOKING_JSON>;

/** Adds the partners to bookings, for the office. */
export async function managerBookingsJson(
  deps: Pick<HttpDeps, 'partners' | 'policy' | 'clock' | 'settings'>,
  bookings: readonly Stored[],
): Promise<ManagerBookingJson[]> {
  const numbers = [...new Set(bookings.map(({ customerNumber }) => customerNumber))];
  const partners = await deps.partners.findMany(numbers);
  const view = { policy: deps.policy, timeZone: deps.settings.timeZone, now: deps.clock.now() };
  return bookings.map((booking) => managerBookingJson(booking, partners, view));
}

/** One page of a list that needs the office, as JSON. */
export async function attentionPage(
  deps: Pick<HttpDeps, 'partners' | 'policy' | 'clock' | 'settings' | 'bookings'>,
  scope: ManagerScope,
  attention: z.infer<typeof ATTENTION_QUERY>['attention'],
  paging: Paging,
): Promise<PageOf<ManagerBookingJson>> {
  const { rows, total } = await deps.bookings.attention(scope, attention, deps.clock.now(), paging);
  return { rows: await managerBookingsJson(deps, rows), total };
}

/**
 * The same page in pieces, for a file. Which bookings it has, and in which order, is of one moment; each piece is read
 * when it is taken, so that a booking is as it is then.
 */
export async function attentionSlices(
  deps: Pick<HttpDeps, 'partners' | 'policy' | 'clock' | 'settings' | 'bookings' | 'unhurried'>,
  scope: ManagerScope,
  attention: z.infer<typeof ATTENTION_QUERY>['attention'],
  paging: Paging,
): Promise<{ readonly slices: AsyncIterable<readonly ManagerBookingJson[]>; readonly total: number }> {
  const { rows: ids, total } = await deps.bookings.attentionIds(scope, attention, deps.clock.now(), paging);
  const read = async (slice: readonly BookingId[]): Promise<readonly ManagerBookingJson[]> => {
    const found = new Map((await deps.bookings.findMany(scope, slice)).map((booking) => [booking.id, booking]));
    return managerBookingsJson(
      deps,
      slice.flatMap((id) => found.get(id) ?? []),
    );
  };
  async function* slices() {
    for (let from = 0; from < ids.length; from += ROWS_AT_ONCE)
      yield await deps.unhurried(() => read(ids.slice(from, from + ROWS_AT_ONCE)));
  }
  return { slices: slices(), total };
}
