import type { BookingId, Stored } from '../booking/booking.ts';
import type { SendMail } from '../booking/message.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { mailContent, type PortalLinks } from '../delivery/mail-content.ts';
import { decideMail } from '../delivery/mail-decision.ts';
import { type Partner, unreachableReason } from '../partner/partner.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeclineReasons } from '../ports/decline-reasons.ts';
import type { Deliveries, DeliveryAttempt, DeliveryResult } from '../ports/deliveries.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { changeBooking } from './change-booking.ts';
import { findCurrent } from './find-current.ts';

/** What {@link deliverBookingMail} needs. */
export interface BookingMailDeps {
  readonly bookings: Bookings;
  readonly deliveries: Deliveries;
  readonly partners: Partners;
  readonly declineReasons: DeclineReasons;
  readonly mailer: Mailer;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  readonly policy: BookingPolicy;
  readonly links: PortalLinks;
}

const SCOPE = systemScope('writing mails to partners');

/**
 * Writes and sends a mail about a booking, from the booking and the partner as they are now, if it
 * is still wanted. The token is made here and nowhere kept.
 */
export async function deliverBookingMail(
  deps: BookingMailDeps,
  bookingId: BookingId,
  message: SendMail,
  { messageId, waitedMs }: Pick<DeliveryAttempt, 'messageId' | 'waitedMs'>,
): Promise<DeliveryResult> {
  const booking = await findCurrent(deps.bookings, SCOPE, bookingId);
  if (booking === undefined) return { type: 'dead', reason: 'The booking does not exist.' };
  const partner = await deps.partners.find(booking.customerNumber);
  const told = message.mail === 'cancellation_notice' && (await wasTold(deps, booking));
  const now = deps.clock.now();
  const decision = decideMail(message, booking, { partner, told, now, waitedMs });
  if (decision.type === 'skip') {
    if (unreachableReason(partner) !== null) await reportDropped(deps, booking, message);
    return { type: 'skipped', reason: decision.reason };
  }
  if (decision.type === 'wait')
    return { type: 'later', afterMs: decision.afterMs, reason: decision.reason, failed: false };
  if (partner === undefined || partner.email === null) return { type: 'skipped', reason: 'no_address' };
  const { expiresAt: _, ...minted } = booking.token;
  const content = mailContent(deps.policy, message, booking, {
    partner,
    token: deps.tokens.reveal('booking', minted),
    declineReasons: await deps.declineReasons.all(),
    links: deps.links,
    now,
  });
  const sent = await deps.mailer.send(addressed(partner, partner.email, { messageId, bookingId: booking.id, content }));
  return { type: 'done', providerId: sent.providerId };
}

/** The partner could be reached when the mail was queued and can't be now: the office must phone. */
async function reportDropped(deps: BookingMailDeps, booking: Stored, { mail }: SendMail): Promise<void> {
  await changeBooking(
    deps,
    () => deps.bookings.find(SCOPE, booking.id),
    () => ({ type: 'report_mail', at: deps.clock.now(), mail, outcome: 'dropped' }),
  );
}

/** Asked before it existed: it took the place of a booking whose partner had been asked (an edited order). */
async function wasTold(deps: BookingMailDeps, booking: Stored): Promise<boolean> {
  const tookOver = booking.announcedAt !== null && booking.announcedAt < booking.createdAt;
  return tookOver || (await deps.deliveries.partnerWasTold(booking.id));
}

function addressed(partner: Partner, address: string, mail: Pick<Mail, 'messageId' | 'bookingId' | 'content'>): Mail {
  return { ...mail, to: { name: partner.name, address }, language: partner.language };
}
