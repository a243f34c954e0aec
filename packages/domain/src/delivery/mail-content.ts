import type { BookingId, Stored } from '../booking/booking.ts';
import { canReopen, canUndoDecline, declineUndoUntil } from '../booking/decide/answers.ts';
import type { SendMail } from '../booking/message.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { DeclineReason } from '../decline-reason/decline-reason.ts';
import type { Partner } from '../partner/partner.ts';
import type { BookingMailContent } from '../ports/mailer.ts';
import { answerBy } from '../reminder/schedule.ts';
import type { Instant } from '../time/instant.ts';
import { isExpired } from '../token/token.ts';

/** Whole addresses of the portal's pages, for mails and tickets; which they are is not for the domain to know. */
export interface PortalLinks {
  /** A booking in the portal, for partners. */
  readonly booking: (id: BookingId) => string;
  /** The confirm link of a mail. */
  readonly confirm: (token: string) => string;
  /** The decline link of a mail. */
  readonly decline: (token: string) => string;
  /** The link of a login mail. */
  readonly login: (token: string) => string;
}

/** The content of a mail about a booking, from the booking as it is at `now`. */
export function mailContent(
  policy: BookingPolicy,
  message: SendMail,
  booking: Stored,
  facts: {
    readonly partner: Partner;
    readonly token: string | undefined;
    readonly declineReasons: readonly DeclineReason[];
    readonly links: PortalLinks;
    readonly now: Instant;
  },
): BookingMailContent {
  const { partner, token, links, now } = facts;
  const { customer, course, eventStart, participants, price } = booking.details;
  const usable = token !== undefined && booking.status !== 'cancelled' && !isExpired(booking.token, now);
  const deadline = answerBy(policy, booking);
  return {
    kind: message.mail,
    partnerName: partner.name,
    orderNumber: booking.order.orderNumber,
    customer: {
      name: `${customer.firstName} ${customer.lastName}`.trim(),
      email: customer.email,
      phone: customer.phone,
    },
    course: { name: course.name },
    eventStart,
    participants,
    price,
    links: usable
      ? {
          confirmUrl: links.confirm(token),
          declineUrl: links.decline(token),
          validUntil: booking.token.expiresAt,
        }
      : null,
    portalUrl: links.booking(booking.id),
    answerBy: deadline !== null && deadline > now ? deadline : null,
    waitingSince: booking.clockStartedAt,
    now,
    changes: message.changes,
    confirmation:
      booking.status === 'confirmed'
        ? {
            at: booking.answer.at,
            byPhone: booking.answer.channel === 'phone',
            inAdvance: booking.answer.channel === 'standing_yes',
            canTakeBack: canReopen(booking, 'email_token', now),
          }
        : null,
    decline: booking.status === 'declined' ? declineContent(policy, booking, facts) : null,
  };
}

function declineContent(
  policy: BookingPolicy,
  booking: Extract<Stored, { status: 'declined' }>,
  { declineReasons, now }: { readonly declineReasons: readonly DeclineReason[]; readonly now: Instant },
): BookingMailContent['decline'] {
  const { reason: code, channel } = booking.answer;
  return {
    reason: declineReasons.find((reason) => reason.code === code)?.label ?? { de: code, en: code },
    ticketId: booking.ticket?.id ?? null,
    byPhone: channel === 'phone',
    undoUntil: canUndoDecline(policy, booking, now) ? declineUndoUntil(policy, booking) : null,
  };
}
