import type { CustomerNumber } from '../partner/partner.ts';
import { latestStart } from '../time/event-start.ts';
import type { BookingDetails, BookingFlag, OrderHold } from './booking.ts';
import type { Observation } from './command.ts';
import type { DetailField } from './event.ts';

const FIELDS: readonly DetailField[] = [
  'customer',
  'course',
  'eventStart',
  'participants',
  'price',
  'orderTotal',
  'orderedAt',
  'paymentStatus',
];

/** Which fields differ between two snapshots. */
export function changedFields(before: BookingDetails, after: BookingDetails): readonly DetailField[] {
  return FIELDS.filter((field) => !sameValue(before[field], after[field]));
}

/** The order of keys must not matter, because snapshots come from rows, JSON and code. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const fields = new Map(Object.entries(a));
  const others = Object.entries(b);
  return fields.size === others.length && others.every(([name, value]) => fields.get(name) === value);
}

const HOLD_FLAG: Readonly<Record<OrderHold, BookingFlag>> = {
  holded: 'order_on_hold',
  payment_review: 'order_in_payment_review',
  being_changed: 'order_being_changed',
};
/** The flags that say why a booking is held; a booking has at most one of them. */
export const HOLD_FLAGS: readonly BookingFlag[] = Object.values(HOLD_FLAG);

/** Sorts flags in their fixed order and removes repetitions. */
export function sortedFlags(flags: Iterable<BookingFlag>): readonly BookingFlag[] {
  return [...new Set(flags)].sort();
}

/** The flags that say nothing about the order, so that reading it again takes none of them away. */
export function keptFlags({ flags }: { readonly flags: readonly BookingFlag[] }): readonly BookingFlag[] {
  return flags.filter((flag) => flag === 'partner_wrote');
}

/** The flags that an observation requires, and those that only a person clears. */
export function observedFlags(
  observation: Pick<Observation, 'unreadable' | 'hold' | 'customerNumber'>,
  details: Pick<BookingDetails, 'eventStart' | 'orderedAt'>,
  customerNumber: CustomerNumber,
): readonly BookingFlag[] {
  const flags: BookingFlag[] = [...observation.unreadable];
  if (details.eventStart === null) flags.push('no_event_date');
  else if (latestStart(details.eventStart) < details.orderedAt) flags.push('event_before_order');
  if (observation.hold !== null) flags.push(HOLD_FLAG[observation.hold]);
  if (observation.customerNumber === null) flags.push('partner_missing');
  else if (observation.customerNumber !== customerNumber) flags.push('partner_changed');
  return sortedFlags(flags);
}
