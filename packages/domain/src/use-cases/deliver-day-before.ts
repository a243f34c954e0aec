import type { BookingId, Stored } from '../booking/booking.ts';
import type { BookingMailKind } from '../booking/mail-kind.ts';
import type { DeclineReason } from '../decline-reason/decline-reason.ts';
import { mailContent } from '../delivery/mail-content.ts';
import { courseDatesInMail } from '../delivery/several-content.ts';
import { MAX_PAGE_SIZE, NO_FILTER } from '../listing/query.ts';
import type { OrderPolicy } from '../order/order.ts';
import { type CustomerNumber, type Partner, unreachableReason } from '../partner/partner.ts';
import type { DeliveryResult } from '../ports/deliveries.ts';
import type { BookingMailContent } from '../ports/mailer.ts';
import { partnerScope } from '../ports/scope.ts';
import type { Instant } from '../time/instant.ts';
import { dayBounds, type LocalDate } from '../time/wall-clock.ts';
import type { BookingMailDeps } from './deliver-booking-mail.ts';

/** What {@link deliverDayBefore} needs. */
export type DayBeforeMailDeps = BookingMailDeps & { readonly orderPolicy: OrderPolicy };

/** Writes and sends a partner's list of a day, from the bookings as they are now, until the day begins. */
export async function deliverDayBefore(
  deps: DayBeforeMailDeps,
  { customerNumber, day }: { readonly customerNumber: CustomerNumber; readonly day: LocalDate },
  messageId: string,
): Promise<DeliveryResult> {
  const now = deps.clock.now();
  const bounds = dayBounds(day, deps.orderPolicy.timeZone);
  if (bounds === undefined || now >= bounds.start) return { type: 'skipped', reason: 'day_has_begun' };
  const partner = await deps.partners.find(customerNumber);
  const blocked = unreachableReason(partner);
  if (blocked !== null || partner === undefined || partner.email === null)
    return { type: 'skipped', reason: blocked ?? 'no_address' };
  const coming = await comingOn(deps, customerNumber, day);
  if (coming.length === 0) return { type: 'skipped', reason: 'no_courses' };
  const declineReasons = await deps.declineReasons.all();
  const written = coming.map((booking) => ({
    booking,
    content: contentOf(deps, booking, { partner, declineReasons, now }),
  }));
  const { providerId } = await deps.mailer.send({
    messageId,
    bookingId: null,
    bookingIds: coming.map(({ id }) => id),
    to: { name: partner.name, address: partner.email },
    language: partner.language,
    content: { kind: 'day_before', partnerName: partner.name, courseDates: courseDatesInMail(written) },
  });
  return { type: 'done', providerId };
}

/**
 * Who comes on a day: confirmed, or still unanswered. Both are read together, so that what is answered or taken back
 * meanwhile is neither missed nor listed twice.
 */
async function comingOn(
  { bookings, clock }: BookingMailDeps,
  customerNumber: CustomerNumber,
  day: LocalDate,
): Promise<readonly Stored[]> {
  const scope = partnerScope(customerNumber);
  const found = new Map<BookingId, Stored>();
  for (let page = 1; ; page += 1) {
    const query = { ...NO_FILTER, from: day, to: day, page, limit: MAX_PAGE_SIZE };
    const { rows } = await bookings.list(scope, query, clock.now());
    for (const booking of rows) found.set(booking.id, booking);
    if (rows.length < MAX_PAGE_SIZE) break;
  }
  return [...found.values()].filter(({ status }) => status === 'pending' || status === 'confirmed');
}

function contentOf(
  { policy, tokens, links }: BookingMailDeps,
  booking: Stored,
  facts: { readonly partner: Partner; readonly declineReasons: readonly DeclineReason[]; readonly now: Instant },
): BookingMailContent {
  const { expiresAt: _, ...minted } = booking.token;
  const mail: BookingMailKind = booking.status === 'confirmed' ? 'receipt' : 'confirmation_request';
  const message = { type: 'send_mail', mail, about: booking.clockStartedAt, afterMs: null, changes: null } as const;
  return mailContent(policy, message, booking, { ...facts, token: tokens.reveal('booking', minted), links });
}
