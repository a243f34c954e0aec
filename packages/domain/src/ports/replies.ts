import type { BookingId } from '../booking/booking.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, SystemScope } from './scope.ts';

/** What a partner wrote about a booking, to be kept with its change. */
export interface NewReply {
  /** The mail it stood in: the same for every copy of the mail, and without anything of it. */
  readonly mailKey: string;
  readonly at: Instant;
  /** Without quotation and signature; empty when nothing else was in it. It may name customers. */
  readonly text: string;
}

/** What a partner wrote about a booking. */
export interface Reply {
  readonly bookingId: BookingId;
  /** As its event in the timeline. */
  readonly at: Instant;
  /** Null once it is erased. */
  readonly text: string | null;
}

/** What partners wrote in answer to mails. It is written with the booking's change (`BookingChange.reply`). */
export interface Replies {
  /** Whether something of this mail was kept already, erased or not. */
  isKept(scope: SystemScope, mailKey: string): Promise<boolean>;
  /** What was written about these bookings, oldest first. */
  about(scope: ManagerScope | SystemScope, bookingIds: readonly BookingId[]): Promise<readonly Reply[]>;
  /** Erases the texts about these bookings; that something was written stays, so that a copy is still known. */
  forget(scope: SystemScope, bookingIds: readonly BookingId[]): Promise<void>;
}
