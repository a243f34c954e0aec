import type { Stored } from '../booking/booking.ts';
import { decide } from '../booking/decide/decide.ts';
import { isHardBounce } from '../booking/mail-outcome.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import { unreachableReason } from '../partner/partner.ts';
import type { BookingChange, BouncedAddress } from '../ports/bookings.ts';
import { systemScope } from '../ports/scope.ts';
import { type ChangeDeps, updateOf } from './change-booking.ts';
import type { MailReport } from './mail-report.ts';
import { type PartnerMailReportDeps, reportPartnerMail } from './partner-mail-report.ts';
import { findReported, goesElsewhere, type MailOfBooking } from './reported-mails.ts';
import { STALE, untilWritten } from './until-written.ts';
/** See {@link makeRecordMailReport}. */
export type RecordMailReport = (report: MailReport) => Promise<{ readonly known: boolean }>;

/** What {@link makeRecordMailReport} needs. */
export interface MailReportDeps extends ChangeDeps, PartnerMailReportDeps {}

const SCOPE = systemScope('reports of the mail provider');
const CAME_BACK =
  'The customer’s address refuses mail. Phone the customer; or correct the address in the shop, then send the mail again.';

/**
 * Records a report in the booking's timeline. A hard bounce marks the partner's address and escalates a pending booking
 * at once, in one transaction. A mail that the provider dropped only escalates, because the reason may be the
 * provider's own; `blocked` and `deferred` do neither (reminders#hard-bounce). A mail that bounced at an old address is
 * sent to the current one (delivery#corrected-address). A report without our id is matched by the provider's, a bounce
 * also by its address (delivery#reports-without-our-id). A repeated report changes nothing. A mail to a customer that
 * bounced or was dropped is given up, so that the office sees it. One about no booking only marks.
 * @returns whether it was about a mail of ours
 */
export function makeRecordMailReport(deps: MailReportDeps): RecordMailReport {
  return async (report) => {
    const mails = await findReported(deps, SCOPE, report);
    for (const customerNumber of new Set(mails.map(({ booking }) => booking.customerNumber))) {
      const theirs = mails.filter(({ booking }) => booking.customerNumber === customerNumber);
      await keepReport(deps, report, customerNumber, theirs);
    }
    const known = mails.length > 0 || (await reportPartnerMail(deps, SCOPE, report)) || (await cameBack(deps, report));
    return { known };
  };
}

/** A mail to a customer that can't arrive is left to the office, which phones (booking#customer-informed). */
async function cameBack(
  { deliveries }: MailReportDeps,
  { messageId, providerId, outcome, at }: MailReport,
): Promise<boolean> {
  if (messageId === null || !isHardBounce(outcome)) return false;
  return deliveries.customerMailCameBack(SCOPE, { messageId, providerId }, CAME_BACK, at);
}

/** All bookings of one partner that a report is about, with the mark of the address. */
async function keepReport(
  deps: MailReportDeps,
  report: MailReport,
  customerNumber: CustomerNumber,
  mails: readonly MailOfBooking[],
): Promise<void> {
  return untilWritten(async () => {
    const present = await deps.partners.isAddressOf(customerNumber, report.address);
    // A partner without another address must be phoned.
    const superseded = !present && unreachableReason(await deps.partners.find(customerNumber)) === null;
    const changes: BookingChange[] = [];
    for (const mail of mails) changes.push(...(await changeBy(deps, report, mail, superseded)));
    // What is already recorded was recorded with its mark.
    if (changes.length === 0) return undefined;
    const { at, outcome, address } = report;
    const bounced: BouncedAddress | undefined =
      present && outcome === 'bounced' ? { customerNumber, address, at, reason: outcome } : undefined;
    return (await deps.bookings.commitAll(changes, bounced)).type === 'committed' ? undefined : STALE;
  }, 'The booking is being changed by many at once; the report is kept in a moment.');
}

async function changeBy(
  deps: MailReportDeps,
  report: MailReport,
  mail: MailOfBooking,
  superseded: boolean,
): Promise<readonly BookingChange[]> {
  const { at, outcome, address } = report;
  const { message } = mail;
  const booking = await unlessReported(deps, mail, report);
  if (booking === undefined) return [];
  const again =
    superseded && isHardBounce(outcome) && !(await goesElsewhere(deps, SCOPE, { ...mail, booking }, address));
  const decision = decide(deps.policy, booking, {
    type: 'report_mail',
    at,
    mail: message.mail,
    outcome,
    superseded,
    ...(again ? { again: message } : {}),
  });
  return decision.ok ? [updateOf(deps.policy, booking, decision.value)] : [];
}

/**
 * The booking, unless its timeline has this report: providers repeat them. The timeline is read after the booking, so
 * that a repeat written in between makes our write stale.
 */
async function unlessReported(
  { bookings }: MailReportDeps,
  { booking: { id }, message: { mail } }: MailOfBooking,
  { at, outcome }: MailReport,
): Promise<Stored | undefined> {
  const booking = await bookings.find(SCOPE, id);
  const timeline = await bookings.timeline(SCOPE, id);
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
