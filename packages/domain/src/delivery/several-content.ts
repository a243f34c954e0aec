import type { BookingId, Stored } from '../booking/booking.ts';
import { courseDateKey, courseDateOf } from '../booking/course-date-key.ts';
import type { BookingMailContent, CourseDateInMail, MailContent } from '../ports/mailer.ts';
import { earliestStart } from '../time/event-start.ts';

/** A booking, and what a mail about it alone would say. */
export interface WrittenBooking {
  readonly booking: Stored;
  readonly content: BookingMailContent;
}

/** Groups the contents of mails by course date: the nearest first, without a date last. */
export function courseDatesInMail(written: readonly WrittenBooking[]): readonly CourseDateInMail[] {
  const groups = new Map<string, BookingMailContent[]>();
  for (const { booking, content } of written.toSorted(byId)) {
    const key = courseDateKey(courseDateOf(booking));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [content]);
    else group.push(content);
  }
  return [...groups.values()].map(courseDateFrom).toSorted(byStart);
}

/** What a mail says of each booking that it is about. */
export function bookingsIn(content: MailContent): readonly BookingMailContent[] {
  if (content.kind === 'login_link' || content.kind === 'customer_confirmed') return [];
  return 'courseDates' in content ? content.courseDates.flatMap(({ bookings }) => bookings) : [content];
}

/** The bookings of a mail, each once. */
export function bookingIdsIn(written: readonly WrittenBooking[]): readonly BookingId[] {
  return [...new Set(written.map(({ booking }) => booking.id))].toSorted((a, b) => a - b);
}

/** @param bookings at least one */
function courseDateFrom(bookings: readonly BookingMailContent[]): CourseDateInMail {
  const [{ course, eventStart }] = bookings as readonly [BookingMailContent];
  return { course, eventStart, participants: bookings.reduce((sum, each) => sum + each.participants, 0), bookings };
}

const byId = (a: WrittenBooking, b: WrittenBooking): number => a.booking.id - b.booking.id;

function byStart(a: CourseDateInMail, b: CourseDateInMail): number {
  const start = ({ eventStart }: CourseDateInMail): number => earliestStart(eventStart) ?? Number.MAX_SAFE_INTEGER;
  return start(a) - start(b);
}
