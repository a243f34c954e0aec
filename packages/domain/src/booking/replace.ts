import { eventOf, eventStarted, isMoved } from '../time/event-start.ts';
import type { MintedToken } from '../token/token.ts';
import type { Booking, BookingDetails, PendingBooking } from './booking.ts';
import { keptFlags, sortedFlags } from './details.ts';
import { NO_CUSTOMER } from './erase-customer.ts';
import type { AnswerCarriedOver, BookingEvent, PartnerAsked } from './event.ts';
import type { BookingPolicy } from './policy.ts';
import {
  initialBooking,
  isHistoric,
  type NewBooking,
  type Registration,
  register,
  startEvents,
  startOf,
  withEvents,
} from './register.ts';

/** The effects of an edited order on the bookings of the old and the new order item. */
export interface Replacement {
  /** Events of the replaced booking; it ends without a cancellation mail. */
  readonly ended: readonly BookingEvent[];
  readonly successor: NewBooking;
}

/**
 * An order was edited in Magento's admin: a new order replaces the cancelled one (booking#edited-order). With the same
 * course, date and quantity, answer, reminders, escalation and ticket move to the new booking and nobody is asked
 * twice; otherwise the partner is asked again. In both cases the links in mails already sent and the ticket belong to
 * the new booking.
 * @param spareToken the ended booking's new token, because its own moves to the successor
 */
export function replace(
  policy: BookingPolicy,
  old: Booking,
  registration: Registration,
  spareToken: MintedToken,
): Replacement {
  // The partner was told of the cancellation, so for them the new order is a new booking.
  if (old.status === 'cancelled') return { ended: [], successor: register(policy, registration) };
  const { at } = registration;
  const ended: readonly BookingEvent[] = [
    { type: 'cancelled', at, cause: 'replaced', replacedBy: registration.order },
    { type: 'token_replaced', at, token: { ...spareToken, expiresAt: old.token.expiresAt } },
  ];
  const { details } = registration.observation;
  if (!old.historic && eventStarted(old, at)) return { ended, successor: afterEvent(policy, old, registration) };
  const same = isSameCourse(old.details, details);
  const historic = same ? old.historic : isHistoric(policy, details, at);
  const initial = asBefore(initialBooking(policy, registration, { historic, oldToken: old.token }), old);
  if (same) {
    const taken = withEvents({ ...initial, token: old.token }, [carriedOver(old, at)]);
    const forgotten = !historic && old.status === 'pending' && old.announcedAt === null && old.escalation === null;
    if (!forgotten) return { ended, successor: taken };
    // While the order was being changed, nobody could be asked or phoned.
    const events = startEvents(policy, startOf(registration), 'confirmation_request');
    return { ended, successor: withEvents(initial, [carriedOver(old, at), ...events]) };
  }
  const ticketOnly: readonly BookingEvent[] =
    old.ticket === null ? [] : [{ ...freshStart(old, at), ticket: old.ticket }];
  const asking = historic ? [] : startEvents(policy, startOf(registration), askingMail(old));
  return { ended, successor: withEvents(initial, [...ticketOnly, ...asking]) };
}

/** The event is over (booking#over): everything carries over, and a new date is only recorded. */
function afterEvent(policy: BookingPolicy, old: Booking, registration: Registration): NewBooking {
  const held = eventOf(old);
  const isMovedSince = isMoved(held, registration.observation.details.eventStart);
  const initial = asBefore(initialBooking(policy, registration, { historic: false, oldToken: old.token }), old);
  const flags = isMovedSince ? sortedFlags([...initial.flags, 'moved_after_event']) : initial.flags;
  const over = { ...initial, token: old.token, tookPlace: isMovedSince ? held : null, flags };
  return withEvents(over, [carriedOver(old, registration.at)]);
}

/**
 * What the partner wrote and nobody has read is still to be read (replies#flag), and a customer who was erased stays
 * erased, though the shop still has the name (orders#customer-data-ends).
 */
function asBefore(initial: PendingBooking, old: Booking): PendingBooking {
  const flagged = { ...initial, flags: sortedFlags([...initial.flags, ...keptFlags(old)]) };
  if (old.customerErasedAt === null) return flagged;
  return {
    ...flagged,
    details: { ...flagged.details, customer: NO_CUSTOMER },
    customerErasedAt: old.customerErasedAt,
  };
}

/** Whether partner and customer would consider both the same booking. */
export function isSameCourse(a: BookingDetails, b: BookingDetails): boolean {
  return a.course.sku === b.course.sku && !isMoved(a.eventStart, b.eventStart) && a.participants === b.participants;
}

function carriedOver(old: Booking, at: number): AnswerCarriedOver {
  const { clockStartedAt, announcedAt, reminders, asking, escalation, ticket } = old;
  const answer = old.status === 'pending' ? null : old.answer;
  return {
    type: 'answer_carried_over',
    at,
    fromOrderItemId: old.order.orderItemId,
    answer,
    clockStartedAt,
    announcedAt,
    reminders,
    asking,
    escalation,
    ticket,
    ...(old.customerInformed === null ? {} : { customerInformed: old.customerInformed }),
    ...(old.takenBackAt === null ? {} : { takenBackAt: old.takenBackAt }),
  };
}

function freshStart(old: Booking, at: number): AnswerCarriedOver {
  const nothing = { answer: null, clockStartedAt: at, announcedAt: null, escalation: null } as const;
  const unasked = { step: 0, mail: 'unsent', sentAt: null } as const;
  const { customerInformed: _, takenBackAt: __, ...carried } = carriedOver(old, at);
  return { ...carried, ...nothing, reminders: { count: 0, lastAt: null }, asking: unasked };
}

/** What the partner already knows decides how to ask. */
function askingMail(old: Booking): PartnerAsked['mail'] {
  if (old.announcedAt === null || old.status === 'declined') return 'confirmation_request';
  return old.status === 'confirmed' ? 'confirm_again' : 'look_again';
}
