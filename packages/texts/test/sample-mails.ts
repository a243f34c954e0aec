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
  type SeveralMailKind,
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

/** The mails about one thing. */
export type SingleKind = Exclude<MailKind, SeveralMailKind | 'day_before'>;
export const KINDS: readonly SingleKind[] = [...BOOKING_MAIL_KINDS, 'customer_confirmed', 'login_link'];
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

/** What the customer is told about a booking. */
function customerMail(language: Language, more: Partial<BookingMailContent>): Mail {
  const { customer, partnerName, orderNumber, course, eventStart, participants } = { ...PENDING, ...more };
  const about = { customerName: customer.name, partnerName, orderNumber, course, eventStart, participants };
  return {
    messageId: 'm-4',
    bookingId: asBookingId(17),
    to: { name: 'Max Mustermann', address: 'max.mustermann@example.org' },
    language,
    content: { ...about, kind: 'customer_confirmed' },
  };
}

/** A typical mail of each kind. */
export function sampleMail(kind: SingleKind, language: Language, more: Partial<BookingMailContent> = {}): Mail {
  if (kind === 'login_link') return loginMail(language);
  return kind === 'customer_confirmed' ? customerMail(language, more) : bookingMail(kind, language, more);
}

/** How many bookings each course date of a typical mail about several has. */
const DATES = [
  { name: 'Sushi-Kurs für Anfänger', day: '2025-01-25 18:00', bookings: 2 },
  { name: 'Pasta wie in Bologna', day: '2025-02-01 11:00', bookings: 1 },
];

const SINGLE = {
  several_requests: 'confirmation_request',
  several_reminders: 'first_reminder',
  several_receipts: 'receipt',
} as const satisfies Record<SeveralMailKind, BookingMailKind>;

/** A mail about several bookings, each with links of its own. */
export function severalMail(
  kind: SeveralMailKind,
  language: Language,
  more: Partial<BookingMailContent> = {},
  dates: typeof DATES = DATES,
): Mail {
  let n = 0;
  const courseDates = dates.map(({ name, day, bookings }) => {
    const eventStart = berlin(day);
    const each = Array.from({ length: bookings }, (): BookingMailContent => {
      n += 1;
      const single = bookingMail(more.kind ?? SINGLE[kind], language, {
        links: { confirmUrl: `${CONFIRM_URL}${n}`, declineUrl: `${DECLINE_URL}${n}`, validUntil: eventStart },
        portalUrl: `${BOOKING_URL}${n}`,
        orderNumber: `10001234${n}`,
        course: { name },
        eventStart,
        ...more,
      });
      return single.content as BookingMailContent;
    });
    return { course: each[0]?.course ?? { name }, eventStart, participants: 2 * bookings, bookings: each };
  });
  return {
    ...loginMail(language),
    messageId: 'm-3',
    bookingIds: Array.from({ length: n }, (_, i) => asBookingId(i + 1)),
    content: { kind, partnerName: 'Kochschule Nord', courseDates },
  };
}
