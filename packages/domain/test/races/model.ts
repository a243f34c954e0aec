import type { Booking, BookingEvent, BookingStatus, KeyedRequest, Stored } from '@miomente/booking-domain';

/** A committed change of one booking: what it was decided on, and what came of it. */
export interface Step {
  /** Null for a booking that is new. */
  readonly before: Stored | null;
  readonly events: readonly BookingEvent[];
  readonly after: Stored;
  /** The keyed request that it was made by. */
  readonly askedBy: KeyedRequest | undefined;
  /** Its place in the race, among everything that is counted so. */
  readonly tick: number;
}

/** Statuses in which an event may happen; what is not named here may happen in each. */
const ONLY_IN: Partial<Record<BookingEvent['type'], readonly BookingStatus[]>> = {
  confirmed: ['pending'],
  declined: ['pending'],
  reopened: ['confirmed', 'declined'],
  reminded: ['pending'],
  escalated: ['pending'],
  partner_asked: ['pending'],
  cancelled: ['pending', 'confirmed', 'declined'],
};

/** What the table of statuses says, in a few lines of its own: the status after an event, or undefined if it may not be. */
export function statusAfter(status: BookingStatus, event: BookingEvent): BookingStatus | undefined {
  if (ONLY_IN[event.type]?.includes(status) === false) return undefined;
  switch (event.type) {
    case 'confirmed':
    case 'declined':
    case 'cancelled':
      return event.type;
    case 'reopened':
      return 'pending';
    case 'details_changed':
      return event.consequence === 'confirm_again' ? 'pending' : status;
    case 'answer_carried_over':
      return event.answer === null ? 'pending' : event.answer.type === 'confirmation' ? 'confirmed' : 'declined';
    default:
      return status;
  }
}

/** The code of a refusal that a booking in this state must give to somebody who asks for this; null if it must not. */
export function refusalOf(asked: 'answer' | 'partner_reopens' | 'office_reopens', booking: Booking): string | null {
  switch (booking.status) {
    case 'cancelled':
      return 'cancelled';
    case 'pending':
      if (asked !== 'answer') return 'not_confirmed';
      return booking.hold === 'being_changed' ? 'order_being_changed' : null;
    case 'confirmed':
      if (asked === 'answer') return 'already_processed';
      return booking.hold === 'being_changed' ? 'order_being_changed' : null;
    case 'declined':
      if (asked === 'answer') return 'already_processed';
      // What the office heard on the phone is not the partner's to take back.
      if (asked === 'partner_reopens' && booking.answer.channel === 'phone') return 'already_processed';
      return booking.hold === 'being_changed' ? 'order_being_changed' : null;
  }
}
