import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
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
  PersonChannel,
  Ticket,
} from './booking.ts';
import type { CallOutcome } from './call-outcome.ts';
import type { CustomerInformed, CustomerWasInformed } from './customer-informed.ts';
import type { FromTo } from './from-to.ts';
import type { AskingMailKind } from './mail-kind.ts';
import type { MailOutcome } from './mail-outcome.ts';
import type { SendMail } from './message.ts';
import type { PartnerWrote, ReplyRead } from './reply-events.ts';
import type { StandingYesTerms } from './standing-yes.ts';

interface At {
  readonly at: Instant;
}

/** An order item became a booking. The partner of a `historic` one is never asked. */
export interface BookingRegistered extends At {
  readonly type: 'booking_registered';
  readonly order: OrderReference;
  readonly customerNumber: CustomerNumber;
  readonly historic: boolean;
}

/** The partner is asked by mail, and reminders may follow. Starts the clock. */
export interface PartnerAsked extends At {
  readonly type: 'partner_asked';
  readonly mail: 'confirmation_request' | 'look_again' | 'confirm_again';
  readonly tokenExpiresAt: Instant;
}

/** The partner confirmed, possibly on the phone or in advance. */
export interface Confirmed extends At {
  readonly type: 'confirmed';
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  /** Only set when the partner confirmed in advance: on which terms. */
  readonly standingYes?: StandingYesTerms;
  readonly notes: string | null;
}

/** The partner declined, possibly on the phone. */
export interface Declined extends At {
  readonly type: 'declined';
  readonly actor: Actor;
  readonly channel: PersonChannel;
  readonly reason: string;
  readonly notes: string | null;
}

/**
 * An answer was taken back: the booking is pending again. The clock restarts, except after a decline that its partner
 * took back within minutes.
 */
export interface Reopened extends At {
  readonly type: 'reopened';
  /** Only set when a decline was taken back. */
  readonly answer?: 'decline';
  readonly actor: Actor;
  readonly channel: PersonChannel;
  /** Only set when true: the clock was not restarted. */
  readonly clock?: 'goes_on';
  readonly tokenExpiresAt: Instant;
  /** The partner had never been asked by mail, and can be reminded by mail from now on. */
  readonly reaches?: true;
}

/** A reminder was due and has been queued. It counts once the provider has accepted it. */
export interface Reminded extends At {
  readonly type: 'reminded';
  readonly step: 1 | 2;
}

/** A mail that asks for an answer has left; the next one keeps its distance from this time. */
export interface MailAccepted extends At {
  readonly type: 'mail_accepted';
  readonly mail: AskingMailKind;
}

/**
 * A mail that asks for an answer will not leave; the reason is a code. A mail that a hold prevented is due again later.
 */
export interface MailDropped extends At {
  readonly type: 'mail_dropped';
  readonly mail: AskingMailKind;
  readonly reason: string;
}

/** From now on, a person must phone the partner. */
export interface Escalated extends At {
  readonly type: 'escalated';
  readonly reason: EscalationReason;
}

/** The order or the item was cancelled. */
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
 * - `over`: the event has begun; the new date is recorded, and nobody is asked or told
 * - `snapshot`: the details are recorded, nothing else happens
 * - `inform`: the partner is told, the answer stays
 * - `look_again`: still pending; the clock restarts and the partner is asked to look again
 * - `confirm_again`: the confirmation no longer counts; the partner is asked again
 * - `note`: the answer stays, the office is told on the ticket
 */
export type ChangeConsequence = 'over' | 'snapshot' | 'inform' | 'look_again' | 'confirm_again' | 'note';

/** The order's details have changed in the shop. */
export interface DetailsChanged extends At {
  readonly type: 'details_changed';
  readonly details: BookingDetails;
  readonly fields: readonly DetailField[];
  readonly eventStart: FromTo<EventStart | null> | null;
  readonly participants: FromTo<number> | null;
  readonly consequence: ChangeConsequence;
  /** Only set when true: a partner who was never asked can be asked by mail now. */
  readonly reaches?: true;
  readonly tokenExpiresAt: Instant;
}

/** The order was put on hold, or released. */
export interface HoldChanged extends At {
  readonly type: 'hold_changed';
  readonly hold: OrderHold | null;
}

/** A flag was set or removed. */
export interface FlagsChanged extends At {
  readonly type: 'flags_changed';
  readonly flags: readonly BookingFlag[];
}

/** The mail provider reported what happened to a mail; or it was left out, because mail can't reach the partner. */
export interface MailReported extends At {
  readonly type: 'mail_reported';
  readonly mail: string;
  readonly outcome: MailOutcome;
  /** Only set when true: the mail went to an old address, and says nothing about the current one. */
  readonly superseded?: true;
  /** Only set where we left it out ourselves, and no provider had it: why mail can't reach the partner. */
  readonly unreachable?: UnreachableReason;
  /** The mail that is sent again to the current address; absent for none. */
  readonly again?: SendMail;
}

/** The ticket got its number. */
export interface TicketOpened extends At {
  readonly type: 'ticket_opened';
  readonly ticketId: string;
}

/** Carried over from the order that this one replaces (edited in Magento's admin). */
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
  /** Only set when the customer had been told of the confirmation. */
  readonly customerInformed?: CustomerInformed;
  /** Only set when a confirmation was taken back and not given again. */
  readonly takenBackAt?: Instant;
}

/** The links in mails already sent now belong to the replacing booking. */
export interface TokenReplaced extends At {
  readonly type: 'token_replaced';
  readonly token: TokenRecord;
}

/** Somebody of the office called the partner, and no answer came of it (calls#outcomes). */
export interface Called extends At {
  readonly type: 'called';
  readonly actor: Extract<Actor, { type: 'manager' }>;
  readonly outcome: Exclude<CallOutcome, 'answered'>;
  readonly callBackAt: Instant | null;
  /** Whether something was noted; the text is kept with the call. */
  readonly note: boolean;
}

/** Every event of a booking; each is one row of the audit trail. */
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
  | TokenReplaced
  | Called
  | PartnerWrote
  | ReplyRead
  | CustomerWasInformed;

/** The name of an event, as stored in the audit trail. */
export type BookingEventType = BookingEvent['type'];
