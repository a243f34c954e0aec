import type { OrderId, Stored } from '../booking/booking.ts';
import type { Order } from '../order/order.ts';
import type { BookingChange } from '../ports/bookings.ts';
import { TransientFailure } from '../ports/failure.ts';
import type { OrderSource } from '../ports/order-source.ts';
import { failedImport } from './failed-import.ts';
import { readChain } from './order-chain.ts';
import type { ImportPlan } from './plan-import.ts';
import { planNewest } from './plan-newest.ts';
import type { PlannedOrder, PlanningDeps } from './plan-orders.ts';

/**
 * The outcome of an order.
 * - `imported`: all its bookings exist and are up to date
 * - `not_bookable`: its state makes no bookings (such as an abandoned online payment)
 * - `failed`: this order failed unexpectedly; the others continue
 */
export type ImportOutcome =
  | ({ readonly type: 'imported'; readonly bookings: readonly Stored[] } & Settling)
  | ({ readonly type: 'not_bookable' } & Settling)
  | { readonly type: 'failed' };

/** How final an outcome is. */
export interface Settling {
  /** Importing it again would change nothing while the order and its bookings stay the same. */
  readonly settled: boolean;
}

/** What {@link makeImportOrders} needs. */
export interface ImportDeps extends PlanningDeps {
  readonly orders: OrderSource;
  /** Called for an order that failed; must not throw. */
  readonly onOrderFailure?: (orderId: OrderId, error: unknown) => void;
}

/** See {@link makeImportOrders}. */
export type ImportOrders = (orders: readonly Order[]) => Promise<ReadonlyMap<OrderId, ImportOutcome>>;

const MAX_TRIES = 10;

/**
 * Imports orders: new bookings, changes, cancellations, edited orders. Any order, imported any number of times, in any
 * sequence, on any number of processes, gives the same end state. Everything of one order (and of the one it replaces)
 * is written in one transaction.
 * @returns an outcome for each given order, by order id
 * @throws TransientFailure when database or shop can't be reached
 */
export function makeImportOrders(deps: ImportDeps): ImportOrders {
  return async (orders) => {
    const chains = await Promise.all(
      orders.map(async (order) => ({ order, chain: await readChain(deps.orders, order) })),
    );
    const planned = await planNewest(deps, chains);
    const outcomes = new Map(await writeTogether(deps, planned));
    for (const each of planned) {
      const { orderId } = each.order;
      if (!outcomes.has(orderId)) outcomes.set(orderId, await isolated(deps, each.order, () => write(deps, each)));
    }
    return outcomes;
  };
}

/**
 * Writes all orders that replace no other in one statement, which makes a first import of years take minutes and not
 * hours. Their changes are independent, so a stale one does not stop the others.
 * @returns outcomes of the finished ones; the others must be written one by one
 */
async function writeTogether(
  deps: ImportDeps,
  orders: readonly PlannedOrder[],
): Promise<ReadonlyMap<OrderId, ImportOutcome>> {
  const plain = orders.flatMap(({ order, chain, planned }) =>
    chain.length === 1 && planned.type === 'planned' ? [{ order, plan: planned.plan }] : [],
  );
  const written = await writeEach(
    deps,
    plain.flatMap(({ plan }) => plan.changes),
  );
  const done = new Map<OrderId, ImportOutcome>();
  for (const { order, plan } of plain) {
    const bookings = plan.changes.flatMap((change) => written.get(change) ?? []);
    if (bookings.length < plan.changes.length) continue;
    done.set(order.orderId, await isolated(deps, order, () => concluded(deps, plan, bookings)));
  }
  return done;
}

/** Writes independent changes. @returns the bookings of those that were written */
async function writeEach(
  deps: ImportDeps,
  changes: readonly BookingChange[],
): Promise<ReadonlyMap<BookingChange, Stored>> {
  try {
    const outcomes = await deps.bookings.commitEach(changes);
    return new Map(
      changes.flatMap((change, i) => {
        const outcome = outcomes[i];
        return outcome?.type === 'committed' ? [[change, outcome.booking] as const] : [];
      }),
    );
  } catch (error) {
    if (error instanceof TransientFailure) throw error;
    // One of them makes the statement fail; written one by one, it is found.
    return new Map();
  }
}

/** Writes one order; plans it again while others change its bookings. */
async function write(deps: ImportDeps, order: PlannedOrder): Promise<ImportOutcome> {
  let current: PlannedOrder | undefined = order;
  for (let tries = 0; tries < MAX_TRIES && current !== undefined; tries += 1) {
    const { planned }: PlannedOrder = current;
    if (planned.type === 'failed') throw planned.error;
    const { plan } = planned;
    const outcome = plan.changes.length === 0 ? NOTHING : await deps.bookings.commitAll(plan.changes);
    if (outcome.type === 'committed') return concluded(deps, plan, outcome.bookings);
    [current] = await planNewest(deps, [current]);
  }
  throw new TransientFailure('The order is being imported by many at once; try again in a moment.');
}

const NOTHING = { type: 'committed', bookings: [] } as const;

/** What remains after an order's changes are written: its items on the managers' list, and its outcome. */
async function concluded(deps: ImportDeps, plan: ImportPlan, written: readonly Stored[]): Promise<ImportOutcome> {
  await flagItems(deps, plan);
  return outcomeOf(plan, written);
}

function outcomeOf(plan: ImportPlan, written: readonly Stored[]): ImportOutcome {
  const { settled } = plan;
  // Bookings that wait for the order that replaces theirs are not its own.
  if (!plan.bookable && plan.kept.length === 0 && (plan.awaited || written.length === 0))
    return { type: 'not_bookable', settled };
  return { type: 'imported', bookings: [...plan.kept, ...written].sort((a, b) => a.id - b.id), settled };
}

/**
 * An unreachable database concerns every order and is thrown. Any other failure concerns this order, which stays on the
 * managers' list until an import succeeds.
 */
async function isolated(deps: ImportDeps, order: Order, work: () => Promise<ImportOutcome>): Promise<ImportOutcome> {
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

async function flagItems(deps: ImportDeps, plan: ImportPlan): Promise<void> {
  if (plan.unflagged.length > 0) await deps.flaggedOrderItems.clear(plan.unflagged);
  for (const item of plan.refreshed) await deps.flaggedOrderItems.refresh(item);
  for (const { item, withTicket } of plan.flagged) await deps.flaggedOrderItems.flag(item, { withTicket });
}
