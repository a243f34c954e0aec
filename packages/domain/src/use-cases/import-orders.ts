import type { OrderReference, Stored } from '../booking/booking.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { Order, OrderPolicy } from '../order/order.ts';
import { unreachableReason } from '../partner/partner.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import { TransientFailure } from '../ports/failure.ts';
import type { FlaggedOrderItems } from '../ports/flagged-order-items.ts';
import type { OrderSource } from '../ports/order-source.ts';
import type { Partners } from '../ports/partners.ts';
import { systemScope } from '../ports/scope.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { type ImportPlan, planImport } from './plan-import.ts';

/**
 * What became of an order.
 * - `imported`: everything of it that is a booking is one now, up to date
 * - `not_bookable`: its state makes no bookings (an abandoned online payment, say)
 * - `failed`: something about this one order broke an expectation; the others are not held up
 */
export type ImportOutcome =
  | { readonly type: 'imported'; readonly bookings: readonly Stored[] }
  | { readonly type: 'not_bookable' }
  | { readonly type: 'failed' };

export interface ImportDeps {
  readonly bookings: Bookings;
  readonly orders: OrderSource;
  readonly partners: Partners;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  readonly policy: BookingPolicy;
  readonly orderPolicy: OrderPolicy;
  /** Told of an order that failed; must not throw. */
  readonly onFailure?: (orderId: number, error: unknown) => void;
}

export type ImportOrders = (orders: readonly Order[]) => Promise<ReadonlyMap<number, ImportOutcome>>;

const SCOPE = systemScope('importing orders');
const MOST_TRIES = 10;
/** An order edited more often than this is a fault in the data, not a chain to follow. */
const LONGEST_CHAIN = 50;

/**
 * Takes over what the shop says of orders: new bookings, changes, cancellations, edited orders.
 * Any order any number of times, in any sequence, on any number of processes gives the same end
 * state. All of one order (and of the one it replaces) is written in one transaction.
 * @returns an outcome for each order given, by order id
 * @throws TransientFailure when database or shop can't be reached
 */
export function makeImportOrders(deps: ImportDeps): ImportOrders {
  return async (orders) => {
    const chains = await Promise.all(orders.map((order) => readChain(deps.orders, order)));
    const plans = await planAll(deps, chains);
    const outcomes = new Map<number, ImportOutcome>();
    for (const [i, order] of orders.entries()) {
      const plan = plans[i];
      const chain = chains[i];
      if (plan === undefined || chain === undefined) continue;
      outcomes.set(order.orderId, await isolate(deps, order.orderId, () => carryOut(deps, chain, plan)));
    }
    return outcomes;
  };
}

/** A database out of reach concerns every order and is thrown; anything else concerns this one. */
async function isolate(deps: ImportDeps, orderId: number, work: () => Promise<ImportOutcome>): Promise<ImportOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TransientFailure) throw error;
    deps.onFailure?.(orderId, error);
    return { type: 'failed' };
  }
}

/** The order with those it replaces and is replaced by, oldest first. */
async function readChain(source: OrderSource, order: Order): Promise<readonly Order[]> {
  const chain = [order];
  const known = new Set([order.orderId]);
  for (let [first] = chain; first?.replacesOrderId != null && chain.length < LONGEST_CHAIN; [first] = chain) {
    const older = known.has(first.replacesOrderId) ? undefined : await source.byId(first.replacesOrderId);
    if (older === undefined) break;
    known.add(older.orderId);
    chain.unshift(older);
  }
  for (let last = chain.at(-1); last?.replacedByOrderId != null && chain.length < LONGEST_CHAIN; last = chain.at(-1)) {
    const newer = known.has(last.replacedByOrderId) ? undefined : await source.byId(last.replacedByOrderId);
    if (newer === undefined) break;
    known.add(newer.orderId);
    chain.push(newer);
  }
  return chain;
}

/** How to plan each chain, from one reading of bookings and partners; planning one can't fail another. */
async function planAll(
  deps: ImportDeps,
  chains: readonly (readonly Order[])[],
): Promise<readonly (() => ImportPlan)[]> {
  const orders = chains.flat();
  const numbers = orders.flatMap((order) => order.items.flatMap((item) => item.customerNumber ?? []));
  const orderIds = [...new Set(orders.map((order) => order.orderId))];
  const [bookings, partners, flagged] = await Promise.all([
    deps.bookings.findByOrders(SCOPE, orderIds),
    deps.partners.findMany([...new Set(numbers)]),
    deps.flaggedOrderItems.ofOrders(SCOPE, orderIds),
  ]);
  const bookingsOf = byOrder(bookings);
  const flaggedOf = byOrder(flagged);
  return chains.map(
    (chain) => () =>
      planImport({
        policy: deps.policy,
        orderPolicy: deps.orderPolicy,
        at: deps.clock.now(),
        chain,
        existing: chain.flatMap((order) => bookingsOf.get(order.orderId) ?? []),
        flaggedItems: chain
          .flatMap((order) => flaggedOf.get(order.orderId) ?? [])
          .map((item) => item.order.orderItemId),
        unreachable: (customerNumber) => unreachableReason(partners.get(customerNumber)),
        mint: () => deps.tokens.mint('booking'),
      }),
  );
}

function byOrder<Of extends { readonly order: OrderReference }>(
  all: readonly Of[],
): ReadonlyMap<number, readonly Of[]> {
  const groups = new Map<number, Of[]>();
  for (const one of all) {
    const group = groups.get(one.order.orderId);
    if (group === undefined) groups.set(one.order.orderId, [one]);
    else group.push(one);
  }
  return groups;
}

async function carryOut(deps: ImportDeps, chain: readonly Order[], planned: () => ImportPlan): Promise<ImportOutcome> {
  let replan: (() => ImportPlan) | undefined = planned;
  for (let tries = 0; tries < MOST_TRIES && replan !== undefined; tries += 1) {
    const plan = replan();
    const outcome = plan.changes.length === 0 ? NOTHING : await deps.bookings.commitAll(plan.changes);
    if (outcome.type === 'committed') {
      await flagItems(deps, plan);
      if (!plan.bookable && plan.kept.length === 0 && outcome.bookings.length === 0) return { type: 'not_bookable' };
      return { type: 'imported', bookings: [...plan.kept, ...outcome.bookings].sort((a, b) => a.id - b.id) };
    }
    [replan] = await planAll(deps, [chain]);
  }
  throw new TransientFailure('The order is being imported by many at once; try again in a moment.');
}

const NOTHING = { type: 'committed', bookings: [] } as const;

async function flagItems(deps: ImportDeps, plan: ImportPlan): Promise<void> {
  for (const { item, withTicket } of plan.flagged) await deps.flaggedOrderItems.flag(item, { withTicket });
  if (plan.mended.length > 0) await deps.flaggedOrderItems.clear(plan.mended);
}
