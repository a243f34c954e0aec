import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type BookingTicketDraft,
  type Partner,
  type PendingBooking,
  type Stored,
  type TicketNote,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import { aPendingBooking, someDetails } from '@miomente/booking-domain/testing';
import type { TicketSettings } from '../src/index.ts';
import { BOOKING_URL, berlin } from './sample-mails.ts';

export const DE: TicketSettings = { language: 'de', timeZone: 'Europe/Berlin' };
export const EN: TicketSettings = { language: 'en', timeZone: 'Europe/Berlin' };

export const PARTNER: Partner = {
  customerNumber: asCustomerNumber('K-1001'),
  name: 'Kochschule Nord',
  email: 'kochschule@example.org',
  phone: '+49 89 000777',
  language: 'de',
  active: true,
  holidays: null,
  addressMark: null,
  addressCorrection: null,
};

export const BOOKING: Stored<PendingBooking> = {
  ...aPendingBooking(),
  id: asBookingId(17),
  version: 3,
  order: { orderId: asOrderId(9), orderItemId: asOrderItemId(11), orderNumber: '100012345' },
  customerNumber: asCustomerNumber('K-1001'),
  details: {
    ...someDetails(),
    customer: { firstName: 'Max', lastName: 'Mustermann', email: 'max@example.org', phone: '+49 89 000123' },
    course: { id: 5, name: 'Sushi-Kurs für Anfänger', sku: 'SUSHI-1' },
    eventStart: berlin('2025-01-25 18:00'),
    participants: 2,
    price: { tenThousandths: 1_580_000, currency: 'EUR' },
    orderTotal: { tenThousandths: 1_580_000, currency: 'EUR' },
    orderedAt: berlin('2025-01-21 07:00'),
    paymentStatus: 'paid',
  },
  createdAt: berlin('2025-01-21 07:10'),
  clockStartedAt: berlin('2025-01-21 07:10'),
  token: { digest: 'd', nonce: 'n', expiresAt: berlin('2025-01-25 18:00') } as unknown as Stored['token'],
  announcedAt: berlin('2025-01-21 07:10'),
  reminders: { count: 2, lastAt: berlin('2025-01-23 07:10') },
  asking: { step: 2, mail: 'sent', sentAt: berlin('2025-01-23 07:10') },
};

export function draft(more: Partial<BookingTicketDraft> = {}): BookingTicketDraft {
  return {
    type: 'booking',
    key: 'k',
    reason: 'no_answer',
    booking: BOOKING,
    partner: PARTNER,
    declineReason: undefined,
    portalUrl: BOOKING_URL,
    ...more,
  };
}

export const AT = berlin('2025-01-22 09:30');

export function note(of: TicketNote, more: Partial<TicketNoteDraft> = {}): TicketNoteDraft {
  return {
    marker: 'm',
    note: of,
    declineReason: undefined,
    partnerNotes: null,
    reactivate: false,
    close: false,
    ...more,
  };
}
