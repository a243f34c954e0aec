import type { Booking } from '../booking/booking.ts';
import type { CustomerMailPolicy } from '../booking/customer-informed.ts';
import type { TellCustomer } from '../booking/message.ts';
import { eventStarted, isMoved } from '../time/event-start.ts';
import { type Instant, MINUTE_MS } from '../time/instant.ts';
import type { MailDecision } from './mail-decision.ts';

/** While the order is on hold, nobody knows whether the customer may come. */
const WAIT_FOR_ORDER: MailDecision = { type: 'wait', afterMs: 10 * MINUTE_MS, reason: 'waits for the order' };

const skip = (reason: string): MailDecision => ({ type: 'skip', reason });

/**
 * Decides whether a customer is told now that the booking is confirmed (booking#customer-informed), from the booking as
 * it is now: once for each date, and only of a confirmation that has stood for long enough.
 */
export function decideCustomerMail(
  booking: Booking,
  { about, again }: TellCustomer,
  { policy, now }: { readonly policy: CustomerMailPolicy; readonly now: Instant },
): MailDecision {
  if (booking.status !== 'confirmed' || booking.answer.at !== about) return skip('answer_changed');
  if (eventStarted(booking, now)) return skip('event_started');
  if (!booking.details.customer.email.includes('@')) return skip('no_address');
  const { customerInformed } = booking;
  if (again !== true && customerInformed !== null && !isMoved(customerInformed.eventStart, booking.details.eventStart))
    return skip('told_before');
  const leftMs = about + policy.holdMs - now;
  if (leftMs > 0) return { type: 'wait', afterMs: leftMs, reason: 'waits until the confirmation has stood' };
  return booking.hold === null ? { type: 'send' } : WAIT_FOR_ORDER;
}
