import type { Booking, BookingId, Stored } from '../booking/booking.ts';
import { evolve } from '../booking/evolve.ts';
import { asks } from '../booking/mail-kind.ts';
import type { SendMail } from '../booking/message.ts';
import { mailContent, type PortalLinks } from '../delivery/mail-content.ts';
import { decideMail, type MailFacts } from '../delivery/mail-decision.ts';
import { type Partner, type UnreachableReason, unreachableReason } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { Deliveries, DeliveryAttempt, DeliveryResult } from '../ports/deliveries.ts';
import type { BookingMailContent, Mail, Mailer } from '../ports/mailer.ts';
import type { Partners } from '../ports/partners.ts';
import type { ReplyAddresses } from '../ports/reply-addresses.ts';
import { systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import type { Instant } from '../time/instant.ts';
import { type ChangeDeps, changeBooking } from './change-booking.ts';
import { findCurrent } from './find-current.ts';
import type { EndedAttempt } from './finish-delivery.ts';

/** What {@link deliverBookingMail} needs. */
export interface BookingMailDeps extends ChangeDeps {
  readonly deliveries: Deliveries;
  readonly partners: Partners;
  readonly declineReasons: DeclineReasons;
  readonly mailer: Mailer;
  readonly tokens: TokenMint;
  readonly replyAddresses: ReplyAddresses;
  readonly clock: Clock;
  readonly links: PortalLinks;
}

const SCOPE = systemScope('writing mails to partners');

/** A mail about a booking that is to be sent now. */
export interface WrittenMail {
  readonly booking: Stored;
  readonly partner: Partner;
  readonly address: string;
  readonly content: BookingMailContent;
}

/**
 * Writes and sends a mail about a booking, from the current booking and partner, if it is still wanted and its turn.
 * The token is derived here and stored nowhere.
 */
export async function deliverBookingMail(
  deps: BookingMailDeps,
  attempt: DeliveryAttempt,
  bookingId: BookingId,
  message: SendMail,
): Promise<EndedAttempt> {
  const written = await writeBookingMail(deps, attempt, bookingId, message);
  if ('result' in written) return written;
  const { providerId } = await deps.mailer.send(mailAbout(deps, attempt.messageId, written));
  return accepted(written, providerId, written.address);
}

/** Writes a mail about a booking, or says how its attempt ends without it. */
export async function writeBookingMail(
  deps: BookingMailDeps,
  attempt: DeliveryAttempt,
  bookingId: BookingId,
  message: SendMail,
): Promise<WrittenMail | EndedAttempt> {
  const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
  if (booking === undefined) return unwritten({ type: 'dead', reason: 'The booking does not exist.' });
  const partner = await deps.partners.find(booking.customerNumber);
  const facts = await factsOf(deps, attempt, { booking, bookingId, partner });
  const mail = facts.mails.find(({ id }) => id === attempt.id);
  if (mail === undefined) return unwritten({ type: 'dead', reason: 'The mail is not in the outbox.' });
  const decision = decideMail(mail, facts);
  if (decision.type === 'skip') {
    const unreachable = unreachableReason(partner);
    if (unreachable !== null) await reportDropped(deps, booking, { mail: message.mail, unreachable });
    return unwritten({ type: 'skipped', reason: decision.reason });
  }
  if (decision.type === 'wait')
    return unwritten({ type: 'later', afterMs: decision.afterMs, reason: decision.reason, failed: false });
  if (partner === undefined || partner.email === null) return unwritten({ type: 'skipped', reason: 'no_address' });
  const { expiresAt: _, ...minted } = booking.token;
  const content = mailContent(deps.policy, message, asItWillBe(booking, message, facts.now), {
    partner,
    token: deps.tokens.reveal('booking', minted),
    declineReasons: await deps.declineReasons.all(),
    links: deps.links,
    now: facts.now,
  });
  return { booking, partner, address: partner.email, content };
}

/** A mail about one booking. */
export function mailAbout(
  { replyAddresses }: Pick<BookingMailDeps, 'replyAddresses'>,
  messageId: string,
  { booking, partner, address, content }: WrittenMail,
): Mail {
  const replyTo = replyAddresses.ofBooking(booking.id, booking.token);
  return {
    ...(replyTo === null ? {} : { replyTo }),
    messageId,
    bookingId: booking.id,
    content,
    to: { name: partner.name, address },
    language: partner.language,
  };
}

/** The end of the attempt at a mail that the provider has accepted. */
export function accepted({ booking }: WrittenMail, providerId: string | null, address: string): EndedAttempt {
  return { result: { type: 'done', providerId }, clock: booking.clockStartedAt, address };
}

const unwritten = (result: DeliveryResult): EndedAttempt => ({ result, clock: null });

/** What the decision depends on; of the mail's own attempts, only earlier ones count. */
async function factsOf(
  { bookings, deliveries, policy, clock }: BookingMailDeps,
  attempt: DeliveryAttempt,
  about: { readonly booking: Stored; readonly bookingId: BookingId; readonly partner: Partner | undefined },
): Promise<MailFacts> {
  const { booking, bookingId, partner } = about;
  const replaced = await bookings.findReplacedBy(SCOPE, booking.order.orderItemId);
  const mails = await deliveries.mailsOf([...new Set([booking.id, bookingId, ...replaced.map(({ id }) => id)])]);
  return {
    policy,
    booking,
    partner,
    mails: mails.map((mail) => (mail.id === attempt.id ? { ...mail, unsureAt: attempt.unsureAt } : mail)),
    confirmedBefore: [booking, ...replaced].some(hasConfirmation),
    now: clock.now(),
  };
}

function hasConfirmation(booking: Booking): boolean {
  return booking.status !== 'pending' && booking.answer?.type === 'confirmation';
}

/** The mail contains the deadline, which depends on when it leaves: now. */
function asItWillBe(booking: Stored, { mail }: SendMail, now: Instant): Stored {
  if (!asks(mail)) return booking;
  return { ...evolve(booking, { type: 'mail_accepted', at: now, mail }), id: booking.id, version: booking.version };
}

/** The partner could be reached when the mail was queued and can't be now: the booking is escalated. */
async function reportDropped(
  deps: BookingMailDeps,
  booking: Stored,
  { mail, unreachable }: Pick<SendMail, 'mail'> & { readonly unreachable: UnreachableReason },
): Promise<void> {
  await changeBooking(
    deps,
    () => deps.bookings.find(SCOPE, booking.id),
    () => ({ type: 'report_mail', at: deps.clock.now(), mail, outcome: 'dropped', unreachable }),
  );
}
