import { type Booking, type BookingQuery, MAX_PAGE_SIZE, NO_FILTER } from '@miomente/booking-domain';
import type { PersistenceHarness } from '../../harness.ts';
import { keep } from '../commits.ts';
import { NOW, owner } from '../samples.ts';

/** The first page, as long as pages get, of an unfiltered list. */
export const everything: BookingQuery = { ...NO_FILTER, page: 1, limit: MAX_PAGE_SIZE };

/** The order item ids that a query finds in the owner's bookings, in the list's order. */
export async function found(harness: PersistenceHarness, filter: Partial<BookingQuery>): Promise<readonly number[]> {
  const { rows } = await harness.ports.bookings.list(owner, { ...everything, ...filter }, NOW);
  return rows.map((booking) => booking.order.orderItemId);
}

/** Stores bookings in one write, for tests that only read. */
export async function given(harness: PersistenceHarness, bookings: readonly Booking[]): Promise<void> {
  await keep(harness.ports.bookings, ...bookings);
}
