import { eventOf, latestStart } from '../time/event-start.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { Answer, Booking, Customer } from './booking.ts';
import type { OutboxMessage } from './message.ts';

/** What a booking says of its customer once the data is erased. */
export const NO_CUSTOMER: Customer = { firstName: '', lastName: '', email: '', phone: '' };

/**
 * From when a booking's customer data is counted as old: the event, or the end of its day. A cancelled booking without a
 * date: its cancellation. Null for others without a date, which a person must settle first.
 */
export function overSince(booking: Booking): Instant | null {
  const event = eventOf(booking);
  if (event !== null) return latestStart(event);
  return booking.status === 'cancelled' ? booking.cancelledAt : null;
}

/** Whether the customer's data must be erased now: the booking has been over for so long, and it was not erased yet. */
export function isErasable(booking: Booking, now: Instant, afterMs: DurationMs): boolean {
  const since = overSince(booking);
  return booking.customerErasedAt === null && since !== null && since <= now - afterMs;
}

/**
 * The booking without its customer's data (orders#customer-data-ends): name, contacts and the notes of an answer are
 * gone. Everything that figures are computed from stays.
 */
export function withoutCustomer(booking: Booking, at: Instant): Booking {
  const erased = {
    details: { ...booking.details, customer: NO_CUSTOMER },
    customerErasedAt: booking.customerErasedAt ?? at,
  };
  switch (booking.status) {
    case 'pending':
      return { ...booking, ...erased };
    case 'confirmed':
      return { ...booking, ...erased, answer: { ...booking.answer, notes: null } };
    case 'declined':
      return { ...booking, ...erased, answer: { ...booking.answer, notes: null } };
    case 'cancelled':
      return { ...booking, ...erased, answer: withoutNotes(booking.answer) };
  }
}

function withoutNotes(answer: Answer | null): Answer | null {
  return answer === null ? null : { ...answer, notes: null };
}

/** What must follow in the ticket system. */
export function erasureMessages(booking: Booking, at: Instant): readonly OutboxMessage[] {
  if (booking.ticket === null) return [];
  return [{ type: 'note_ticket', note: { kind: 'customer_erased', at }, reactivate: false }];
}
