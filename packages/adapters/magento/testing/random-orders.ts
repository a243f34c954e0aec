import type { Random } from '@miomente/booking-domain';
import { SeededRandom } from '@miomente/booking-domain/testing';
import type { OrderDraft } from './drafts.ts';
import { dateOption, options } from './line-drafts.ts';
import { magentoTime } from './order-draft.ts';
import { SHAPES } from './shapes.ts';

/** How many orders to generate, and of which kind. */
export interface RandomOrders {
  readonly seed: number;
  readonly count: number;
  readonly firstOrderId?: number;
  /** The orders are placed between these instants, in the order of their ids. */
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** One of this many orders has an unusual shape; the others are plain, as in a real shop. */
const ODD_ONE_IN = 5;

/**
 * Generates orders of every shape, most of them plain. The same seed generates the same orders. Each is generated when
 * it is asked for.
 */
export function* randomOrders({ seed, count, firstOrderId = 1, from, to }: RandomOrders): Generator<OrderDraft> {
  const random = new SeededRandom(seed);
  const all = Object.values(SHAPES);
  const plain = SHAPES['paid'];
  for (let i = 0; i < count; i += 1) {
    const orderId = firstOrderId + i;
    const at = Math.floor((from + ((to - from) * i) / count) / 1_000) * 1_000;
    const shape = below(random, ODD_ONE_IN) === 0 ? all[below(random, all.length)] : plain;
    // The number keeps shapes apart, so that no two affect one order.
    const draft = shape?.({ orderId, at });
    if (draft === undefined) continue;
    const order = { ...draft.order, increment_id: `G${orderId}` };
    yield shape === plain
      ? { ...draft, order, items: draft.items.map((item) => ({ ...item, ...somewhen(random, at) })) }
      : { ...draft, order };
  }
}

/** A separate date for each order, days to weeks after it. */
function somewhen(random: Random, at: number): { readonly product_options: string; readonly qty_ordered: string } {
  const clock = `${magentoTime(at + (3 + below(random, 60)) * DAY_MS).slice(0, 10)} ${10 + below(random, 10)}:00:00`;
  return { product_options: options([dateOption(clock, clock)]), qty_ordered: `${1 + below(random, 4)}.0000` };
}

const below = (random: Random, limit: number): number => Math.floor(random.next() * limit);
