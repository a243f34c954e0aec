import {
  asOrderItemId,
  type BookingMailKind,
  type Instant,
  type OutboxMessage,
  type SendMail,
  type Ticket,
  type TicketNote,
  type TicketReason,
} from '@miomente/booking-domain';
import { MONDAY } from '@miomente/booking-domain/testing';

/** A mail that asks has just been queued. */
export const BEING_ASKED = { asking: { step: 0, mail: 'queued', sentAt: null } } as const;
/** No mail asks for an answer. */
export const UNASKED = { asking: { step: 0, mail: 'unsent', sentAt: null } } as const;
/** A ticket that has a number. */
export const TICKET: Ticket = { requestedAt: MONDAY, id: 'T-1', key: asOrderItemId(5_001) };
/** A ticket that was requested and has no number yet. */
export const ASKED_FOR: Ticket = { requestedAt: MONDAY, id: null, key: asOrderItemId(5_001) };

export const mail = (
  kind: BookingMailKind,
  about: Instant,
  more: Partial<Pick<SendMail, 'afterMs' | 'changes'>> = {},
): OutboxMessage => ({ type: 'send_mail', mail: kind, about, afterMs: null, changes: null, ...more });

export const openTicket = (reason: TicketReason): OutboxMessage => ({ type: 'open_ticket', reason });

/** A note that needs no action. */
export const note = (text: TicketNote): OutboxMessage => ({ type: 'note_ticket', note: text, reactivate: false });

/** A note after which a person must act again. */
export const call = (text: TicketNote): OutboxMessage => ({ type: 'note_ticket', note: text, reactivate: true });
