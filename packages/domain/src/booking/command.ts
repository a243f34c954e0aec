import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { Actor } from './actor.ts';
import type { AnswerChannel, BookingDetails, BookingFlag, CancellationCause, OrderHold } from './booking.ts';
import type { AskingMailKind } from './mail-kind.ts';
import type { MailOutcome } from './mail-outcome.ts';
import type { SendMail } from './message.ts';

/** An answer that the course takes place. Link, portal, or the office on the phone. */
export interface Confirm {
  readonly type: 'confirm';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: AnswerChannel;
  readonly notes: string | null;
}

/** An answer that it does not. The reason has been checked against the reference table. */
export interface DeclineCommand {
  readonly type: 'decline';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Exclude<AnswerChannel, 'email_token'>;
  readonly reason: string;
  readonly notes: string | null;
}

/** The partner takes a confirmation back. */
export interface Reopen {
  readonly type: 'reopen';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Exclude<AnswerChannel, 'phone'>;
  /** Why no mail can remind the partner; null when one can, absent when that was not looked up. */
  readonly unreachable?: UnreachableReason | null;
}

/** The office takes an answer back that was given or entered by mistake; the partner is asked anew. */
export interface ReopenByOffice {
  readonly type: 'reopen_by_office';
  readonly at: Instant;
  readonly actor: Actor;
  /** Why no mail can ask the partner; null when one can. */
  readonly unreachable: UnreachableReason | null;
}

/** Takes whatever reminder or escalation is due at `at`, at most one reminder. */
export interface Sweep {
  readonly type: 'sweep';
  readonly at: Instant;
}

/** What the order says of this item now. */
export interface Observation {
  readonly details: BookingDetails;
  /** The partner the product names now; null when it names none. */
  readonly customerNumber: CustomerNumber | null;
  /** Set when the order or the item is gone. */
  readonly cancelled: Exclude<CancellationCause, 'replaced'> | null;
  readonly hold: OrderHold | null;
  /** What could not be read, or contradicts itself; the fields concerned hold the best that is known. */
  readonly unreadable: readonly Extract<
    BookingFlag,
    | 'event_date_unreadable'
    | 'weekday_contradicts'
    | 'quantity_unreadable'
    | 'price_unreadable'
    | 'order_total_unreadable'
  >[];
}

/** The order was read again. */
export interface ObserveOrder {
  readonly type: 'observe_order';
  readonly at: Instant;
  readonly observation: Observation;
  /** Why mail can't reach the partner now; null when it can, absent when that was not looked up. */
  readonly unreachable?: UnreachableReason | null;
}

/** The order was edited, and what replaces it can't be booked yet. */
export interface AwaitChangedOrder {
  readonly type: 'await_changed_order';
  readonly at: Instant;
}

/** The attempt at a mail that asks has ended for good. */
export interface RecordMail {
  readonly type: 'record_mail';
  readonly at: Instant;
  readonly mail: AskingMailKind;
  /** The clock that the mail was written, or queued, under; an older one's mail says nothing of this one. */
  readonly clock: Instant;
  readonly outcome:
    | { readonly type: 'accepted'; readonly at: Instant }
    /** It will not leave, with the reason as a code. */
    | { readonly type: 'dropped'; readonly reason: string };
}

/** The mail provider reported on a mail. */
export interface ReportMail {
  readonly type: 'report_mail';
  readonly at: Instant;
  /** Which mail, such as `first_reminder`. */
  readonly mail: string;
  readonly outcome: MailOutcome;
  /** The mail went to an address that the partner no longer has, while another reaches them. */
  readonly superseded?: boolean;
  /** What was sent there, where it has gone nowhere else: it is sent to the address of now. */
  readonly again?: SendMail;
}

/** The partner can be reached now and has not been asked yet. */
export interface Announce {
  readonly type: 'announce';
  readonly at: Instant;
}

/** The ticket desk has answered with its number. */
export interface RecordTicket {
  readonly type: 'record_ticket';
  readonly at: Instant;
  readonly ticketId: string;
}

/** Everything that can be asked of a booking that exists. */
export type BookingCommand =
  | Confirm
  | DeclineCommand
  | Reopen
  | ReopenByOffice
  | Sweep
  | ObserveOrder
  | AwaitChangedOrder
  | RecordMail
  | ReportMail
  | Announce
  | RecordTicket;
