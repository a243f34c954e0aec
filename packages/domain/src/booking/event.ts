import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { TokenRecord } from '../token/token.ts';
import type { Actor } from './actor.ts';
import type {
  Answer,
  AnswerChannel,
  BookingDetails,
  BookingFlag,
  CancellationCause,
  Escalation,
  EscalationReason,
  OrderHold,
  OrderReference,
  Ticket,
} from './booking.ts';
import type { MailOutcome } from './mail-outcome.ts';

interface At {
  readonly at: Instant;
}

export interface BookingRegistered extends At {
  readonly type: 'booking_registered';
  readonly order: OrderReference;
  readonly customerNumber: CustomerNumber;
  readonly historic: boolean;
}

/** The partner is asked by mail; from here reminders may follow. Starts the clock. */
export interface PartnerAsked extends At {
  readonly type: 'partner_asked';
  readonly mail: 'confirmation_request' | 'look_again' | 'confirm_again';
  readonly tokenExpiresAt: Instant;
}

export interface Confirmed extends At {
  readonly type: 'confirmed';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly notes: string | null;
}

export interface Declined extends At {
  readonly type: 'declined';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly reason: string;
  readonly notes: string | null;
}

export interface Reopened extends At {
  readonly type: 'reopened';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly tokenExpiresAt: Instant;
}

export interface Reminded extends At {
  readonly type: 'reminded';
  readonly step: 1 | 2;
}

export interface Escalated extends At {
  readonly type: 'escalated';
  readonly reason: EscalationReason;
}

export interface Cancelled extends At {
  readonly type: 'cancelled';
  readonly cause: CancellationCause;
  /** Set when the cause is `replaced`. */
  readonly replacedBy: OrderReference | null;
}

export type DetailField =
  | 'customer'
  | 'course'
  | 'eventStart'
  | 'participants'
  | 'price'
  | 'orderTotal'
  | 'orderedAt'
  | 'paymentStatus';

/**
 * What a change of the order's details means for the answer:
 * - `snapshot`: the details are taken over, nothing else happens
 * - `inform`: the partner is told, an answer stays
 * - `look_again`: still pending; the clock starts again and the partner is asked to look again
 * - `confirm_again`: the confirmation no longer counts; the partner is asked anew
 * - `note`: the answer stays, the office is told on the ticket
 */
export type ChangeConsequence = 'snapshot' | 'inform' | 'look_again' | 'confirm_again' | 'note';

/** A value before and after. */
export interface FromTo<Value> {
  readonly from: Value;
  readonly to: Value;
}

export interface DetailsChanged extends At {
  readonly type: 'details_changed';
  readonly details: BookingDetails;
  readonly fields: readonly DetailField[];
  readonly eventStart: FromTo<Instant | null> | null;
  readonly participants: FromTo<number> | null;
  readonly consequence: ChangeConsequence;
  readonly tokenExpiresAt: Instant;
}

export interface HoldChanged extends At {
  readonly type: 'hold_changed';
  readonly hold: OrderHold | null;
}

export interface FlagsChanged extends At {
  readonly type: 'flags_changed';
  readonly flags: readonly BookingFlag[];
}

export interface MailReported extends At {
  readonly type: 'mail_reported';
  readonly mail: string;
  readonly outcome: MailOutcome;
}

export interface TicketOpened extends At {
  readonly type: 'ticket_opened';
  readonly ticketId: string;
}

/** Taken over from the order that this one replaces (an order edited in Magento's admin). */
export interface AnswerCarriedOver extends At {
  readonly type: 'answer_carried_over';
  readonly fromOrderItemId: number;
  readonly answer: Answer | null;
  readonly clockStartedAt: Instant;
  readonly announcedAt: Instant | null;
  readonly reminders: { readonly count: 0 | 1 | 2; readonly lastAt: Instant | null };
  readonly escalation: Escalation | null;
  readonly ticket: Ticket | null;
}

/** The link of the mails already sent now belongs to the replacing booking. */
export interface TokenReplaced extends At {
  readonly type: 'token_replaced';
  readonly token: TokenRecord;
}

/** Everything that can have happened to a booking; each is one row of the audit trail. */
export type BookingEvent =
  | BookingRegistered
  | PartnerAsked
  | Confirmed
  | Declined
  | Reopened
  | Reminded
  | Escalated
  | Cancelled
  | DetailsChanged
  | HoldChanged
  | FlagsChanged
  | MailReported
  | TicketOpened
  | AnswerCarriedOver
  | TokenReplaced;

export type BookingEventType = BookingEvent['type'];
