import { eventStarted } from '../time/event-start.ts';
import { type DurationMs, type Instant, MINUTE_MS } from '../time/instant.ts';
import { unreachable } from '../unreachable.ts';
import { type Booking, isInvolved } from './booking.ts';
import type { CustomerMailPolicy } from './customer-informed.ts';
import type { BookingEvent, Cancelled, DetailsChanged, Reopened } from './event.ts';
import type { BookingMailKind } from './mail-kind.ts';
import type { Changes, NoteTicket, OutboxMessage, SendMail, TellCustomer, TicketNote } from './message.ts';

/**
 * How long the decline mail waits for the ticket's number before it is sent without it
 * (delivery#decline-waits-for-nobody).
 */
export const DECLINE_MAIL_WAIT_MS: DurationMs = 10 * MINUTE_MS;

/**
 * The outbox messages that an event causes.
 * @param before the booking before the event
 * @param customerMails how customers are told of confirmations; null when they are not
 */
export function react(
  event: BookingEvent,
  before: Booking,
  customerMails: CustomerMailPolicy | null,
): readonly OutboxMessage[] {
  switch (event.type) {
    case 'confirmed': {
      const receipt = event.channel === 'portal' ? [] : [receiptOf(event.at)];
      return [
        ...receipt,
        ...note(before, { kind: 'confirmed', at: event.at, channel: event.channel }),
        ...(customerMails === null ? [] : [tellCustomer(event.at, customerMails)]),
      ];
    }
    case 'declined': {
      const { at, channel, reason } = event;
      const ticket =
        before.ticket === null ? openTicket('declined') : note(before, { kind: 'declined', at, channel, reason }, true);
      const numberKnown = before.ticket !== null && before.ticket.id !== null;
      return [...ticket, mail('decline_confirmation', at, { afterMs: numberKnown ? null : DECLINE_MAIL_WAIT_MS })];
    }
    case 'reopened':
      return reactReopened(event, before);
    case 'ticket_opened':
      return before.status === 'declined' ? [{ type: 'expedite_mail', mail: 'decline_confirmation' }] : [];
    case 'called': {
      const { at, outcome, callBackAt, note: noted, actor } = event;
      return note(before, { kind: 'called', at, outcome, callBackAt, noted, by: actor.address });
    }
    case 'partner_wrote':
      return note(before, { kind: 'partner_wrote', at: event.at }, true);
    case 'booking_registered':
    case 'reply_read':
    case 'hold_changed':
    case 'flags_changed':
    case 'mail_accepted':
    case 'mail_dropped':
    case 'token_replaced':
    case 'customer_informed':
      return [];
    case 'mail_reported':
      return event.again === undefined ? [] : [event.again];
    case 'partner_asked':
    case 'escalated':
      // Either event makes a booking from before go-live an ordinary one.
      return reactUnasked(event, before);
    case 'reminded':
    case 'cancelled':
    case 'details_changed':
    case 'answer_carried_over':
      // A booking from before go-live is answered by people only; no mail or ticket is sent for it.
      return before.historic ? [] : reactUnasked(event, before);
    default:
      return unreachable(event);
  }
}

type Unasked = Extract<
  BookingEvent,
  { type: 'partner_asked' | 'reminded' | 'escalated' | 'cancelled' | 'details_changed' | 'answer_carried_over' }
>;

/** Events without an actor of their own. */
function reactUnasked(event: Unasked, before: Booking): readonly OutboxMessage[] {
  switch (event.type) {
    case 'partner_asked':
      return [mail(event.mail, event.at), ...note(before, { kind: 'partner_asked', at: event.at })];
    case 'reminded':
      return [mail(event.step === 1 ? 'first_reminder' : 'second_reminder', before.clockStartedAt)];
    case 'escalated': {
      const { at, reason } = event;
      return before.ticket === null ? openTicket(reason) : note(before, { kind: 'escalated', at, reason }, true);
    }
    case 'cancelled':
      return reactCancelled(event, before);
    case 'details_changed':
      return reactChanged(event, before);
    case 'answer_carried_over': {
      if (event.ticket === null) return [];
      // Without a number, the old booking's request is still on its way, and its number will be recorded here. Another
      // request might be faster, and would have to guess why the ticket was asked for.
      const carried: TicketNote = { kind: 'carried_over', at: event.at, orderNumber: before.order.orderNumber };
      return [{ type: 'note_ticket', note: carried, reactivate: false }];
    }
    default:
      return unreachable(event);
  }
}

/** After a decline is taken back, nobody must rebook; a phone call that was asked for before still is. */
function reactReopened({ at, channel, answer }: Reopened, before: Booking): readonly OutboxMessage[] {
  const informed = answer === undefined && before.customerInformed !== null ? { customerInformed: true as const } : {};
  if (channel === 'phone') return note(before, { kind: 'reopened', at, byOffice: true, ...informed });
  const escalated = before.escalation !== null;
  if (answer === undefined) return note(before, { kind: 'reopened', at, ...informed }, escalated);
  return note(before, { kind: 'reopened', at, answer }, escalated).map((message) =>
    escalated ? message : { ...message, close: true },
  );
}

function reactCancelled({ at, cause }: Cancelled, before: Booking): readonly OutboxMessage[] {
  // A replaced booking continues in another one, which also gets the ticket.
  if (cause === 'replaced') return [];
  // A cancellation after the event is not announced.
  const open = (before.status === 'pending' || before.status === 'confirmed') && !eventStarted(before, at);
  // A later bounce does not undo that the mail had left. Whether any mail had left is decided when the mail is sent.
  const mayKnow = isInvolved(before) || before.asking.sentAt !== null;
  return [
    ...(open && mayKnow ? [mail('cancellation_notice', at)] : []),
    ...note(before, { kind: 'cancelled', at, cause }),
  ];
}

function reactChanged(event: DetailsChanged, before: Booking): readonly OutboxMessage[] {
  const { at, consequence, eventStart, participants } = event;
  const changes: Changes = { eventStart, participants };
  const told = (kind: BookingMailKind): readonly OutboxMessage[] =>
    isInvolved(before) || event.reaches === true ? [mail(kind, at, { changes })] : [];
  const noted = (askedAgain: boolean): readonly OutboxMessage[] =>
    note(before, { kind: 'details_changed', at, changes, askedAgain }, askedAgain && before.announcedAt === null);
  switch (consequence) {
    case 'over':
    case 'snapshot':
      return [];
    case 'inform':
      return told('details_changed');
    case 'look_again':
    case 'confirm_again':
      return [...told(consequence), ...noted(true)];
    case 'note':
      return noted(false);
    default:
      return unreachable(consequence);
  }
}

function tellCustomer(about: Instant, { holdMs }: CustomerMailPolicy): TellCustomer {
  return { type: 'tell_customer', about, afterMs: holdMs };
}

/** The receipt for a confirmation. @param at when it was given */
export function receiptOf(at: Instant): SendMail {
  return mail('receipt', at);
}

function mail(
  kind: BookingMailKind,
  about: number,
  more: Partial<Pick<SendMail, 'afterMs' | 'changes'>> = {},
): SendMail {
  return { type: 'send_mail', mail: kind, about, afterMs: more.afterMs ?? null, changes: more.changes ?? null };
}

function openTicket(reason: Extract<OutboxMessage, { type: 'open_ticket' }>['reason']): readonly OutboxMessage[] {
  return [{ type: 'open_ticket', reason }];
}

/** A note, when there is a ticket to add it to. */
function note(before: Booking, text: TicketNote, reactivate = false): readonly NoteTicket[] {
  return before.ticket === null ? [] : [{ type: 'note_ticket', note: text, reactivate }];
}
