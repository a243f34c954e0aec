import {
  asBookingId,
  asCustomerNumber,
  asOrderItemId,
  type BookingTicketDraft,
  bookingTicketKey,
  DEFAULT_DECLINE_REASONS,
  type OrderItemTicketDraft,
  orderItemTicketKey,
  type Partner,
  type TicketNote,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import { declined, NOW, pending } from '../samples.ts';

const partner: Partner = {
  customerNumber: asCustomerNumber('P-100'),
  name: 'Kochschule Muster',
  email: 'kurse@example.org',
  phone: '+49 89 000001',
  language: 'de',
  active: true,
  holidays: null,
  addressMark: null,
  addressCorrection: null,
};

/** The ticket of the n-th booking. */
export function bookingDraft(n: number, over: Partial<BookingTicketDraft> = {}): BookingTicketDraft {
  return {
    type: 'booking',
    key: bookingTicketKey(asOrderItemId(5_000 + n)),
    reason: 'declined',
    booking: { ...declined(pending(n)), id: asBookingId(n), version: 2 },
    partner,
    declineReason: DEFAULT_DECLINE_REASONS[1],
    portalUrl: `https://portal.example.org/dashboard/bookings/${n}`,
    ...over,
  };
}

/** The ticket of the n-th order item without a partner. */
export function orderItemDraft(n: number, over: Partial<OrderItemTicketDraft> = {}): OrderItemTicketDraft {
  const { order, details } = pending(n);
  return {
    type: 'order_item',
    key: orderItemTicketKey(order.orderItemId),
    order,
    courseName: details.course.name,
    eventStart: details.eventStart,
    reason: 'no_partner',
    ...over,
  };
}

export function noteDraft(marker: string, over: Partial<TicketNoteDraft> = {}): TicketNoteDraft {
  const note: TicketNote = { kind: 'reopened', at: NOW };
  return { marker, note, declineReason: undefined, partnerNotes: null, reactivate: false, close: false, ...over };
}

/** One note of every kind. */
export const NOTES: readonly TicketNote[] = [
  { kind: 'confirmed', at: NOW, channel: 'phone' },
  { kind: 'declined', at: NOW, channel: 'portal', reason: 'capacity_full' },
  { kind: 'reopened', at: NOW },
  { kind: 'reopened', at: NOW, answer: 'decline' },
  { kind: 'reopened', at: NOW, byOffice: true },
  { kind: 'escalated', at: NOW, reason: 'no_answer' },
  { kind: 'cancelled', at: NOW, cause: 'order_cancelled' },
  {
    kind: 'details_changed',
    at: NOW,
    changes: { eventStart: { from: null, to: NOW }, participants: { from: 2, to: 3 } },
    askedAgain: true,
  },
  { kind: 'partner_asked', at: NOW },
  { kind: 'partner_wrote', at: NOW },
  { kind: 'carried_over', at: NOW, orderNumber: '100000001-1' },
];
