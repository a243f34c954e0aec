import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import type { EventStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { Actor } from './actor.ts';
import type { BookingDetails, BookingFlag, CancellationCause, OrderHold, PersonChannel } from './booking.ts';
import type { CallOutcome } from './call-outcome.ts';
import type { AskingMailKind } from './mail-kind.ts';
import type { MailOutcome } from './mail-outcome.ts';
import type { SendMail } from './message.ts';

/** The partner or the office confirms: by link, in the portal, or on the phone. */
export interface Confirm {
  readonly type: 'confirm';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: PersonChannel;
  readonly notes: string | null;
  /**
   * What the one who answers was shown, as `shownOf` has it: about anything else the answer is refused. Absent where that
   * is not known, or does not matter.
   */
  readonly shown?: string | undefined;
}

/** The partner or the office declines. The reason has been checked against the reference table. */
export interface DeclineCommand {
  readonly type: 'decline';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Exclude<PersonChannel, 'email_token'>;
  readonly reason: string;
  readonly notes: string | null;
  /** See {@link Confirm}. */
  readonly shown?: string | undefined;
}

/** The partner takes a confirmation back. */
export interface Reopen {
  readonly type: 'reopen';
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Exclude<PersonChannel, 'phone'>;
  /** Why no mail can remind the partner; null when one can, absent when that was not checked. */
  readonly unreachable?: UnreachableReason | null;
  /** See {@link Confirm}. */
  readonly shown?: string | undefined;
}

/** The office takes back an answer that was given or entered by mistake. The partner is asked again. */
export interface ReopenByOffice {
  readonly type: 'reopen_by_office';
  readonly at: Instant;
  readonly actor: Actor;
  /** Why no mail can ask the partner; null when one can. */
  readonly unreachable: UnreachableReason | null;
  /** See {@link Confirm}. */
  readonly shown?: string | undefined;
}

/** Does the reminder or escalation that is due at `at`; at most one step. */
export interface Sweep {
  readonly type: 'sweep';
  readonly at: Instant;
}

/** What the order now says about this item. */
export interface Observation {
  readonly details: BookingDetails;
  /** The partner in the product now; null when it has none. */
  readonly customerNumber: CustomerNumber | null;
  /** Set when the order or the item was cancelled. */
  readonly cancelled: Exclude<CancellationCause, 'replaced'> | null;
  readonly hold: OrderHold | null;
  /** What is unreadable or contradictory; the fields concerned have the best known value. */
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
  /** Why mail can't reach the partner now; null when it can, absent when that was not checked. */
  readonly unreachable?: UnreachableReason | null;
}

/** The order was edited, and the order that replaces it can't be booked yet. */
export interface AwaitChangedOrder {
  readonly type: 'await_changed_order';
  readonly at: Instant;
}

/** The delivery of a mail that asks for an answer has ended. */
export interface RecordMail {
  readonly type: 'record_mail';
  readonly at: Instant;
  readonly mail: AskingMailKind;
  /** The clock that the mail was written or queued for. A mail of an older clock does not count for this one. */
  readonly clock: Instant;
  readonly outcome:
    | { readonly type: 'accepted'; readonly at: Instant }
    /** The mail will not leave; the reason is a code. */
    | { readonly type: 'dropped'; readonly reason: string };
}

/** The mail provider reported on a mail. */
export interface ReportMail {
  readonly type: 'report_mail';
  readonly at: Instant;
  /** The kind of the mail, such as `first_reminder`. */
  readonly mail: string;
  readonly outcome: MailOutcome;
  /** Why mail can't reach the partner, where we ourselves left the mail out for that. */
  readonly unreachable?: UnreachableReason;
  /** The mail went to an address that the partner no longer has, and the partner has another that works. */
  readonly superseded?: boolean;
  /** The mails that were only sent there: they are sent again to the current address. */
  readonly again?: SendMail;
}

/** The partner has become reachable and has not been asked yet. */
export interface Announce {
  readonly type: 'announce';
  readonly at: Instant;
}

/** The ticket desk has returned its number. */
export interface RecordTicket {
  readonly type: 'record_ticket';
  readonly at: Instant;
  readonly ticketId: string;
}

/** Somebody of the office has called the partner, and no answer came of it. */
export interface RecordCall {
  readonly type: 'record_call';
  readonly at: Instant;
  readonly actor: Extract<Actor, { type: 'manager' }>;
  readonly outcome: Exclude<CallOutcome, 'answered'>;
  readonly callBackAt: Instant | null;
  /** Whether something was noted; the text is kept with the call. */
  readonly note: boolean;
}

/** The partner has answered a mail about the booking. What they wrote is kept with the change. */
export interface TakeReplyCommand {
  readonly type: 'take_reply';
  readonly at: Instant;
}

/** Somebody of the office has read what the partner wrote. */
export interface MarkReplyRead {
  readonly type: 'mark_reply_read';
  readonly at: Instant;
  readonly actor: Extract<Actor, { type: 'manager' }>;
}

/** The mail that tells the customer of the confirmation has left, or may have. */
export interface RecordCustomerInformed {
  readonly type: 'record_customer_informed';
  readonly at: Instant;
  /** What the mail said; absent when only an earlier attempt may have left, which said what the booking says. */
  readonly eventStart?: EventStart | null;
}

/** Every command for an existing booking. */
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
  | RecordTicket
  | RecordCall
  | TakeReplyCommand
  | MarkReplyRead
  | RecordCustomerInformed;
