import type { EventStart } from '../time/event-start.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { AnswerChannel, CancellationCause, EscalationReason, PersonChannel } from './booking.ts';
import type { CallOutcome } from './call-outcome.ts';
import type { FromTo } from './from-to.ts';
import type { BookingMailKind } from './mail-kind.ts';

/** What changed, for mails and notes about it. */
export interface Changes {
  readonly eventStart: FromTo<EventStart | null> | null;
  readonly participants: FromTo<number> | null;
}

/** A mail to the partner. It is written when it is sent, from the booking at that time. */
export interface SendMail {
  readonly type: 'send_mail';
  readonly mail: BookingMailKind;
  /**
   * The instant that the mail is about: the clock's start for mails that ask, the time of the answer for mails about an
   * answer. When the booking has changed since, the mail is not sent.
   */
  readonly about: Instant;
  /** How long the mail waits after it is queued, in milliseconds, unless it is expedited; null for not at all. */
  readonly afterMs: DurationMs | null;
  readonly changes: Changes | null;
}

/** Tells the customer that the booking is confirmed, once that has stood for long enough. */
export interface TellCustomer {
  readonly type: 'tell_customer';
  /** The time of the confirmation. When the booking has another answer by then, nobody is told. */
  readonly about: Instant;
  /** How long it waits after it is queued, in milliseconds. */
  readonly afterMs: DurationMs;
  /** Only set when it was sent and came back: it told the customer nothing. */
  readonly again?: true;
}

/** Sends a waiting mail now, because what it waited for has happened. */
export interface ExpediteMail {
  readonly type: 'expedite_mail';
  readonly mail: BookingMailKind;
}

/** Why the office gets a ticket: a decline, or a booking to phone about. */
export type TicketReason = 'declined' | EscalationReason;

/** Opens the booking's one ticket. */
export interface OpenTicket {
  readonly type: 'open_ticket';
  readonly reason: TicketReason;
}

/** A note about what happened after a ticket was opened. No customer data. */
export type TicketNote =
  | { readonly kind: 'confirmed'; readonly at: Instant; readonly channel: AnswerChannel }
  | { readonly kind: 'declined'; readonly at: Instant; readonly channel: PersonChannel; readonly reason: string }
  | {
      readonly kind: 'reopened';
      readonly at: Instant;
      /** Only set when the office took the answer back, whichever it was. */
      readonly byOffice?: true;
      /** Only set when a partner took a decline back. */
      readonly answer?: 'decline';
      /** Only set when the customer had been told of the confirmation. */
      readonly customerInformed?: true;
    }
  | { readonly kind: 'escalated'; readonly at: Instant; readonly reason: EscalationReason }
  | { readonly kind: 'cancelled'; readonly at: Instant; readonly cause: CancellationCause }
  | { readonly kind: 'details_changed'; readonly at: Instant; readonly changes: Changes; readonly askedAgain: boolean }
  | { readonly kind: 'partner_asked'; readonly at: Instant }
  /** Not added as a note: it takes the place of everything that the product wrote on the ticket. */
  | { readonly kind: 'customer_erased'; readonly at: Instant }
  | { readonly kind: 'carried_over'; readonly at: Instant; readonly orderNumber: string }
  /** What they wrote is read when the note is added. */
  | { readonly kind: 'partner_wrote'; readonly at: Instant }
  | {
      readonly kind: 'called';
      readonly at: Instant;
      readonly outcome: Exclude<CallOutcome, 'answered'>;
      readonly callBackAt: Instant | null;
      /** Whether something was noted; it is read when the note is added. */
      readonly noted: boolean;
      /** The address of the one who called. */
      readonly by: string;
    };

/** Adds a note to the booking's ticket. */
export interface NoteTicket {
  readonly type: 'note_ticket';
  readonly note: TicketNote;
  /** Whether a person must act again, so that a closed ticket is reopened. */
  readonly reactivate: boolean;
  /** Only set when nobody needs to act any more: the ticket is closed, unless that has changed by then. */
  readonly close?: true;
}

/** Work that a change of a booking causes, stored in the outbox in the same transaction. No customer data. */
export type OutboxMessage = SendMail | TellCustomer | ExpediteMail | OpenTicket | NoteTicket;
