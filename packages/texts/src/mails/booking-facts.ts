import {
  type BookingMailContent,
  type BookingMailKind,
  type DayBeforeMailContent,
  type EventStart,
  earliestStart,
  endOf,
  type Instant,
  isDay,
  type Mail,
  type SeveralMailContent,
} from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '../languages/index.ts';
import { oneLine } from '../words/clean-text.ts';
import {
  formatDate,
  formatDateTime,
  formatEvent,
  formatHours,
  formatPeople,
  formatPrice,
  formatTime,
  type LanguageAndZone,
} from '../words/format.ts';
import { mailtoUrl, telUrl } from '../words/links.ts';
import type {
  BookingInMail,
  BookingMailData,
  CourseDateData,
  LoginMailData,
  MailData,
  MailSettings,
  SeveralMailData,
} from './mail-data.ts';

/** A mail's values without its subject, which follows from them. */
export type Facts<Data extends MailData> = Omit<Data, 'subject'>;

const STEPS: Readonly<Partial<Record<BookingMailKind, '1' | '2'>>> = { first_reminder: '1', second_reminder: '2' };

/** What every mail says: in which language, to whom, and whom to ask. */
export function common(
  { language, to }: Mail,
  settings: MailSettings,
): Pick<LoginMailData, 'language' | 'partnerEmail' | 'supportEmail' | 'supportUrl'> {
  return {
    language,
    partnerEmail: oneLine(to.address),
    supportEmail: settings.supportEmail,
    supportUrl: mailtoUrl(settings.supportEmail),
  };
}

/** The course as a mail names it; date and time are empty where the order does not tell them. */
export function courseIn(
  { course, eventStart }: Pick<BookingMailContent, 'course' | 'eventStart'>,
  notation: LanguageAndZone,
): BookingMailData['course'] {
  return {
    name: oneLine(course.name),
    date: eventStart === null ? '' : formatDate(earliestStart(eventStart), notation),
    time: eventStart === null || isDay(eventStart) ? '' : formatTime(eventStart, notation),
  };
}

/**
 * What the templates say about several bookings.
 * @param content at least one course date with a booking
 */
export function severalFacts(
  mail: Mail,
  content: SeveralMailContent | DayBeforeMailContent,
  settings: MailSettings,
): Facts<SeveralMailData> {
  const { language } = mail;
  const { terms } = LANGUAGE_WORDS[language];
  const courseDates = content.courseDates.map(({ bookings, participants }): CourseDateData => {
    const facts: BookingInMail[] = bookings.map((each) => bookingFacts(mail, each, settings));
    const [{ course }] = facts as [BookingInMail];
    return { course, participantsText: formatPeople(participants, language), bookings: facts };
  });
  const [{ course, bookings }] = courseDates as [CourseDateData];
  const [{ customer }] = bookings as readonly BookingInMail[] as [BookingInMail];
  const all = courseDates.flatMap((each) => each.bookings);
  const open = all.filter(({ answered }) => answered === '').length;
  const participants = content.courseDates.reduce((sum, each) => sum + each.participants, 0);
  return {
    ...common(mail, settings),
    kind: content.kind,
    partnerName: oneLine(content.partnerName),
    portalUrl: settings.portalUrl,
    validUntil: '',
    bookingsText: terms.bookings(all.length),
    participantsText: formatPeople(participants, language),
    customer,
    course,
    furtherDates: courseDates.length === 1 ? '' : terms.furtherDates(courseDates.length - 1),
    day: course.date,
    openText: open === 0 ? '' : terms.bookings(open),
    urgent: all.some(({ reminderStep }) => reminderStep === '2') ? 'yes' : '',
    courseDates,
  };
}

/** What the templates say about one booking: empty texts where there is nothing to say. */
export function bookingFacts(mail: Mail, content: BookingMailContent, settings: MailSettings): Facts<BookingMailData> {
  const { language } = mail;
  const { eventStart, participants, links } = content;
  const notation = { language, timeZone: settings.timeZone };
  const dateTime = (instant: Instant | null | undefined): string =>
    instant == null ? '' : formatDateTime(instant, notation);
  const validUntil = links === null ? '' : formatEvent(endOf(links.validUntil, eventStart), notation);
  return {
    ...common(mail, settings),
    ...people(content),
    ...answers(content, mail, { dateTime, validUntil }),
    ...changes(content, notation),
    kind: content.kind,
    orderNumber: oneLine(content.orderNumber),
    course: courseIn(content, notation),
    participants,
    participantsText: formatPeople(participants, language),
    price: formatPrice(content.price, language),
    confirmUrl: links?.confirmUrl ?? '',
    declineUrl: links?.declineUrl ?? '',
    validUntil,
    portalUrl: content.portalUrl,
    datesUrl: settings.datesUrl,
    reminderStep: STEPS[content.kind] ?? '',
    answerBy: isOpen(content) ? dateTime(content.answerBy) : '',
    waitingTime: formatHours(content.waitingSince, content.now, language),
  };
}

/** Whether the mail asks for an answer. Other mails show no deadline, because it would alarm for nothing. */
function isOpen({ kind, confirmation, decline }: BookingMailContent): boolean {
  return confirmation === null && decline === null && kind !== 'cancellation_notice';
}

function people({ partnerName, customer }: BookingMailContent): Pick<BookingMailData, 'partnerName' | 'customer'> {
  const email = oneLine(customer.email);
  const phone = oneLine(customer.phone);
  return {
    partnerName: oneLine(partnerName),
    customer: { name: oneLine(customer.name), email, phone, emailUrl: mailtoUrl(email), phoneUrl: telUrl(phone) },
  };
}

type Answers = Pick<
  BookingMailData,
  | 'answered'
  | 'confirmedAt'
  | 'confirmedByPhone'
  | 'confirmedInAdvance'
  | 'takeBackUrl'
  | 'takeBackUntil'
  | 'declinedByPhone'
  | 'declineReason'
  | 'ticketId'
>;

function answers(
  { confirmation, decline, links, portalUrl }: BookingMailContent,
  { language }: Mail,
  {
    dateTime,
    validUntil,
  }: { readonly dateTime: (instant: Instant | null | undefined) => string; readonly validUntil: string },
): Answers {
  const back = confirmation?.canTakeBack === true;
  return {
    answered: confirmation === null && decline === null ? '' : 'yes',
    confirmedAt: dateTime(confirmation?.at),
    confirmedByPhone: confirmation?.byPhone === true ? 'yes' : '',
    confirmedInAdvance: confirmation?.inAdvance === true ? 'yes' : '',
    takeBackUrl: back ? (links?.confirmUrl ?? portalUrl) : '',
    takeBackUntil: back ? validUntil : dateTime(decline?.undoUntil),
    declinedByPhone: decline?.byPhone === true ? 'yes' : '',
    declineReason: oneLine(decline?.reason[language] ?? ''),
    ticketId: oneLine(decline?.ticketId ?? '').replace(/^#/, ''),
  };
}

type Changed = Pick<BookingMailData, 'changed' | 'dateFrom' | 'dateTo' | 'participantsFrom' | 'participantsTo'>;

function changes({ changes }: BookingMailContent, notation: LanguageAndZone): Changed {
  const { language } = notation;
  const date = changes?.eventStart ?? null;
  const count = changes?.participants ?? null;
  const named = (start: EventStart | null): string =>
    start === null ? LANGUAGE_WORDS[language].terms.unknownDate : formatEvent(start, notation);
  return {
    changed: date === null && count === null ? '' : 'yes',
    dateFrom: date === null ? '' : named(date.from),
    dateTo: date === null ? '' : named(date.to),
    participantsFrom: count === null ? '' : formatPeople(count.from, language),
    participantsTo: count === null ? '' : formatPeople(count.to, language),
  };
}
