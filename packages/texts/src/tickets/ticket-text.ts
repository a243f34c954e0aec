import type {
  BookingTicketDraft,
  CustomerNumber,
  EventStart,
  EventsTicketDraft,
  OrderItemTicketDraft,
  OrderReference,
  Partner,
  TicketDraft,
} from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '../languages/index.ts';
import { oneLine, shortened } from '../words/clean-text.ts';
import { formatDateTime, formatEvent, formatPeople, formatPrice, type LanguageAndZone } from '../words/format.ts';
import { mailtoUrl, telUrl } from '../words/links.ts';
import { type Line, type Page, pageHtml, pageText, type Section } from './page.ts';

/** The office's language and its time zone. */
export type TicketSettings = LanguageAndZone;

/** A ticket in both formats. */
export interface TicketText {
  /** One line: the reason for the ticket, and the booking or order it is about. */
  readonly title: string;
  readonly descriptionHtml: string;
  readonly descriptionText: string;
}

const MAX_NAME_LENGTH = 60;

/** Writes a ticket for the office, with everything a person needs to phone. HTML in its values is escaped. */
export function ticketText(draft: TicketDraft, settings: TicketSettings): TicketText {
  const page: Page = {
    sentences: [task(draft, settings)],
    sections: sectionsOf(draft, settings),
  };
  return { title: title(draft, settings), descriptionHtml: pageHtml(page), descriptionText: pageText(page) };
}

function sectionsOf(draft: TicketDraft, settings: TicketSettings): readonly Section[] {
  if (draft.type === 'booking') return bookingSections(draft, settings);
  return [draft.type === 'order_item' ? orderItemSection(draft, settings) : eventsSection(draft, settings)];
}

/** The number of reminders counts only those that have left, because a partner can't answer one that never arrived. */
function task(draft: TicketDraft, { language }: TicketSettings): string {
  const sent = draft.type === 'booking' && draft.reason === 'no_answer' ? draft.booking.reminders.count : 0;
  return (
    LANGUAGE_WORDS[language].tickets.unanswered[sent] ?? LANGUAGE_WORDS[language].tickets.reasons[draft.reason].task
  );
}

function title(draft: TicketDraft, settings: TicketSettings): string {
  const reason = LANGUAGE_WORDS[settings.language].tickets.reasons[draft.reason].title;
  if (draft.type === 'events_paused') return reason;
  const { course, eventStart, partner } = about(draft);
  const name = (text: string): string => shortened(oneLine(text), MAX_NAME_LENGTH);
  const by = partner === undefined ? '' : ` – ${name(partner.name)}`;
  return `${reason}: ${name(course)}, ${dateOf(eventStart, settings)}${by} (#${name(orderOf(draft).orderNumber)})`;
}

/** What is about a booking, or will be one. */
type OrderedDraft = Exclude<TicketDraft, EventsTicketDraft>;

function about(draft: OrderedDraft): { course: string; eventStart: EventStart | null; partner: Partner | undefined } {
  if (draft.type === 'order_item')
    return { course: draft.courseName, eventStart: draft.eventStart, partner: undefined };
  const { course, eventStart } = draft.booking.details;
  return { course: course.name, eventStart, partner: draft.partner };
}

function orderOf(draft: OrderedDraft): OrderReference {
  return draft.type === 'order_item' ? draft.order : draft.booking.order;
}

function dateOf(start: EventStart | null, settings: TicketSettings): string {
  return start === null ? LANGUAGE_WORDS[settings.language].tickets.fields.noDate : formatEvent(start, settings);
}

function bookingSections(draft: BookingTicketDraft, settings: TicketSettings): readonly Section[] {
  const words = LANGUAGE_WORDS[settings.language].tickets.fields;
  const { customer } = draft.booking.details;
  return [
    { heading: words.partner, lines: partnerLines(draft.booking.customerNumber, draft.partner, settings) },
    { heading: words.booking, lines: bookingLines(draft, settings) },
    {
      heading: words.customer,
      lines: [
        { label: words.name, value: `${customer.firstName} ${customer.lastName}` },
        phoneLine(customer.phone, settings),
        emailLine(customer.email, settings),
      ],
    },
    { heading: words.history, lines: historyLines(draft, settings) },
  ];
}

function partnerLines(
  customerNumber: CustomerNumber,
  partner: Partner | undefined,
  settings: TicketSettings,
): readonly Line[] {
  const words = LANGUAGE_WORDS[settings.language].tickets.fields;
  const number = { label: words.customerNumber, value: customerNumber };
  if (partner === undefined) return [{ label: words.name, value: words.unknownPartner }, number];
  const { name, phone, email, addressMark } = partner;
  return [
    { label: words.name, value: name },
    number,
    phoneLine(phone, settings),
    emailLine(email, settings),
    { label: words.undeliverableSince, value: addressMark === null ? '' : formatDateTime(addressMark.at, settings) },
  ];
}

function phoneLine(phone: string | null, { language }: TicketSettings): Line {
  const value = oneLine(phone ?? '');
  return {
    label: LANGUAGE_WORDS[language].tickets.fields.phone,
    value: value || LANGUAGE_WORDS[language].tickets.fields.none,
    url: telUrl(value),
  };
}

function emailLine(email: string | null, { language }: TicketSettings): Line {
  const value = oneLine(email ?? '');
  return {
    label: LANGUAGE_WORDS[language].tickets.fields.email,
    value: value || LANGUAGE_WORDS[language].tickets.fields.none,
    url: mailtoUrl(value),
  };
}

function bookingLines({ booking, portalUrl }: BookingTicketDraft, settings: TicketSettings): readonly Line[] {
  const words = LANGUAGE_WORDS[settings.language].tickets.fields;
  const { course, eventStart, participants, price, paymentStatus } = booking.details;
  return [
    { label: words.order, value: `#${booking.order.orderNumber}` },
    { label: words.course, value: course.name },
    { label: words.date, value: dateOf(eventStart, settings) },
    { label: words.remark, value: booking.flags.includes('weekday_contradicts') ? words.weekdayContradicts : '' },
    { label: words.participants, value: formatPeople(participants, settings.language) },
    { label: words.price, value: formatPrice(price, settings.language) },
    { label: words.payment, value: words.payments[paymentStatus] },
    { label: words.portal, value: portalUrl, url: portalUrl },
  ];
}

function historyLines({ booking, declineReason }: BookingTicketDraft, settings: TicketSettings): readonly Line[] {
  const words = LANGUAGE_WORDS[settings.language].tickets.fields;
  const { announcedAt, reminders, asking } = booking;
  const last = asking.sentAt === null ? words.notSent : formatDateTime(asking.sentAt, settings);
  const asked = announcedAt === null ? words.neverAsked : last;
  const lines: Line[] = [
    { label: words.asked, value: asked },
    { label: words.reminders, value: String(reminders.count) },
  ];
  const answer = booking.status === 'pending' ? null : booking.answer;
  if (answer === null) return lines;
  const label = answer.type === 'decline' ? words.declined : words.confirmed;
  const reason = answer.type === 'decline' ? (declineReason?.label[settings.language] ?? answer.reason) : '';
  return [
    ...lines,
    { label, value: `${formatDateTime(answer.at, settings)}, ${words.channels[answer.channel]}` },
    { label: words.reason, value: reason },
    { label: words.notes, value: answer.notes ?? '' },
  ];
}

function orderItemSection({ order, courseName, eventStart }: OrderItemTicketDraft, settings: TicketSettings): Section {
  const words = LANGUAGE_WORDS[settings.language].tickets.fields;
  return {
    heading: words.order,
    lines: [
      { label: words.order, value: `#${order.orderNumber}` },
      { label: words.course, value: courseName },
      { label: words.date, value: dateOf(eventStart, settings) },
    ],
  };
}

function eventsSection({ failure }: EventsTicketDraft, { language }: TicketSettings): Section {
  const words = LANGUAGE_WORDS[language].tickets.fields;
  return { heading: words.lastFailure, lines: [{ label: words.lastFailure, value: failure }] };
}
