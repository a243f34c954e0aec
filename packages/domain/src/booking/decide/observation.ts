import { type EventStart, eventOf, eventStarted, isMoved, latestStart, sameStart } from '../../time/event-start.ts';
import { tokenExpiry } from '../../token/token.ts';
import { unreachable as neverReached } from '../../unreachable.ts';
import type { Booking, BookingDetails } from '../booking.ts';
import type { AwaitChangedOrder, ObserveOrder } from '../command.ts';
import { changedFields, HOLD_FLAGS, keptFlags, observedFlags, sortedFlags } from '../details.ts';
import { NO_CUSTOMER } from '../erase-customer.ts';
import type { BookingEvent, ChangeConsequence, DetailsChanged } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { FromTo } from '../from-to.ts';
import type { BookingPolicy } from '../policy.ts';
import { isHistoric, startEvents } from '../register.ts';
import { escalationAtStart } from './start.ts';

/** The order was read again: compares it with the snapshot, and decides what the differences mean for the answer. */
export function decideObservation(
  policy: BookingPolicy,
  booking: Booking,
  read: ObserveOrder,
): readonly BookingEvent[] {
  const command = booking.customerErasedAt === null ? read : withoutCustomerData(read);
  if (booking.status === 'cancelled') return snapshotOnly(policy, booking, command);
  if (command.observation.cancelled !== null) {
    const cause = command.observation.cancelled;
    return [...snapshotOnly(policy, booking, command), { type: 'cancelled', at: command.at, cause, replacedBy: null }];
  }
  const events: BookingEvent[] = [];
  events.push(...holdChange(booking, command));
  events.push(...detailsChange(policy, booking, command));
  events.push(...flagsChange(events.reduce<Booking>(evolve, booking), command));
  const after = events.reduce<Booking>(evolve, booking);
  return [...events, ...escalationAfter(policy, after, events, command), ...begun(policy, booking, after, command)];
}

/** What was erased stays erased, though the shop still has it. */
function withoutCustomerData(read: ObserveOrder): ObserveOrder {
  const details = { ...read.observation.details, customer: NO_CUSTOMER };
  return { ...read, observation: { ...read.observation, details } };
}

/**
 * For a cancelled order: contact, price and payment are updated, but date and number of people stay what the partner
 * last knew.
 */
function snapshotOnly(
  policy: BookingPolicy,
  booking: Booking,
  { at, observation }: ObserveOrder,
): readonly BookingEvent[] {
  const { eventStart, participants } = booking.details;
  const details: BookingDetails = { ...observation.details, eventStart, participants };
  return changeEvent(policy, booking, { at, details, effect: 'snapshot' });
}

function detailsChange(
  policy: BookingPolicy,
  booking: Booking,
  { at, observation, unreachable }: ObserveOrder,
): readonly BookingEvent[] {
  // A date that becomes unreadable is a problem of reading, not a new date: the old one stays, flagged.
  const eventStart = observation.details.eventStart ?? booking.details.eventStart;
  const details: BookingDetails = { ...observation.details, eventStart };
  return changeEvent(policy, booking, {
    at,
    details,
    effect: consequence(booking, details, at),
    ...(unreachable === undefined ? {} : { unreachable }),
  });
}

/** Rows of booking#table: "date moved, or quantity raised" and "quantity lowered, price, …". */
function consequence(booking: Booking, details: BookingDetails, at: number): ChangeConsequence {
  const moved = isMoved(booking.details.eventStart, details.eventStart);
  if (booking.historic) return 'snapshot';
  if (eventStarted(booking, at)) return moved ? 'over' : 'snapshot';
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
      return neverReached(booking);
  }
}

function changeEvent(
  policy: BookingPolicy,
  booking: Booking,
  {
    at,
    details,
    effect,
    unreachable,
  }: Pick<ObserveOrder, 'at' | 'unreachable'> & {
    readonly details: BookingDetails;
    readonly effect: ChangeConsequence;
  },
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
      ...(restarts && booking.announcedAt === null && unreachable === null ? { reaches: true } : {}),
      tokenExpiresAt: tokenExpiry(policy.tokenLifetimeMs, clock, latestStart(eventAfter(booking, details, effect))),
    },
  ];
}

/** A link must not outlive the event that its mail was about. */
function eventAfter(booking: Booking, { eventStart }: BookingDetails, effect: ChangeConsequence): EventStart | null {
  return effect === 'over' || booking.tookPlace !== null ? eventOf(booking) : eventStart;
}

function fromTo<Value>(
  from: Value,
  to: Value,
  same: (a: Value, b: Value) => boolean = Object.is,
): FromTo<Value> | null {
  return same(from, to) ? null : { from, to };
}

/**
 * The order was edited, and the order that replaces it can't be booked yet (booking#order-being-changed). A decline is
 * held, too: while the shop changes the order, the office must neither ask again nor rebook.
 */
export function decideAwait(booking: Booking, { at }: AwaitChangedOrder): readonly BookingEvent[] {
  if (booking.status === 'cancelled' || booking.hold === 'being_changed') return [];
  const flags = sortedFlags([...booking.flags.filter((flag) => !HOLD_FLAGS.includes(flag)), 'order_being_changed']);
  return [
    { type: 'hold_changed', at, hold: 'being_changed' },
    { type: 'flags_changed', at, flags },
  ];
}

/** A hold has no meaning for a declined booking; one from before the answer is removed. */
function holdChange(booking: Booking, { at, observation }: ObserveOrder): readonly BookingEvent[] {
  if (observation.hold === booking.hold) return [];
  const hold = booking.status === 'declined' ? null : observation.hold;
  return hold === booking.hold ? [] : [{ type: 'hold_changed', at, hold }];
}

/** The office already handles a declined booking, so it gets no new flags; flags that no longer apply are removed. */
function flagsChange(booking: Booking, { at, observation }: ObserveOrder): readonly BookingEvent[] {
  const lost = observation.details.eventStart === null && booking.details.eventStart !== null;
  const observed = sortedFlags([
    ...observedFlags(observation, booking.details, booking.customerNumber),
    ...(lost ? (['event_date_unreadable'] as const) : []),
    ...keptFlags(booking),
  ]);
  const kept = booking.status === 'declined' ? observed.filter((flag) => booking.flags.includes(flag)) : observed;
  const wanted = booking.tookPlace === null ? kept : sortedFlags([...kept, 'moved_after_event']);
  const same = wanted.length === booking.flags.length && wanted.every((flag, i) => flag === booking.flags[i]);
  return same ? [] : [{ type: 'flags_changed', at, flags: wanted }];
}

/** A clock that has just restarted may need a person at once, as at creation. */
function escalationAfter(
  policy: BookingPolicy,
  booking: Booking,
  events: readonly BookingEvent[],
  { at, unreachable }: ObserveOrder,
): readonly BookingEvent[] {
  const restarted = events.some(
    (e) => e.type === 'details_changed' && (e.consequence === 'look_again' || e.consequence === 'confirm_again'),
  );
  if (!restarted || booking.historic || booking.escalation !== null) return [];
  const reason = escalationAtStart(policy, {
    at,
    eventStart: booking.details.eventStart,
    unreachable: booking.announcedAt === null ? (unreachable ?? 'partner_unreachable') : null,
  });
  return reason === null ? [] : [{ type: 'escalated', at, reason }];
}

/**
 * A booking that was historic because its event was over when first read becomes an ordinary one when its date is
 * corrected to the future. The partner is asked, or phoned (booking#before-go-live).
 */
function begun(
  policy: BookingPolicy,
  before: Booking,
  after: Booking,
  { at, unreachable }: ObserveOrder,
): readonly BookingEvent[] {
  const isMended = before.historic && isMoved(before.details.eventStart, after.details.eventStart);
  const details = { ...after.details, orderedAt: before.details.orderedAt };
  if (!isMended || after.status !== 'pending' || isHistoric(policy, details, at)) return [];
  return startEvents(
    policy,
    { at, eventStart: after.details.eventStart, unreachable: unreachable ?? null },
    'confirmation_request',
  );
}
