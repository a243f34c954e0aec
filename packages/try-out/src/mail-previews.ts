import type {
  BookingMailContent,
  BookingMailKind,
  DayBeforeMailContent,
  Language,
  Mail,
  MailContent,
  MailKind,
  SeveralMailContent,
  SeveralMailKind,
} from '@miomente/booking-domain';
import { BOOKING_MAIL_KINDS, DAY_MS, HOUR_MS, MINUTE_MS, SEVERAL_MAIL_KINDS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { type MailSettings, renderMail } from '@miomente/booking-texts';
import type { MailPreviews } from './sample-desk.ts';

export interface MailPreviewSettings {
  /** `PUBLIC_URL` without a slash at its end. */
  readonly publicUrl: string;
  readonly mail: MailSettings;
}

const ASKED = Date.parse('2027-01-13T09:10:00+01:00');
const FIRST_REMINDED = Date.parse('2027-01-14T09:10:00+01:00');
const SECOND_REMINDED = Date.parse('2027-01-15T09:10:00+01:00');
const ANSWERED = Date.parse('2027-01-13T14:30:00+01:00');
const CHANGED = Date.parse('2027-01-14T11:00:00+01:00');
const CHANGE_ANSWER_BY = Date.parse('2027-01-16T11:00:00+01:00');
const EVENT = Date.parse('2027-01-23T18:00:00+01:00');
const EVENT_BEFORE_CHANGE = Date.parse('2027-01-22T18:00:00+01:00');
const LOGIN_UNTIL = Date.parse('2027-01-13T09:25:00+01:00');

/** Every mail of the product, about one invented booking, at the time when each would be written. */
export function makeMailPreviews({ publicUrl, mail: settings }: MailPreviewSettings): MailPreviews {
  const previewsUrl = publicUrl + paths.previews.at();
  const contents = differences();
  const about = (kind: BookingMailKind): BookingMailContent => ({
    ...askedBooking(previewsUrl),
    ...contents[kind],
    kind,
  });
  const contentOf = (kind: MailKind): MailContent => {
    if (kind === 'login_link')
      return { kind, loginUrl: `${previewsUrl}#login`, code: '042917', validUntil: LOGIN_UNTIL };
    if (kind === 'customer_confirmed') return toCustomer(about('receipt'));
    if (kind === 'day_before') return tomorrow(about('receipt'), about('confirmation_request'));
    const several = SEVERAL_MAIL_KINDS.find((each) => each === kind);
    return several === undefined ? about(kind as BookingMailKind) : severalBookings(several, about(SINGLE[several]));
  };
  const inSequence = Object.keys(contents) as MailKind[];
  return {
    kinds: [...new Set<MailKind>([...inSequence, ...BOOKING_MAIL_KINDS, ...SEVERAL_MAIL_KINDS, ...FURTHER_KINDS])],
    mail: (kind, language) => renderMail(addressed(contentOf(kind), language), settings),
  };
}

/** The kinds that are not about a booking for its partner. */
const FURTHER_KINDS: readonly MailKind[] = ['day_before', 'customer_confirmed', 'login_link'];

function toCustomer({ partnerName, ...booking }: BookingMailContent): MailContent {
  const { customer, orderNumber, course, eventStart, participants } = booking;
  const about = { partnerName, orderNumber, course, eventStart, participants };
  return { kind: 'customer_confirmed', customerName: customer.name, ...about };
}

/** The mail about one booking that each mail about several stands for. */
const SINGLE: Readonly<Record<SeveralMailKind, BookingMailKind>> = {
  several_requests: 'confirmation_request',
  several_reminders: 'first_reminder',
  several_receipts: 'receipt',
};

/** Two bookings of one course date and one of another; those of one order have one customer. */
function severalBookings(kind: SeveralMailKind, one: BookingMailContent): SeveralMailContent {
  const ordered = kind === 'several_requests';
  const customer = { name: 'Max Muster', email: 'max.muster@example.org', phone: '+49 89 000456' };
  const second = { ...one, participants: 4, ...(ordered ? {} : { customer, orderNumber: '100012346' }) };
  const later = EVENT + 7 * DAY_MS;
  const links = one.links === null ? null : { ...one.links, validUntil: later };
  const third = { ...one, course: { name: 'Pasta wie in Bologna' }, eventStart: later, links };
  return {
    kind,
    partnerName: one.partnerName,
    courseDates: [
      { course: one.course, eventStart: one.eventStart, participants: 6, bookings: [one, second] },
      { course: third.course, eventStart: third.eventStart, participants: 2, bookings: [third] },
    ],
  };
}

/** A confirmed booking and one without an answer on one course date, and another in the evening. */
function tomorrow(confirmed: BookingMailContent, open: BookingMailContent): DayBeforeMailContent {
  const customer = { name: 'Max Muster', email: 'max.muster@example.org', phone: '+49 89 000456' };
  const second = { ...open, customer, orderNumber: '100012346', participants: 4 };
  const evening = { ...confirmed, course: { name: 'Pasta wie in Bologna' }, eventStart: EVENT + 2 * HOUR_MS };
  return {
    kind: 'day_before',
    partnerName: open.partnerName,
    courseDates: [
      { course: open.course, eventStart: EVENT, participants: 6, bookings: [confirmed, second] },
      { course: evening.course, eventStart: evening.eventStart, participants: 2, bookings: [evening] },
    ],
  };
}

function addressed(content: MailContent, language: Language): Mail {
  return {
    messageId: `preview-${content.kind}-${language}`,
    bookingId: null,
    to: { name: 'Kochschule Beispiel', address: 'kochschule@example.org' },
    language,
    content,
  };
}

/** What a mail contains beyond a new booking, by kind, in the order in which a partner gets them. */
function differences(): Readonly<Partial<Record<BookingMailKind, Partial<BookingMailContent>>>> {
  const confirmation = { at: ANSWERED, byPhone: false, inAdvance: false, canTakeBack: true };
  const moved = { eventStart: { from: EVENT_BEFORE_CHANGE, to: EVENT }, participants: null };
  const fewer = { eventStart: null, participants: { from: 3, to: 2 } };
  const askedAgain = { waitingSince: CHANGED, now: CHANGED, answerBy: CHANGE_ANSWER_BY };
  return {
    confirmation_request: {},
    first_reminder: { now: FIRST_REMINDED },
    second_reminder: { now: SECOND_REMINDED, answerBy: null },
    receipt: { now: ANSWERED, answerBy: null, confirmation },
    decline_confirmation: {
      now: ANSWERED,
      answerBy: null,
      decline: {
        reason: { de: 'Termin nicht mehr verfügbar', en: 'Date no longer available' },
        ticketId: '4711',
        byPhone: false,
        undoUntil: ANSWERED + 10 * MINUTE_MS,
      },
    },
    look_again: { ...askedAgain, changes: moved },
    confirm_again: { ...askedAgain, changes: moved },
    details_changed: { now: CHANGED, answerBy: null, changes: fewer, confirmation },
    cancellation_notice: { now: CHANGED, answerBy: null, links: null },
  };
}

/** A new booking. Where mails link to actions, these previews link back to themselves. */
function askedBooking(previewsUrl: string): Omit<BookingMailContent, 'kind'> {
  return {
    partnerName: 'Kochschule Beispiel',
    orderNumber: '100012345',
    customer: { name: 'Erika Beispiel', email: 'erika.beispiel@example.org', phone: '+49 89 000123' },
    course: { name: 'Sushi-Kurs für Anfänger' },
    eventStart: EVENT,
    participants: 2,
    price: { tenThousandths: 1_580_000, currency: 'EUR' },
    links: { confirmUrl: `${previewsUrl}#confirm`, declineUrl: `${previewsUrl}#decline`, validUntil: EVENT },
    portalUrl: `${previewsUrl}#portal`,
    answerBy: SECOND_REMINDED,
    waitingSince: ASKED,
    now: ASKED,
    changes: null,
    confirmation: null,
    decline: null,
  };
}
