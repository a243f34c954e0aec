import type { BookingId, Stored } from '../booking/booking.ts';
import { asks } from '../booking/mail-kind.ts';
import type { SendMail } from '../booking/message.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Deliveries, ReportedMail } from '../ports/deliveries.ts';
import type { SystemScope } from '../ports/scope.ts';
import { eventStarted } from '../time/event-start.ts';
import { findCurrent } from './find-current.ts';
import type { MailReport } from './mail-report.ts';

/** A mail, and the booking that it is about now: when its order was edited, the one that replaced it. */
export interface MailOfBooking {
  readonly booking: Stored;
  readonly message: SendMail;
}

type Reads = { readonly bookings: Bookings; readonly deliveries: Deliveries };

/**
 * The mails that a report is about (delivery#reports-without-our-id): those with our id, or else with the provider's; of
 * a bundle, one for each of its bookings.
 * For a bounce with neither, the newest mail to its address about each booking that waits for an answer.
 */
export async function findReported(
  { bookings, deliveries }: Reads,
  scope: SystemScope,
  report: MailReport,
): Promise<readonly MailOfBooking[]> {
  const { messageId, providerId, outcome, address, at } = report;
  if (messageId !== null) return current(bookings, scope, await deliveries.findByMessageId(scope, messageId));
  const named = providerId === null ? [] : await deliveries.findByProviderId(scope, providerId);
  if (named.length > 0 || outcome !== 'bounced') return current(bookings, scope, named);
  const asked = await current(bookings, scope, await deliveries.awaitingAnswerAt(scope, address));
  return asked.filter(({ booking }) => booking.status === 'pending' && !eventStarted(booking, at));
}

/**
 * The bookings that wait for an answer and were asked about at this address; the one that replaced it where an order was
 * edited since.
 */
export async function askedAt(
  { bookings, deliveries }: Reads,
  scope: SystemScope,
  address: string,
): Promise<ReadonlySet<BookingId>> {
  const asked = await current(bookings, scope, await deliveries.awaitingAnswerAt(scope, address));
  return new Set(asked.map(({ booking }) => booking.id));
}

/** Each booking once, with the newest of its mails. */
async function current(
  bookings: Bookings,
  scope: SystemScope,
  mails: readonly ReportedMail[],
): Promise<readonly MailOfBooking[]> {
  const byBooking = new Map<BookingId, MailOfBooking>();
  for (const { bookingId, message } of mails) {
    const booking = await findCurrent(bookings, scope, bookingId);
    if (booking !== undefined) byBooking.set(booking.id, { booking, message });
  }
  return [...byBooking.values()];
}

/** Whether a mail's content has been sent, or is about to be, to another address than this one. */
export async function goesElsewhere(
  { bookings, deliveries }: Reads,
  scope: SystemScope,
  { booking, message }: MailOfBooking,
  address: string,
): Promise<boolean> {
  const replaced = await bookings.findReplacedBy(scope, booking.order.orderItemId);
  const mails = await deliveries.mailsElsewhere([booking.id, ...replaced.map(({ id }) => id)], address);
  return mails.some((other) => {
    const { mail, about } = other.message;
    if (!asks(message.mail)) return mail === message.mail && about === message.about;
    return asks(mail) && (other.state === 'done' || about === booking.clockStartedAt);
  });
}
