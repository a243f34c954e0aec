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
 * The mails that a report is about (delivery#reports-without-our-id): the one with our id, or else with the provider's.
 * For a bounce with neither, the newest mail to its address about each booking that waits for an answer.
 */
export async function findReported(
  { bookings, deliveries }: Reads,
  scope: SystemScope,
  report: MailReport,
): Promise<readonly MailOfBooking[]> {
  const { messageId, providerId, outcome, address, at } = report;
  if (messageId !== null) return current(bookings, scope, await deliveries.findByMessageId(scope, messageId));
  const named = providerId === null ? undefined : await deliveries.findByProviderId(scope, providerId);
  if (named !== undefined || outcome !== 'bounced') return current(bookings, scope, named);
  const byBooking = new Map<BookingId, MailOfBooking>();
  for (const mail of await deliveries.awaitingAnswerAt(scope, address)) {
    for (const found of await current(bookings, scope, mail)) {
      const waits = found.booking.status === 'pending' && !eventStarted(found.booking, at);
      if (waits) byBooking.set(found.booking.id, found);
    }
  }
  return [...byBooking.values()];
}

async function current(
  bookings: Bookings,
  scope: SystemScope,
  mail: ReportedMail | undefined,
): Promise<readonly MailOfBooking[]> {
  const booking = mail === undefined ? undefined : await findCurrent(bookings, scope, mail.bookingId);
  return mail === undefined || booking === undefined ? [] : [{ booking, message: mail.message }];
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
