import { type EventStart, isDay } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import { unreachable } from '../unreachable.ts';
import { type Actor, SYSTEM } from './actor.ts';
import type { AnswerChannel } from './booking.ts';
import type { BookingEvent, BookingEventType } from './event.ts';

/** Further details of an event, by name: codes, numbers and instants; no customer data. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One row of the append-only audit trail. It has no customer data: `details` names fields, not their values. */
export interface AuditEntry {
  readonly type: BookingEventType;
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: AnswerChannel | null;
  readonly details: AuditDetails;
}

/** The audit entry of an event. */
export function auditEntry(event: BookingEvent): AuditEntry {
  const { type, at } = event;
  const byPerson = type === 'confirmed' || type === 'declined' || type === 'reopened';
  const calls = type === 'called';
  const writes = type === 'partner_wrote' || type === 'reply_read';
  return {
    type,
    at,
    actor: byPerson || calls || writes ? event.actor : SYSTEM,
    channel: byPerson ? event.channel : calls ? 'phone' : null,
    details: details(event),
  };
}

function details(event: BookingEvent): AuditDetails {
  switch (event.type) {
    case 'booking_registered':
      return { orderNumber: event.order.orderNumber, historic: event.historic };
    case 'partner_asked':
      return { mail: event.mail };
    case 'confirmed': {
      const { standingYes: terms } = event;
      const advance = terms === undefined ? {} : { standingYesPeople: terms.people, standingYesHours: terms.hours };
      return { notes: event.notes !== null, ...advance };
    }
    case 'declined':
      return { reason: event.reason, notes: event.notes !== null };
    case 'reopened':
      return {
        ...(event.answer === undefined ? {} : { answer: event.answer }),
        ...(event.clock === undefined ? {} : { clock: event.clock }),
      };
    case 'token_replaced':
    case 'partner_wrote':
    case 'reply_read':
      return {};
    case 'reminded':
      return { step: event.step };
    case 'mail_accepted':
      return { mail: event.mail };
    case 'mail_dropped':
      return { mail: event.mail, reason: event.reason };
    case 'escalated':
      return { reason: event.reason };
    case 'cancelled':
      return { cause: event.cause, ...(event.replacedBy === null ? {} : { replacedBy: event.replacedBy.orderNumber }) };
    case 'details_changed':
      return {
        fields: event.fields,
        consequence: event.consequence,
        ...(event.eventStart === null
          ? {}
          : { ...startEntry('From', event.eventStart.from), ...startEntry('To', event.eventStart.to) }),
        ...(event.participants === null
          ? {}
          : { participantsFrom: event.participants.from, participantsTo: event.participants.to }),
      };
    case 'hold_changed':
      return { hold: event.hold };
    case 'flags_changed':
      return { flags: event.flags };
    case 'mail_reported':
      return {
        mail: event.mail,
        outcome: event.outcome,
        ...(event.superseded === true ? { superseded: true } : {}),
        ...(event.unreachable === undefined ? {} : { unreachable: event.unreachable }),
      };
    case 'ticket_opened':
      return { ticketId: event.ticketId };
    case 'answer_carried_over':
      return { fromOrderItemId: event.fromOrderItemId, answer: event.answer?.type ?? null };
    case 'customer_informed':
      return event.eventStart === null ? {} : startEntry('For', event.eventStart);
    case 'called':
      return {
        outcome: event.outcome,
        ...(event.callBackAt === null ? {} : { callBackAt: event.callBackAt }),
        note: event.note,
      };
    default:
      return unreachable(event);
  }
}

/** `eventStartFrom` is an instant; `eventDayFrom` is the start of a day whose time is unknown. */
function startEntry(which: 'From' | 'To' | 'For', start: EventStart | null): AuditDetails {
  return isDay(start) ? { [`eventDay${which}`]: start.start } : { [`eventStart${which}`]: start };
}
