import type { CustomerNumber } from '../partner/partner.ts';
import type { Asking } from '../reminder/asking.ts';
import type { EventStart } from '../time/event-start.ts';
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
import type { FromTo } from './from-to.ts';
import type { AskingMailKind } from './mail-kind.ts';
import type { MailOutcome } from './mail-outcome.ts';
import type { SendMail } from './message.ts';

interface At {
  readonly at: Instant;
}

/** An order item became a booking; `historic` ones are never asked about. */
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

/** The partner said yes, or the office heard it by phone. */
export interface Confirmed extends At {
  readonly type: 'confirmed';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly notes: string | null;
}

/** The partner said no, or the office heard it by phone. */
export interface Declined extends At {
  readonly type: 'declined';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly reason: string;
  readonly notes: string | null;
}

/**
 * An answer was taken back: pending again. The clock starts anew, but for a decline that its partner takes back
 * right away: then it goes on as if nothing had been said.
 */
export interface Reopened extends At {
  readonly type: 'reopened';
  /** Only when it was a decline that was taken back. */
  readonly answer?: 'decline';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  /** Only when it is so: the clock was not started anew. */
  readonly clock?: 'goes_on';
  readonly tokenExpiresAt: Instant;
  /** The partner had never been asked by mail, and can be reminded by it from here on. */
  readonly reaches?: true;
}

/** A reminder fell due and was queued. It counts once the provider has taken it over. */
export interface Reminded extends At {
  readonly type: 'reminded';
  readonly step: 1 | 2;
}

/** The provider took over a mail that asks: from here the next one keeps its distance. */
export interface MailAccepted extends At {
  readonly type: 'mail_accepted';
  readonly mail: AskingMailKind;
}

/** A mail that asks will not leave, with the reason as a code; what a hold kept back falls due again. */
export interface MailDropped extends At {
  readonly type: 'mail_dropped';
  readonly mail: AskingMailKind;
  readonly reason: string;
}

/** From now a person must phone the partner. */
export interface Escalated extends At {
  readonly type: 'escalated';
  readonly reason: EscalationReason;
}

/** The order or the item is gone. */
export interface Cancelled extends At {
  readonly type: 'cancelled';
  readonly cause: CancellationCause;
  /** Set when the cause is `replaced`. */
  readonly replacedBy: OrderReference | null;
}

/** A part of the details that can change. */
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
 * - `over`: the event has begun; another date is taken over, and nobody is asked or told
 * - `snapshot`: the details are taken over, nothing else happens
 * - `inform`: the partner is told, an answer stays
 * - `look_again`: still pending; the clock starts again and the partner is asked to look again
 * - `confirm_again`: the confirmation no longer counts; the partner is asked anew
 * - `note`: the answer stays, the office is told on the ticket
 */
export type ChangeConsequence = 'over' | 'snapshot' | 'inform' | 'look_again' | 'confirm_again' | 'note';

/** The shop says something else of the order than before. */
export interface DetailsChanged extends At {
  readonly type: 'details_changed';
  readonly details: BookingDetails;
  readonly fields: readonly DetailField[];
  readonly eventStart: FromTo<EventStart | null> | null;
  readonly participants: FromTo<number> | null;
  readonly consequence: ChangeConsequence;
  /** Only when it is so: a partner who was never asked can be asked by mail now. */
  readonly reaches?: true;
  readonly tokenExpiresAt: Instant;
}

/** The order was put on hold, or let go again. */
export interface HoldChanged extends At {
  readonly type: 'hold_changed';
  readonly hold: OrderHold | null;
}

/** Something became odd about the booking, or is no longer. */
export interface FlagsChanged extends At {
  readonly type: 'flags_changed';
  readonly flags: readonly BookingFlag[];
}

/** The mail provider says what became of a mail. */
export interface MailReported extends At {
  readonly type: 'mail_reported';
  readonly mail: string;
  readonly outcome: MailOutcome;
  /** Only when it is so: the mail went to an address of before, and says nothing of how the partner is reached now. */
  readonly superseded?: true;
  /** Only when it is so: a mail that tells something is sent again, to the address of now. */
  readonly again?: SendMail;
}

/** The ticket desk gave the ticket its number. */
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
  readonly asking: Asking;
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
  | MailAccepted
  | MailDropped
  | Escalated
  | Cancelled
  | DetailsChanged
  | HoldChanged
  | FlagsChanged
  | MailReported
  | TicketOpened
  | AnswerCarriedOver
  | TokenReplaced;

/** The name of an event, as the audit trail keeps it. */
export type BookingEventType = BookingEvent['type'];
