import type { OrderId, OrderReference } from '../booking/booking.ts';
import { type CourseDateIdentity, courseDateKey } from '../booking/course-date-key.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { Order, OrderPolicy } from '../order/order.ts';
import { type CustomerNumber, unreachableReason } from '../partner/partner.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlaggedOrderItems } from '../ports/flagged-order-items.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { StandingYeses } from '../ports/standing-yeses.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { type ImportPlan, planImport } from './plan-import.ts';

/** What an order's bookings are planned from. */
export interface PlanningDeps {
  readonly bookings: Bookings;
  readonly partners: Partners;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly standingYeses: StandingYeses;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  readonly policy: BookingPolicy;
  readonly orderPolicy: OrderPolicy;
}

/** An order to be imported, with those it replaces and is replaced by, oldest first. */
export interface OrderInChain {
  readonly order: Order;
  readonly chain: readonly Order[];
}

/** The plan for an order, or why there is none: an error in its data, which concerns this order only. */
export interface PlannedOrder extends OrderInChain {
  readonly planned:
    | { readonly type: 'planned'; readonly plan: ImportPlan }
    | { readonly type: 'failed'; readonly error: unknown };
}

const SCOPE = systemScope('importing orders');

/**
 * Plans orders from one reading of all their bookings, flagged items and partners.
 * @throws TransientFailure when the database can't be reached
 */
export async function planOrders(
  deps: PlanningDeps,
  orders: readonly OrderInChain[],
): Promise<readonly PlannedOrder[]> {
  const all = orders.flatMap(({ chain }) => chain);
  const orderIds = [...new Set(all.map(({ orderId }) => orderId))];
  const [bookings, flagged] = await Promise.all([
    deps.bookings.findByOrders(SCOPE, orderIds),
    deps.flaggedOrderItems.ofOrders(SCOPE, orderIds),
  ]);
  const named = all.flatMap(({ items }) => items.flatMap(({ customerNumber }) => customerNumber ?? []));
  // A booking keeps its partner, whatever the product says now.
  const booked = bookings.map(({ customerNumber }) => customerNumber);
  const [partners, standing] = await Promise.all([
    deps.partners.findMany([...new Set([...named, ...booked])]),
    deps.standingYeses.ofPartners(SCOPE, [...new Set(named)], deps.clock.now()),
  ]);
  const inAdvance = new Map(standing.map((given) => [placeOf(given.customerNumber, given.courseDate), given]));
  const bookingsOf = byOrder(bookings);
  const flaggedOf = byOrder(flagged);
  const planOf = (chain: readonly Order[]): ImportPlan =>
    planImport({
      policy: deps.policy,
      orderPolicy: deps.orderPolicy,
      at: deps.clock.now(),
      chain,
      existing: chain.flatMap(({ orderId }) => bookingsOf.get(orderId) ?? []),
      flaggedItems: chain.flatMap(({ orderId }) => flaggedOf.get(orderId) ?? []),
      unreachable: (customerNumber) => unreachableReason(partners.get(customerNumber)),
      holidays: (customerNumber) => partners.get(customerNumber)?.holidays ?? null,
      standingYes: (customerNumber, courseDate) => inAdvance.get(placeOf(customerNumber, courseDate)),
      mint: () => deps.tokens.mint('booking'),
    });
  return orders.map((each) => ({ ...each, planned: attempt(() => planOf(each.chain)) }));
}

/** A key cannot hold a line break, so no two places are one. */
function placeOf(customerNumber: CustomerNumber, courseDate: CourseDateIdentity): string {
  return `${courseDateKey(courseDate)}\n${customerNumber}`;
}

function attempt(plan: () => ImportPlan): PlannedOrder['planned'] {
  try {
    return { type: 'planned', plan: plan() };
  } catch (error) {
    return { type: 'failed', error };
  }
}

function byOrder<Of extends { readonly order: OrderReference }>(
  all: readonly Of[],
): ReadonlyMap<OrderId, readonly Of[]> {
  const groups = new Map<OrderId, Of[]>();
  for (const one of all) {
    const group = groups.get(one.order.orderId);
    if (group === undefined) groups.set(one.order.orderId, [one]);
    else group.push(one);
  }
  return groups;
}
