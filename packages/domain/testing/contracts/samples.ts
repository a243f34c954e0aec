import {
  asCustomerNumber,
  type Booking,
  type BookingDetails,
  type CancelledBooking,
  type Confirmation,
  type ConfirmedBooking,
  type CustomerNumber,
  DAY_MS,
  type Decline,
  type DeclinedBooking,
  HOUR_MS,
  type Instant,
  type ManagerScope,
  MINUTE_MS,
  managerScope,
  type PartnerScope,
  type PendingBooking,
  partnerScope,
  type SystemScope,
  systemScope,
} from '@miomente/booking-domain';
import { aMintedToken, aPendingBooking, numbered, someDetails } from '../builders.ts';

/** A Monday morning long ago, so that anything queued for "at once" is due on any machine. */
export const NOW: Instant = Date.parse('2025-03-03T09:00:00.123Z');
/** An instant later than any test runs, which every database can store. */
export const FAR_FUTURE: Instant = Date.parse('2099-01-01T00:00:00.000Z');

export const OWNER: CustomerNumber = asCustomerNumber('P-100');
export const STRANGER: CustomerNumber = asCustomerNumber('P-200');
export const owner: PartnerScope = partnerScope(OWNER);
export const stranger: PartnerScope = partnerScope(STRANGER);
export const office: ManagerScope = managerScope('office@example.org');
export const system: SystemScope = systemScope('a contract suite');

/** Details with every field filled in; the event is ten days after {@link NOW}. */
export function sampleDetails(over: Partial<BookingDetails> = {}): BookingDetails {
  return {
    ...someDetails(),
    orderedAt: NOW - 5 * MINUTE_MS,
    ...over,
  };
}

/** The n-th pending booking of {@link OWNER}, with its own order, item and token. */
export function pending(
  n: number,
  over: Partial<Omit<PendingBooking, 'details'>> & { readonly details?: Partial<BookingDetails> } = {},
): PendingBooking {
  return {
    ...aPendingBooking(),
    order: numbered(n).order,
    customerNumber: OWNER,
    createdAt: NOW,
    clockStartedAt: NOW,
    token: { ...aMintedToken(n), expiresAt: NOW + 7 * DAY_MS },
    announcedAt: NOW,
    asking: { step: 0, mail: 'sent', sentAt: NOW },
    ...over,
    details: sampleDetails(over.details),
  };
}

export const aConfirmation: Confirmation = {
  type: 'confirmation',
  at: NOW + HOUR_MS,
  channel: 'email_token',
  notes: null,
};
export const aDecline: Decline = {
  type: 'decline',
  at: NOW + HOUR_MS,
  channel: 'portal',
  reason: 'capacity_full',
  notes: 'Nur bis acht Personen.',
};

export function confirmed(booking: PendingBooking, over: Partial<Confirmation> = {}): ConfirmedBooking {
  return { ...booking, status: 'confirmed', answer: { ...aConfirmation, ...over } };
}

export function declined(booking: PendingBooking, over: Partial<Decline> = {}): DeclinedBooking {
  const answer: Decline = { ...aDecline, ...over };
  const ticket = booking.ticket ?? { requestedAt: answer.at, id: null, key: booking.order.orderItemId };
  return { ...booking, status: 'declined', answer, ticket };
}

export function cancelled(
  booking: PendingBooking,
  over: Partial<Pick<CancelledBooking, 'cancelledAt' | 'cause' | 'answer' | 'replacedBy'>> = {},
): CancelledBooking {
  const before = { cancelledAt: NOW + 2 * HOUR_MS, cause: 'order_cancelled', answer: null, replacedBy: null } as const;
  return { ...booking, status: 'cancelled', ...before, ...over };
}

/** One booking in each status, with numbers from `first` on. */
export function oneOfEach(first: number, over: Parameters<typeof pending>[1] = {}): readonly Booking[] {
  return [
    pending(first, over),
    confirmed(pending(first + 1, over)),
    declined(pending(first + 2, over)),
    cancelled(pending(first + 3, over)),
  ];
}
