import { asOrderId } from '../booking/booking.ts';
import type { OrderCursor, OrderMark, OrderSource } from '../ports/order-source.ts';
import type { Instant } from '../time/instant.ts';

/** Before every order. */
export const BEGINNING: OrderCursor = { updatedAt: 0, orderId: asOrderId(0) };

/** An order's position in the sequence of changes. */
export function cursorAt({ updatedAt, orderId }: OrderCursor): OrderCursor {
  return { updatedAt, orderId };
}

export function isAfter(a: OrderCursor, b: OrderCursor): boolean {
  return a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.orderId > b.orderId);
}

export interface ChangedOrdersOptions {
  readonly after: OrderCursor;
  /** Included; null for no end. */
  readonly until: Instant | null;
  readonly pageSize: number;
}

/** How many pages are read ahead, so that the shop's database never waits. */
const PAGES_AHEAD = 2;

/** A page with known positions, whose fingerprints are being read. */
interface Page {
  readonly marks: Promise<readonly OrderMark[]>;
  /** Where the next page starts; null when there is none. */
  readonly next: OrderCursor | null;
}

/**
 * Marks of the orders changed after a position, up to an instant, in pages that are never empty. A few pages are read
 * ahead. When a read fails, the pages before it are returned first.
 * @throws whatever the order source throws
 */
export async function* changedOrders(
  source: OrderSource,
  options: ChangedOrdersOptions,
): AsyncGenerator<readonly OrderMark[], void, undefined> {
  const pages = [readPage(source, options, options.after)];
  for (;;) {
    for (let last = pages.at(-1); last !== undefined && pages.length <= PAGES_AHEAD; last = pages.at(-1))
      pages.push(unattended(pageAfter(source, options, last)));
    const page = await pages.shift();
    if (page === undefined) return;
    const marks = await page.marks;
    if (marks.length > 0) yield marks;
  }
}

async function pageAfter(
  source: OrderSource,
  options: ChangedOrdersOptions,
  page: Promise<Page | undefined>,
): Promise<Page | undefined> {
  const next = (await page)?.next ?? null;
  return next === null ? undefined : readPage(source, options, next);
}

async function readPage(
  source: OrderSource,
  { until, pageSize }: ChangedOrdersOptions,
  after: OrderCursor,
): Promise<Page | undefined> {
  const places = await source.changedAfter(after, pageSize);
  const wanted = until === null ? places : places.filter(({ updatedAt }) => updatedAt <= until);
  const last = wanted.at(-1);
  if (last === undefined) return undefined;
  const isLast = places.length < pageSize || wanted.length < places.length;
  return { marks: unattended(marksAt(source, wanted)), next: isLast ? null : cursorAt(last) };
}

/** An order deleted meanwhile has no mark, because there is nothing to read. */
async function marksAt(source: OrderSource, places: readonly OrderCursor[]): Promise<readonly OrderMark[]> {
  const fingerprints = await source.fingerprints(places.map(({ orderId }) => orderId));
  return places.flatMap((place) => {
    const fingerprint = fingerprints.get(place.orderId);
    return fingerprint === undefined ? [] : [{ ...cursorAt(place), fingerprint }];
  });
}

/** A promise for later. If nobody awaits it, its failure is ignored. */
function unattended<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
