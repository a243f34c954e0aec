import { type BookingEvent, type BookingEventType, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import {
  aConfirmation,
  aMintedToken,
  EVENT_START,
  MONDAY,
  numbered,
  PARTNER_NUMBER,
  someDetails,
} from '@miomente/booking-domain/testing';
import { OFFICE, PARTNER } from './commands.ts';
import { TICKET } from './messages.ts';

const at = MONDAY + HOUR_MS;
const tokenExpiresAt = at + 7 * DAY_MS;
const { order } = numbered(1);

/** One event of each type; a new type fails to compile here until it has one. */
const EVENTS: { readonly [Type in BookingEventType]: Extract<BookingEvent, { type: Type }> } = {
  booking_registered: { type: 'booking_registered', at, order, customerNumber: PARTNER_NUMBER, historic: false },
  partner_asked: { type: 'partner_asked', at, mail: 'confirmation_request', tokenExpiresAt },
  confirmed: { type: 'confirmed', at, actor: PARTNER, channel: 'portal', notes: 'Notiz' },
  declined: { type: 'declined', at, actor: OFFICE, channel: 'phone', reason: 'other', notes: 'Notiz' },
  reopened: { type: 'reopened', at, actor: PARTNER, channel: 'email_token', tokenExpiresAt },
  reminded: { type: 'reminded', at, step: 1 },
  mail_accepted: { type: 'mail_accepted', at, mail: 'first_reminder' },
  mail_dropped: { type: 'mail_dropped', at, mail: 'first_reminder', reason: 'second_due' },
  escalated: { type: 'escalated', at, reason: 'no_answer' },
  cancelled: { type: 'cancelled', at, cause: 'order_cancelled', replacedBy: null },
  details_changed: {
    type: 'details_changed',
    at,
    details: someDetails({ participants: 3 }),
    fields: ['participants'],
    eventStart: null,
    participants: { from: 2, to: 3 },
    consequence: 'confirm_again',
    tokenExpiresAt,
  },
  hold_changed: { type: 'hold_changed', at, hold: 'holded' },
  flags_changed: { type: 'flags_changed', at, flags: ['order_on_hold'] },
  mail_reported: { type: 'mail_reported', at, mail: 'first_reminder', outcome: 'bounced' },
  ticket_opened: { type: 'ticket_opened', at, ticketId: 'T-1' },
  answer_carried_over: {
    type: 'answer_carried_over',
    at,
    fromOrderItemId: 4_999,
    answer: aConfirmation(),
    clockStartedAt: MONDAY,
    announcedAt: MONDAY,
    reminders: { count: 1, lastAt: MONDAY },
    asking: { step: 1, mail: 'sent', sentAt: MONDAY },
    escalation: null,
    ticket: TICKET,
  },
  called: { type: 'called', at, actor: OFFICE, outcome: 'call_back', callBackAt: at + HOUR_MS, note: true },
  partner_wrote: { type: 'partner_wrote', at, actor: PARTNER },
  reply_read: { type: 'reply_read', at, actor: OFFICE },
  customer_informed: { type: 'customer_informed', at, eventStart: EVENT_START },
  token_replaced: { type: 'token_replaced', at, token: { ...aMintedToken(9), expiresAt: EVENT_START } },
};

/** One event of each type. */
export function everyEvent(): readonly BookingEvent[] {
  return Object.values(EVENTS);
}

/** The event of a type. */
export function eventOf<Type extends BookingEventType>(type: Type): Extract<BookingEvent, { type: Type }> {
  return EVENTS[type];
}
