import { type CustomerNumber, earliestStart, type Instant, type LocalDate } from '@miomente/booking-domain';
import { addDelivery } from './outbox.ts';
import type { MemoryState } from './state.ts';

/** `Deliveries.queueDayBeforeLists` in memory. */
export function queueDayBeforeLists(
  state: MemoryState,
  { day, start, end }: { readonly day: LocalDate; readonly start: Instant; readonly end: Instant },
  { at, keptAt }: { readonly at: Instant; readonly keptAt: Instant },
): number {
  const listed = new Set<CustomerNumber>();
  for (const { content } of state.deliveries.values())
    if (content.type === 'day_before_list' && content.day === day) listed.add(content.customerNumber);
  const before = listed.size;
  for (const { booking } of state.bookings.values()) {
    const { status, historic, customerNumber, details } = booking;
    const begins = earliestStart(details.eventStart);
    const coming = (status === 'pending' || status === 'confirmed') && !historic;
    if (!coming || begins === null || begins < start || begins >= end || listed.has(customerNumber)) continue;
    listed.add(customerNumber);
    addDelivery(state, { type: 'day_before_list', customerNumber, day }, { createdAt: at, now: keptAt });
  }
  return listed.size - before;
}
