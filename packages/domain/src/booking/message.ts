import type { EventStart } from '../time/event-start.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { AnswerChannel, CancellationCause, EscalationReason } from './booking.ts';
import type { FromTo } from './from-to.ts';
import type { BookingMailKind } from './mail-kind.ts';

/** What changed, for mails and notes that say so. */
export interface Changes {
  readonly eventStart: FromTo<EventStart | null> | null;
  readonly participants: FromTo<number> | null;
}

/** A mail to the partner, written when it is sent, from the booking as it is then. */
export interface SendMail {
  readonly type: 'send_mail';
  readonly mail: BookingMailKind;
  /**
   * The instant the mail is about: the clock's start for mails that ask, the answer's for mails
   * about an answer. When the booking has moved on, the mail is no longer sent.
   */
  readonly about: Instant;
  /** How long it waits from when it is queued, in milliseconds, unless it is expedited; null is not at all. */
  readonly afterMs: DurationMs | null;
  readonly changes: Changes | null;
}

/** Send a mail that waits for something now: it has come. */
export interface ExpediteMail {
  readonly type: 'expedite_mail';
  readonly mail: BookingMailKind;
}

/** Why the office gets a ticket: a decline, or a booking to phone about. */
export type TicketReason = 'declined' | EscalationReason;

/** Open the booking's one ticket. */
export interface OpenTicket {
  readonly type: 'open_ticket';
  readonly reason: TicketReason;
}

/** What happened after a ticket was opened, as a note on it. No customer data. */
export type TicketNote =
  | { readonly kind: 'confirmed'; readonly at: Instant; readonly channel: AnswerChannel }
  | { readonly kind: 'declined'; readonly at: Instant; readonly channel: AnswerChannel; readonly reason: string }
  | {
      readonly kind: 'reopened';
      readonly at: Instant;
      /** Only when the office took the answer back, of whatever kind it was. */
      readonly byOffice?: true;
      /** Only when it was a decline that its partner took back. */
      readonly answer?: 'decline';
    }
  | { readonly kind: 'escalated'; readonly at: Instant; readonly reason: EscalationReason }
  | { readonly kind: 'cancelled'; readonly at: Instant; readonly cause: CancellationCause }
  | { readonly kind: 'details_changed'; readonly at: Instant; readonly changes: Changes; readonly askedAgain: boolean }
  | { readonly kind: 'partner_asked'; readonly at: Instant }
  | { readonly kind: 'carried_over'; readonly at: Instant; readonly orderNumber: string };

/** Add a note to the booking's ticket. */
export interface NoteTicket {
  readonly type: 'note_ticket';
  readonly note: TicketNote;
  /** Whether a person must act again, so that a closed ticket is reopened. */
  readonly reactivate: boolean;
  /** Only when nobody need act any more: the ticket is closed, unless that has changed again by then. */
  readonly close?: true;
}

/** Work that a change of a booking causes, kept in the outbox of the same transaction. No customer data. */
export type OutboxMessage = SendMail | ExpediteMail | OpenTicket | NoteTicket;
