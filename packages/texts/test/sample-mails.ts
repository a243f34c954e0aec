import {
  asBookingId,
  BOOKING_MAIL_KINDS,
  type BookingMailContent,
  type BookingMailKind,
  type Instant,
  instantOf,
  type Language,
  type Mail,
  type MailKind,
} from '@miomente/booking-domain';
import type { MailSettings } from '../src/index.ts';

export const SETTINGS: MailSettings = {
  timeZone: 'Europe/Berlin',
  supportEmail: 'support@example.org',
  datesUrl: 'https://portal.example.org/dates?view=month&lang=de',
  portalUrl: 'https://portal.example.org',
};

/** Local time in Berlin, `2025-01-25 18:00`. */
export function berlin(text: string): Instant {
  const [date = '', time = ''] = text.split(' ');
  const instant = instantOf({ date, time }, 'Europe/Berlin');
  if (instant === undefined) throw new Error(`There is no ${text} in Berlin.`);
  return instant;
}

export const KINDS: readonly MailKind[] = [...BOOKING_MAIL_KINDS, 'login_link'];
export const CONFIRM_URL = 'https://booking.example.org/api/confirm/c0ffee';
export const DECLINE_URL = 'https://booking.example.org/api/decline/c0ffee';
export const BOOKING_URL = 'https://booking.example.org/dashboard/bookings/17';
export const LOGIN_URL = 'https://booking.example.org/login/c0ffee';

export const LINKS: NonNullable<BookingMailContent['links']> = {
  confirmUrl: CONFIRM_URL,
  declineUrl: DECLINE_URL,
  validUntil: berlin('2025-01-25 18:00'),
};

const PENDING: Omit<BookingMailContent, 'kind'> = {
  partnerName: 'Kochschule Nord',
  orderNumber: '100012345',
  customer: { name: 'Max Mustermann', email: 'max.mustermann@example.org', phone: '+49 89 000123' },
  course: { name: 'Sushi-Kurs für Anfänger' },
  eventStart: berlin('2025-01-25 18:00'),
  participants: 2,
  price: { tenThousandths: 1_580_000, currency: 'EUR' },
  links: LINKS,
  portalUrl: BOOKING_URL,
  answerBy: berlin('2025-01-23 07:10'),
  waitingSince: berlin('2025-01-21 07:10'),
  now: berlin('2025-01-23 07:10'),
  changes: null,
  confirmation: null,
  decline: null,
};

const CHANGES: BookingMailContent['changes'] = {
  eventStart: { from: berlin('2025-01-24 18:00'), to: berlin('2025-01-25 18:00') },
  participants: { from: 1, to: 2 },
};

/** What differs from a pending booking, by kind of mail. */
const TYPICAL: Readonly<Record<BookingMailKind, Partial<BookingMailContent>>> = {
  confirmation_request: {},
  first_reminder: {},
  second_reminder: {},
  decline_confirmation: {
    answerBy: null,
    decline: {
      reason: { de: 'Termin nicht mehr verfügbar', en: 'Date no longer available' },
      ticketId: '4711',
      byPhone: false,
      undoUntil: null,
    },
  },
  receipt: {
    answerBy: null,
    confirmation: { at: berlin('2025-01-22 09:30'), byPhone: false, inAdvance: false, canTakeBack: true },
  },
  look_again: { changes: CHANGES },
  confirm_again: { changes: CHANGES },
  details_changed: {
    answerBy: null,
    changes: { eventStart: null, participants: { from: 3, to: 2 } },
    confirmation: { at: berlin('2025-01-22 09:30'), byPhone: false, inAdvance: false, canTakeBack: true },
  },
  cancellation_notice: { links: null, answerBy: null },
};

export function bookingMail(kind: BookingMailKind, language: Language, more: Partial<BookingMailContent> = {}): Mail {
  return {
    messageId: 'm-1',
    bookingId: asBookingId(17),
    to: { name: 'Kochschule Nord', address: 'kochschule@example.org' },
    language,
    content: { ...PENDING, ...TYPICAL[kind], ...more, kind },
  };
}

export function loginMail(language: Language): Mail {
  return {
    messageId: 'm-2',
    bookingId: null,
    to: { name: 'Kochschule Nord', address: 'kochschule@example.org' },
    language,
    content: { kind: 'login_link', loginUrl: LOGIN_URL, code: '042917', validUntil: berlin('2025-01-21 07:25') },
  };
}

/** A typical mail of each kind. */
export function sampleMail(kind: MailKind, language: Language, more: Partial<BookingMailContent> = {}): Mail {
  return kind === 'login_link' ? loginMail(language) : bookingMail(kind, language, more);
}
