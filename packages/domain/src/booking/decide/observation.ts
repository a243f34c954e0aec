import { tokenExpiry } from '../../token/token.ts';
import { unreachable } from '../../unreachable.ts';
import type { Booking, BookingDetails } from '../booking.ts';
import type { AwaitChangedOrder, ObserveOrder } from '../command.ts';
import { changedFields, HOLD_FLAGS, observedFlags, sortedFlags } from '../details.ts';
import type { BookingEvent, ChangeConsequence, DetailsChanged, FromTo } from '../event.ts';
import { isMoved, latestStart, sameStart } from '../event-start.ts';
import { evolve } from '../evolve.ts';
import type { BookingPolicy } from '../policy.ts';
import { escalationAtStart } from './start.ts';

/** The order was read again: what differs from the snapshot, and what that means for the answer. */
export function decideObservation(
  policy: BookingPolicy,
  booking: Booking,
  command: ObserveOrder,
): readonly BookingEvent[] {
  if (booking.status === 'cancelled') return snapshotOnly(policy, booking, command);
  if (command.observation.cancelled !== null) {
    const cause = command.observation.cancelled;
    return [...snapshotOnly(policy, booking, command), { type: 'cancelled', at: command.at, cause, replacedBy: null }];
  }
  const events: BookingEvent[] = [];
  events.push(...holdChange(booking, command));
  events.push(...detailsChange(policy, booking, command));
  events.push(...flagsChange(events.reduce<Booking>(evolve, booking), command));
  return [...events, ...escalationAfter(policy, events.reduce<Booking>(evolve, booking), events, command)];
}

/**
 * For an order that is gone: contact, price and payment are kept up to date, but date and number
 * of people stay what the partner last knew.
 */
function snapshotOnly(
  policy: BookingPolicy,
  booking: Booking,
  { at, observation }: ObserveOrder,
): readonly BookingEvent[] {
  const { eventStart, participants } = booking.details;
  const details: BookingDetails = { ...observation.details, eventStart, participants };
  return changeEvent(policy, booking, at, details, 'snapshot');
}

function detailsChange(
  policy: BookingPolicy,
  booking: Booking,
  { at, observation }: ObserveOrder,
): readonly BookingEvent[] {
  // A date that can't be read any more is a fault in the reading, not a new date: the old one holds, flagged.
  const eventStart = observation.details.eventStart ?? booking.details.eventStart;
  const details: BookingDetails = { ...observation.details, eventStart };
  return changeEvent(policy, booking, at, details, consequence(booking, details, at));
}

/** Rows of booking#table: "date moved, or quantity raised" and "quantity lowered, price, …". */
function consequence(booking: Booking, details: BookingDetails, at: number): ChangeConsequence {
  const moved = isMoved(booking.details.eventStart, details.eventStart);
  const over = details.eventStart !== null && at >= latestStart(details.eventStart);
  const raised = details.participants > booking.details.participants;
  const lowered = details.participants < booking.details.participants;
  switch (booking.status) {
    case 'pending':
      if ((moved || raised) && !over) return 'look_again';
      return lowered && !over ? 'inform' : 'snapshot';
    case 'confirmed':
      if ((moved || raised) && !over) return 'confirm_again';
      return lowered && !over ? 'inform' : 'snapshot';
    case 'declined':
      return moved || raised ? 'note' : 'snapshot';
    case 'cancelled':
      return 'snapshot';
    default:
      return unreachable(booking);
  }
}

function changeEvent(
  policy: BookingPolicy,
  booking: Booking,
  at: number,
  details: BookingDetails,
  effect: ChangeConsequence,
): readonly DetailsChanged[] {
  const fields = changedFields(booking.details, details);
  if (fields.length === 0) return [];
  const restarts = effect === 'look_again' || effect === 'confirm_again';
  const clock = restarts ? at : booking.clockStartedAt;
  return [
    {
      type: 'details_changed',
      at,
      details,
      fields,
      eventStart: fromTo(booking.details.eventStart, details.eventStart, sameStart),
      participants: fromTo(booking.details.participants, details.participants),
      consequence: effect,
      tokenExpiresAt: tokenExpiry(policy.tokenLifetimeMs, clock, latestStart(details.eventStart)),
    },
  ];
}

function fromTo<Value>(
  from: Value,
  to: Value,
  same: (a: Value, b: Value) => boolean = Object.is,
): FromTo<Value> | null {
  return same(from, to) ? null : { from, to };
}

/**
 * The order was edited and its new row can't be booked yet (booking#order-being-changed). A decline
 * stands whatever becomes of the order.
 */
export function decideAwait(booking: Booking, { at }: AwaitChangedOrder): readonly BookingEvent[] {
  if (booking.status === 'cancelled' || booking.status === 'declined' || booking.hold === 'being_changed') return [];
  const flags = sortedFlags([...booking.flags.filter((flag) => !HOLD_FLAGS.includes(flag)), 'order_being_changed']);
  return [
    { type: 'hold_changed', at, hold: 'being_changed' },
    { type: 'flags_changed', at, flags },
  ];
}

/** A hold means nothing to a declined booking any more; one from before the answer is lifted. */
function holdChange(booking: Booking, { at, observation }: ObserveOrder): readonly BookingEvent[] {
  if (observation.hold === booking.hold) return [];
  const hold = booking.status === 'declined' ? null : observation.hold;
  return hold === booking.hold ? [] : [{ type: 'hold_changed', at, hold }];
}

/** A decline has the office's eye anyway: it gets no new flags, but loses those that no longer hold. */
function flagsChange(booking: Booking, { at, observation }: ObserveOrder): readonly BookingEvent[] {
  const lost = observation.details.eventStart === null && booking.details.eventStart !== null;
  const observed = sortedFlags([
    ...observedFlags(observation, booking.details, booking.customerNumber),
    ...(lost ? (['event_date_unreadable'] as const) : []),
  ]);
  const wanted = booking.status === 'declined' ? observed.filter((flag) => booking.flags.includes(flag)) : observed;
  const same = wanted.length === booking.flags.length && wanted.every((flag, i) => flag === booking.flags[i]);
  return same ? [] : [{ type: 'flags_changed', at, flags: wanted }];
}

/** A clock that has just started again may need a person at once, as at creation. */
function escalationAfter(
  policy: BookingPolicy,
  booking: Booking,
  events: readonly BookingEvent[],
  { at }: ObserveOrder,
): readonly BookingEvent[] {
  const restarted = events.some(
    (e) => e.type === 'details_changed' && (e.consequence === 'look_again' || e.consequence === 'confirm_again'),
  );
  if (!restarted || booking.historic || booking.escalation !== null) return [];
  const reason = escalationAtStart(policy, {
    at,
    eventStart: booking.details.eventStart,
    unreachable: booking.announcedAt === null ? 'partner_unreachable' : null,
  });
  return reason === null ? [] : [{ type: 'escalated', at, reason }];
}
