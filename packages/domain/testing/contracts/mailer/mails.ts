import {
  asBookingId,
  type BookingMailContent,
  type BookingMailKind,
  DAY_MS,
  HOUR_MS,
  type LoginMailContent,
  type Mail,
  type SeveralMailContent,
  type SeveralMailKind,
} from '@miomente/booking-domain';
import { NOW } from '../samples.ts';

const LINK = 'https://portal.example.org/api';

/** The content of a mail of this kind, with all optional parts. */
export function bookingContent(kind: BookingMailKind, over: Partial<BookingMailContent> = {}): BookingMailContent {
  return {
    kind,
    partnerName: 'Kochschule Muster',
    orderNumber: '100000001',
    customer: { name: 'Mara Muster', email: 'mara@example.org', phone: '+49 89 000001' },
    course: { name: 'Sushi für Anfänger' },
    eventStart: NOW + 10 * DAY_MS,
    participants: 2,
    price: { tenThousandths: 1_580_000, currency: 'EUR' },
    links: { confirmUrl: `${LINK}/confirm/c0ffee`, declineUrl: `${LINK}/decline/c0ffee`, validUntil: NOW + DAY_MS },
    portalUrl: 'https://portal.example.org/dashboard/bookings/1',
    answerBy: NOW + 2 * DAY_MS,
    waitingSince: NOW - HOUR_MS,
    now: NOW,
    changes: { eventStart: { from: NOW, to: NOW + DAY_MS }, participants: { from: 2, to: 3 } },
    confirmation: kind === 'receipt' ? { at: NOW, byPhone: false, inAdvance: false, canTakeBack: true } : null,
    decline:
      kind === 'decline_confirmation'
        ? {
            reason: { de: 'Kapazität erschöpft', en: 'Capacity full' },
            ticketId: 'T-7',
            byPhone: false,
            undoUntil: null,
          }
        : null,
    ...over,
  };
}

/** The content of a mail about two bookings of one course date and one of another. */
export function severalContent(kind: SeveralMailKind): SeveralMailContent {
  const inner = (
    {
      several_requests: 'confirmation_request',
      several_reminders: 'second_reminder',
      several_receipts: 'receipt',
    } as const
  )[kind];
  const one = bookingContent(inner);
  const other = bookingContent(inner, { course: { name: 'Pasta' }, eventStart: null, links: null, answerBy: null });
  return {
    kind,
    partnerName: one.partnerName,
    courseDates: [
      { course: one.course, eventStart: one.eventStart, participants: 4, bookings: [one, one] },
      { course: other.course, eventStart: null, participants: 2, bookings: [other] },
    ],
  };
}

export const loginContent: LoginMailContent = {
  kind: 'login_link',
  loginUrl: 'https://portal.example.org/login/c0ffee',
  code: '042917',
  validUntil: NOW + HOUR_MS,
};

/** A mail with a new message id. */
export function aMail(messageId: string, over: Partial<Mail> = {}): Mail {
  return {
    messageId,
    bookingId: asBookingId(1),
    to: { name: 'Kochschule Muster', address: 'kurse@example.org' },
    language: 'de',
    content: bookingContent('confirmation_request'),
    ...over,
  };
}
