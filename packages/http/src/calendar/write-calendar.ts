import { createHash } from 'node:crypto';
import {
  type CalendarEntry,
  type CalendarRevision,
  type CalendarStatus,
  calendarStatus,
  courseDateKey,
  earliestStart,
  HOUR_MS,
  isDay,
  type Language,
  type Partner,
  SECOND_MS,
  wallClockAt,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

/** What a calendar depends on besides its entries. */
export interface CalendarSetting {
  readonly partner: Pick<Partner, 'customerNumber' | 'language'>;
  /** Which of the partner's calendars it is. */
  readonly revision: CalendarRevision;
  readonly timeZone: string;
  /** Scheme and host, without a slash at the end. */
  readonly publicUrl: string;
}

const STATUS: Readonly<Record<CalendarStatus, ICalEventStatus>> = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/** How often calendar programs should fetch it. */
const FETCHED_EVERY_MS = HOUR_MS;

/**
 * A partner's calendar as iCalendar (portal#calendar). Times are in UTC, which needs no description of a time zone and
 * is right whenever clocks change; a day without a time is a day. No end is invented: the orders name none.
 */
export function writeCalendar(entries: readonly CalendarEntry[], setting: CalendarSetting): string {
  const { partner, publicUrl, revision } = setting;
  const words = LANGUAGE_WORDS[partner.language].pages.calendar;
  const calendar = ical({
    name: words.name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Miomente', product: 'Partner-Portal', language: partner.language.toUpperCase() },
    ttl: FETCHED_EVERY_MS / SECOND_MS,
  });
  for (const entry of entries) {
    const { courseDate, courseName, changedAt } = entry;
    const key = courseDateKey(courseDate);
    const status = calendarStatus(entry);
    const url = publicUrl + paths.courseDate.at({ key });
    calendar.createEvent({
      id: `${uidOf(partner.customerNumber, key)}@${new URL(publicUrl).hostname}`,
      sequence: revision.number,
      stamp: new Date(revision.at),
      lastModified: new Date(changedAt),
      ...startOf(entry, setting.timeZone),
      summary: titleOf(entry, courseName, partner.language),
      description: words.details(url),
      url,
      status: STATUS[status],
      transparency: status === 'cancelled' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return calendar.toString();
}

/** The same as long as the date isn't moved; tells nothing of partner or course. */
function uidOf(customerNumber: string, key: string): string {
  return createHash('sha256').update(`calendar ${customerNumber} ${key}`).digest('hex').slice(0, 32);
}

function startOf({ courseDate: { eventStart } }: CalendarEntry, timeZone: string): { start: Date; allDay: boolean } {
  if (!isDay(eventStart)) return { start: new Date(eventStart), allDay: false };
  // The library writes the day that it has in UTC.
  return { start: new Date(`${wallClockAt(earliestStart(eventStart), timeZone).date}T00:00:00Z`), allDay: true };
}

/** The course and its sums on one line, since small screens show nothing else. */
function titleOf(entry: CalendarEntry, course: string, language: Language): string {
  const words = LANGUAGE_WORDS[language].pages.calendar;
  const { confirmedPeople, pendingPeople } = entry;
  const sums = [
    ...(confirmedPeople > 0 ? [words.coming(confirmedPeople)] : []),
    ...(pendingPeople > 0 ? [words.open(pendingPeople)] : []),
  ];
  return `${course.replace(/\s+/g, ' ').trim()}: ${sums.length === 0 ? words.nobody : sums.join(', ')}`;
}
