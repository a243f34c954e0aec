import type { BookingId, Stored } from '../booking/booking.ts';
import type { MailOutcome } from '../booking/mail-outcome.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { Instant } from '../time/instant.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';

/** What the mail provider says became of one mail. */
export interface MailReport {
  readonly messageId: string;
  readonly outcome: MailOutcome;
  readonly at: Instant;
  /** The address it went to, to be marked when it bounced. */
  readonly address: string;
}

/** See {@link makeRecordMailReport}. */
export type RecordMailReport = (report: MailReport) => Promise<{ readonly known: boolean }>;

const SCOPE = systemScope('reports of the mail provider');

/**
 * Keeps a report in the booking's timeline. A hard bounce marks the partner's address and
 * escalates a pending booking at once; a mail the provider dropped only escalates, for that may
 * have been for its own reasons; `blocked` and `deferred` do neither (reminders#hard-bounce). The same report
 * again changes nothing.
 * @returns whether the mail was one of ours
 */
export function makeRecordMailReport(
  deps: ChangeDeps & { readonly deliveries: Deliveries; readonly partners: Partners },
): RecordMailReport {
  return async (report) => {
    const delivery = await deps.deliveries.findByMessageId(SCOPE, report.messageId);
    if (delivery === undefined) return { known: false };
    const { mail, bookingId, queuedAt } = delivery;
    const { at, outcome } = report;
    let formerAddress = false;
    const load = async (): Promise<Stored | undefined> => {
      const booking = await unlessReported(deps.bookings, bookingId, mail, report);
      if (booking !== undefined) formerAddress = await isFormerAddress(deps.partners, booking, report);
      return booking;
    };
    const changed = await changeBooking(deps, load, ({ announcedAt }) => {
      // Asked again since that mail, and somewhere else: what became of it says nothing of the partner now.
      const superseded = formerAddress && announcedAt !== null && announcedAt > queuedAt;
      return { type: 'report_mail', at, mail, outcome, superseded };
    });
    if (changed.ok && outcome === 'bounced') {
      await deps.partners.markAddress(changed.value.booking.customerNumber, report.address, { at, reason: outcome });
    }
    return { known: true };
  };
}

/** Whether a mail went to an address that the booking's partner no longer has. */
async function isFormerAddress(partners: Partners, booking: Stored, { address }: MailReport): Promise<boolean> {
  const partner = await partners.find(booking.customerNumber);
  return partner?.email != null && partner.email.toLowerCase() !== address.toLowerCase();
}

/**
 * The booking, unless its timeline has this report: providers repeat them. The timeline is read
 * after the booking, so that a repeat written in between makes our write stale.
 */
async function unlessReported(
  bookings: Bookings,
  bookingId: BookingId,
  mail: string,
  { at, outcome }: MailReport,
): Promise<Stored | undefined> {
  const booking = await bookings.find(SCOPE, bookingId);
  const timeline = await bookings.timeline(SCOPE, bookingId);
  const known = timeline.some(
    (entry) =>
      entry.kind === 'event' &&
      entry.type === 'mail_reported' &&
      entry.at === at &&
      entry.details['mail'] === mail &&
      entry.details['outcome'] === outcome,
  );
  return known ? undefined : booking;
}
