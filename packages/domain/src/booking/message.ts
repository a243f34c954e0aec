import type { Instant } from '../time/instant.ts';
import { unreachable } from '../unreachable.ts';
import type { AnswerChannel, CancellationCause, EscalationReason } from './booking.ts';
import type { FromTo } from './event.ts';
import type { EventStart } from './event-start.ts';

/** The mails about a booking. */
export type BookingMailKind =
  | 'confirmation_request'
  | 'first_reminder'
  | 'second_reminder'
  | 'decline_confirmation'
  | 'receipt'
  | 'look_again'
  | 'confirm_again'
  | 'details_changed'
  | 'cancellation_notice';

/** Every kind of mail about a booking. */
export const BOOKING_MAIL_KINDS: readonly BookingMailKind[] = [
  'confirmation_request',
  'first_reminder',
  'second_reminder',
  'decline_confirmation',
  'receipt',
  'look_again',
  'confirm_again',
  'details_changed',
  'cancellation_notice',
];

/** The mails that ask for an answer, by the step of asking they are. */
export type AskingMailKind = Extract<
  BookingMailKind,
  'confirmation_request' | 'look_again' | 'confirm_again' | 'first_reminder' | 'second_reminder'
>;

/** Which step of asking a mail is; null for a mail that asks nothing. */
export function askingStep(mail: BookingMailKind): 0 | 1 | 2 | null {
  switch (mail) {
    case 'confirmation_request':
    case 'look_again':
    case 'confirm_again':
      return 0;
    case 'first_reminder':
      return 1;
    case 'second_reminder':
      return 2;
    case 'decline_confirmation':
    case 'receipt':
    case 'details_changed':
    case 'cancellation_notice':
      return null;
    default:
      return unreachable(mail);
  }
}

/** Whether a mail asks for an answer. */
export function asks(mail: BookingMailKind): mail is AskingMailKind {
  return askingStep(mail) !== null;
}

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
  readonly afterMs: number | null;
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
}

/** Work that a change of a booking causes, kept in the outbox of the same transaction. No customer data. */
export type OutboxMessage = SendMail | ExpediteMail | OpenTicket | NoteTicket;
