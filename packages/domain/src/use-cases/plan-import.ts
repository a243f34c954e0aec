import type { BookingDetails, OrderItemId, Stored } from '../booking/booking.ts';
import { orderBundle } from '../booking/bundle.ts';
import type { BookingCommand, ObserveOrder } from '../booking/command.ts';
import type { CourseDateIdentity } from '../booking/course-date-key.ts';
import { decide } from '../booking/decide/decide.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import { isHistoric, type Registration } from '../booking/register.ts';
import { replace } from '../booking/replace.ts';
import type { StandingYes } from '../booking/standing-yes.ts';
import { type CourseItem, isBookable, type MappedItem, mapOrder } from '../order/map-order.ts';
import { matchReplaced } from '../order/match-replaced.ts';
import type { Order, OrderPolicy } from '../order/order.ts';
import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import type { BookingChange } from '../ports/bookings.ts';
import type { FlaggedOrderItem } from '../ports/flagged-order-items.ts';
import { eventStarted, sameStart } from '../time/event-start.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { Instant } from '../time/instant.ts';
import type { MintedToken } from '../token/token.ts';
import { createOf, updateOf } from './change-booking.ts';
import { inAdvanceOf } from './register-in-advance.ts';

/** The plan for importing an order. */
export interface ImportPlan {
  /** To be written in one transaction. */
  readonly changes: readonly BookingChange[];
  /** The newest order's bookings that do not change. */
  readonly kept: readonly Stored[];
  /** New on the managers' list. */
  readonly flagged: readonly { readonly item: FlaggedOrderItem; readonly withTicket: boolean }[];
  /** Already on the list, now with another reason, course or date. */
  readonly refreshed: readonly FlaggedOrderItem[];
  /** Flagged order items that no longer need a manager, or not for that reason; to be removed first. */
  readonly unflagged: readonly OrderItemId[];
  /** Whether the newest order's state makes bookings. */
  readonly bookable: boolean;
  /** Whether it will make bookings when its state allows: until then only earlier orders of the chain have bookings. */
  readonly awaited: boolean;
  /**
   * Whether planning the same order again, after this is written, gives no change. Edited orders depend on others, and
   * an item for a manager is on a separate list.
   */
  readonly settled: boolean;
}

/** The input of {@link planImport}: an order, and what exists of it. */
export interface ImportFacts {
  readonly policy: BookingPolicy;
  readonly orderPolicy: OrderPolicy;
  readonly at: Instant;
  /** An order with those it replaces and is replaced by, oldest first. */
  readonly chain: readonly Order[];
  /** The chain's bookings. */
  readonly existing: readonly Stored[];
  /** The chain's order items that are already flagged. */
  readonly flaggedItems: readonly FlaggedOrderItem[];
  /** Why a partner gets no mail; null when they do. */
  readonly unreachable: (customerNumber: CustomerNumber) => UnreachableReason | null;
  /** Whose holidays a partner has; null for those of `HOLIDAYS`. */
  readonly holidays: (customerNumber: CustomerNumber) => HolidayRegion | null;
  /** The yes that a partner gave in advance for a course date, as far as one stands. */
  readonly standingYes: (customerNumber: CustomerNumber, courseDate: CourseDateIdentity) => StandingYes | undefined;
  /** Creates the token of a new booking. */
  readonly mint: () => MintedToken;
}

/**
 * Decides what an order means for its bookings. Pure except for the tokens. In a chain of edited orders, the newest
 * counts; bookings of the others are replaced by its items or cancelled.
 */
export function planImport(facts: ImportFacts): ImportPlan {
  const { orderPolicy, chain, existing } = facts;
  const newest = chain.at(-1);
  if (newest === undefined)
    return {
      changes: [],
      kept: [],
      flagged: [],
      refreshed: [],
      unflagged: [],
      bookable: false,
      awaited: false,
      settled: false,
    };
  const bookable = isBookable(orderPolicy, newest);
  const items = mapOrder(orderPolicy, newest);
  const current = new Map(
    existing.filter((b) => b.order.orderId === newest.orderId).map((b) => [b.order.orderItemId, b] as const),
  );
  const earlier = existing
    .filter((b) => b.order.orderId !== newest.orderId && b.status !== 'cancelled')
    .sort((a, b) => a.order.orderItemId - b.order.orderItemId);
  const arriving = items.filter(
    (item): item is CourseItem =>
      item.type === 'course' && bookable && item.observation.cancelled === null && !current.has(item.order.orderItemId),
  );
  const observed = [...current.values()].map((booking) => ({
    booking,
    change: observe(facts, booking, observationOf(booking, items)),
  }));
  const final = isFinal(newest, bookable);
  const flaggable = bookable ? items.flatMap((item) => flag(facts, item, current.has(item.order.orderItemId))) : [];
  const arrived = settleReplaced(facts, earlier, arriving, final);
  const stillFlagged = new Set(flaggable.map(({ item }) => item.order.orderItemId));
  const idsOf = (of: readonly FlaggedOrderItem[]): readonly OrderItemId[] => of.map(({ order }) => order.orderItemId);
  // An import that gets this far has not failed; other problems of the item are found again.
  const failedBefore = idsOf(facts.flaggedItems.filter(({ reason }) => reason === 'import_failed'));
  const before = facts.flaggedItems.filter(({ reason }) => reason !== 'import_failed');
  const flaggedBefore = idsOf(before);
  const isOver = ({ eventStart }: FlaggedOrderItem): boolean =>
    eventStarted({ details: { eventStart }, tookPlace: null }, facts.at);
  const settledItems = idsOf(before.filter((item) => final || isOver(item))).filter((id) => !stillFlagged.has(id));
  return {
    changes: [...observed.flatMap((o) => (o.change === null ? [] : [o.change])), ...arrived],
    kept: observed.flatMap((o) => (o.change === null ? [o.booking] : [])),
    flagged: flaggable.filter(({ item }) => !flaggedBefore.includes(item.order.orderItemId)),
    refreshed: before.flatMap((kept) => {
      const now = flaggable.find(({ item }) => item.order.orderItemId === kept.order.orderItemId)?.item;
      return now === undefined || saysTheSame(kept, now) ? [] : [now];
    }),
    // Corrected, cancelled, replaced or over. For the others, an order on hold decides nothing yet.
    unflagged: [...failedBefore, ...settledItems],
    bookable,
    awaited: !final && current.size === 0,
    settled: chain.length === 1 && flaggable.length === 0 && facts.flaggedItems.length === 0,
  };
}

/** Whether the newest order of a chain is final, so that what it lacks is cancelled. */
function isFinal(newest: Order, bookable: boolean): boolean {
  return bookable || newest.state === 'canceled' || newest.state === 'closed';
}

/** New bookings, and the end of those of earlier orders in the chain; they wait while nothing is final. */
function settleReplaced(
  facts: ImportFacts,
  earlier: readonly Stored[],
  arriving: readonly CourseItem[],
  final: boolean,
): readonly BookingChange[] {
  const { policy, at } = facts;
  const successors = matchReplaced(earlier, arriving);
  const predecessor = new Map(
    [...successors].map(([old, item]) => [item, earlier.find((b) => b.order.orderItemId === old)]),
  );
  const ends: BookingChange[] = [];
  const inAdvance = inAdvanceOf(facts);
  const starts = arriving.map((item) => {
    const registration = registrationOf(facts, item);
    const old = predecessor.get(item.order.orderItemId);
    if (old === undefined) return requested(createOf(policy, inAdvance(registration)));
    const { ended, successor } = replace(policy, old, registration, facts.mint());
    ends.push(updateOf(policy, old, ended));
    return requested(createOf(policy, successor));
  });
  const left = earlier.filter((booking) => !successors.has(booking.order.orderItemId));
  for (const booking of left) {
    const change = final
      ? observe(facts, booking, goneObservation(booking, facts))
      : changeOf(policy, booking, { type: 'await_changed_order', at });
    if (change !== null) ends.push(change);
  }
  // Ends come first: a successor takes over the link of the booking it replaces.
  return [...ends, ...starts];
}

/** Mails about one order's new bookings travel in one. */
function requested(change: BookingChange): BookingChange {
  const { customerNumber, order } = change.booking;
  return { ...change, bundle: orderBundle(customerNumber, order.orderId) };
}

function registrationOf({ at, unreachable, holidays, mint }: ImportFacts, item: CourseItem): Registration {
  const { order, customerNumber, observation } = item;
  const partner = { unreachable: unreachable(customerNumber), holidays: holidays(customerNumber) };
  return { at, order, customerNumber, observation, ...partner, token: mint() };
}

function observe(facts: ImportFacts, booking: Stored, observation: ObserveOrder['observation']): BookingChange | null {
  const { policy, at } = facts;
  const unreachable = facts.unreachable(booking.customerNumber);
  return changeOf(policy, booking, { type: 'observe_order', at, observation, unreachable });
}

/** The change that a command makes to a booking; null for none. */
function changeOf(policy: BookingPolicy, booking: Stored, command: BookingCommand): BookingChange | null {
  const decision = decide(policy, booking, command);
  const events = decision.ok ? decision.value : [];
  return events.length === 0 ? null : updateOf(policy, booking, events);
}

/** What the order says about a booking's item; a missing item was removed. */
function observationOf(booking: Stored, items: readonly MappedItem[]): ObserveOrder['observation'] {
  const item = items.find((candidate) => candidate.order.orderItemId === booking.order.orderItemId);
  if (item === undefined) return withoutItem(booking, 'item_removed');
  // A quantity that becomes unreadable is a problem of reading; the last one stays, flagged.
  if (!item.observation.unreadable.includes('quantity_unreadable')) return item.observation;
  return { ...item.observation, details: { ...item.observation.details, participants: booking.details.participants } };
}

function goneObservation(booking: Stored, { chain, orderPolicy }: ImportFacts): ObserveOrder['observation'] {
  const order = chain.find((candidate) => candidate.orderId === booking.order.orderId);
  const items = order === undefined ? [] : mapOrder(orderPolicy, order);
  const observation = observationOf(booking, items);
  return { ...observation, cancelled: observation.cancelled ?? 'order_cancelled' };
}

function withoutItem(booking: Stored, cancelled: 'item_removed'): ObserveOrder['observation'] {
  const { details, customerNumber, hold } = booking;
  return { details, customerNumber, hold, cancelled, unreadable: [] };
}

function flag(
  { policy, at }: ImportFacts,
  item: MappedItem,
  isBooking: boolean,
): readonly { readonly item: FlaggedOrderItem; readonly withTicket: boolean }[] {
  if (item.type !== 'partnerless' || isBooking || item.observation.cancelled !== null) return [];
  const { details } = item.observation;
  if (!needsManager(policy, details, at)) return [];
  const flagged: FlaggedOrderItem = {
    order: item.order,
    reason: item.reason,
    detail: null,
    courseName: details.course.name,
    eventStart: details.eventStart,
    flaggedAt: at,
  };
  return [{ item: flagged, withTicket: !isHistoric(policy, details, at) }];
}

function saysTheSame(a: FlaggedOrderItem, b: FlaggedOrderItem): boolean {
  return a.reason === b.reason && a.courseName === b.courseName && sameStart(a.eventStart, b.eventStart);
}

/**
 * Future events need a manager, and items without a date unless they are from before go-live (orders#flagged-items).
 * Past ones can't be corrected any more.
 */
function needsManager({ goLiveAt }: BookingPolicy, details: BookingDetails, at: Instant): boolean {
  if (details.eventStart !== null) return !eventStarted({ details, tookPlace: null }, at);
  return goLiveAt === null || details.orderedAt >= goLiveAt;
}
