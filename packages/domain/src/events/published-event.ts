import type { AuditEntry } from '../booking/audit.ts';
import type { BookingId, Customer, OrderReference } from '../booking/booking.ts';
import type { CustomerNumber } from '../partner/partner.ts';

/** The place of an event in the sequence of all events: from 1 and rising, with gaps. 0 stands before the first. */
export type EventPosition = number;

/** An event of a booking as others may read it, with its place among all events (events#order). */
export interface PublishedEvent {
  readonly position: EventPosition;
  /** Of the audit entry: the same whenever the event is read. */
  readonly id: number;
  readonly bookingId: BookingId;
  readonly order: OrderReference;
  readonly customerNumber: CustomerNumber;
  readonly entry: AuditEntry;
  /** The booking's customer as it is now, and not as it was then; null once it is erased. */
  readonly customer: Customer | null;
}
