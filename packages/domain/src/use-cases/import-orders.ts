import type { OrderId, OrderReference, Stored } from '../booking/booking.ts';
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
import { failedImport } from './failed-import.ts';
import { type ImportPlan, planImport } from './plan-import.ts';

/**
 * What became of an order.
 * - `imported`: everything of it that is a booking is one now, up to date
 * - `not_bookable`: its state makes no bookings (an abandoned online payment, say)
 * - `failed`: something about this one order broke an expectation; the others are not held up
 */
export type ImportOutcome =
  | ({ readonly type: 'imported'; readonly bookings: readonly Stored[] } & Settling)
  | ({ readonly type: 'not_bookable' } & Settling)
  | { readonly type: 'failed' };

/** How final an outcome is. */
export interface Settling {
  /** Importing it again would change nothing while the order, and its bookings, stay as they are. */
  readonly settled: boolean;
}

/** What {@link makeImportOrders} needs. */
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
  readonly onOrderFailure?: (orderId: OrderId, error: unknown) => void;
}

/** See {@link makeImportOrders}. */
export type ImportOrders = (orders: readonly Order[]) => Promise<ReadonlyMap<OrderId, ImportOutcome>>;

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
    const works = orders.flatMap((order, i) => {
      const [chain, plan] = [chains[i], plans[i]];
      return chain === undefined || plan === undefined ? [] : [{ orderId: order.orderId, order, chain, plan }];
    });
    const outcomes = new Map(await carryOutPlain(deps, works));
    for (const work of works) {
      if (outcomes.has(work.orderId)) continue;
      const { order, chain, plan } = work;
      outcomes.set(work.orderId, await isolate(deps, order, () => carryOut(deps, chain, plan)));
    }
    return outcomes;
  };
}

/** An order with its chain, and how to plan it. */
interface Work {
  readonly orderId: OrderId;
  readonly order: Order;
  readonly chain: readonly Order[];
  readonly plan: () => ImportPlan;
}

/**
 * Writes orders that replace no other in one statement: over a first import of years that is what
 * makes it minutes instead of hours. Their changes don't depend on each other, so a stale one holds
 * no other back.
 * @returns outcomes of those that are done; the others are to be carried out one by one
 */
async function carryOutPlain(
  deps: ImportDeps,
  works: readonly Work[],
): Promise<readonly (readonly [number, ImportOutcome])[]> {
  const plain = works.filter(({ chain }) => chain.length === 1).flatMap((work) => plannedOf(work));
  try {
    const committed = await deps.bookings.commitEach(plain.flatMap(({ plan }) => plan.changes));
    const done: (readonly [number, ImportOutcome])[] = [];
    let at = 0;
    for (const { orderId, plan } of plain) {
      const own = committed.slice(at, at + plan.changes.length);
      at += plan.changes.length;
      const bookings = own.flatMap((outcome) => (outcome.type === 'committed' ? [outcome.booking] : []));
      if (bookings.length < plan.changes.length) continue;
      await flagItems(deps, plan);
      done.push([orderId, outcomeOf(plan, bookings)]);
    }
    return done;
  } catch (error) {
    if (error instanceof TransientFailure) throw error;
    // One of them breaks the statement: one by one it is seen which.
    return [];
  }
}

/** Nothing when the planning itself fails; carried out by itself, it fails alone and is reported. */
function plannedOf({ orderId, plan }: Work): readonly { readonly orderId: OrderId; readonly plan: ImportPlan }[] {
  try {
    return [{ orderId, plan: plan() }];
  } catch {
    return [];
  }
}

function outcomeOf(plan: ImportPlan, written: readonly Stored[]): ImportOutcome {
  const { settled } = plan;
  // Bookings that wait for the order that replaces theirs are none of its own.
  if (!plan.bookable && plan.kept.length === 0 && (plan.awaited || written.length === 0))
    return { type: 'not_bookable', settled };
  return { type: 'imported', bookings: [...plan.kept, ...written].sort((a, b) => a.id - b.id), settled };
}

/**
 * A database out of reach concerns every order and is thrown; anything else concerns this one, which
 * a manager is shown until an import of it succeeds.
 */
async function isolate(deps: ImportDeps, order: Order, work: () => Promise<ImportOutcome>): Promise<ImportOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TransientFailure) throw error;
    deps.onOrderFailure?.(order.orderId, error);
    const item = failedImport(order, error, deps.clock.now());
    if (item !== undefined) await deps.flaggedOrderItems.flag(item, { withTicket: false });
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
  const [bookings, flagged] = await Promise.all([
    deps.bookings.findByOrders(SCOPE, orderIds),
    deps.flaggedOrderItems.ofOrders(SCOPE, orderIds),
  ]);
  // A booking keeps its partner, whatever the product names by now.
  const booked = bookings.map(({ customerNumber }) => customerNumber);
  const partners = await deps.partners.findMany([...new Set([...numbers, ...booked])]);
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
        flaggedItems: chain.flatMap((order) => flaggedOf.get(order.orderId) ?? []),
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
      return outcomeOf(plan, outcome.bookings);
    }
    [replan] = await planAll(deps, [chain]);
  }
  throw new TransientFailure('The order is being imported by many at once; try again in a moment.');
}

const NOTHING = { type: 'committed', bookings: [] } as const;

async function flagItems(deps: ImportDeps, plan: ImportPlan): Promise<void> {
  if (plan.mended.length > 0) await deps.flaggedOrderItems.clear(plan.mended);
  for (const item of plan.refreshed) await deps.flaggedOrderItems.refresh(item);
  for (const { item, withTicket } of plan.flagged) await deps.flaggedOrderItems.flag(item, { withTicket });
}
