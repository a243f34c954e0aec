import type { Chance } from '@miomente/booking-domain';
import { SeededChance } from '@miomente/booking-domain/testing';
import type { OrderDraft } from './drafts.ts';
import { dateOption, options } from './line-drafts.ts';
import { magentoTime } from './order-draft.ts';
import { SHAPES } from './shapes.ts';

export interface RandomOrders {
  readonly seed: number;
  readonly count: number;
  readonly firstOrderId?: number;
  /** Orders were placed between these instants, in the sequence of their ids. */
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** Out of so many orders one is of any shape; the others are plain, as in a real shop. */
const ODD_ONE_IN = 5;

/** Orders of every shape, most of them plain; the same for the same seed. Made one by one, as they are asked for. */
export function* randomOrders({ seed, count, firstOrderId = 1, from, to }: RandomOrders): Generator<OrderDraft> {
  const chance = new SeededChance(seed);
  const all = Object.values(SHAPES);
  const plain = SHAPES['paid'];
  for (let i = 0; i < count; i += 1) {
    const orderId = firstOrderId + i;
    const at = Math.floor((from + ((to - from) * i) / count) / 1_000) * 1_000;
    const shape = below(chance, ODD_ONE_IN) === 0 ? all[below(chance, all.length)] : plain;
    // A number of its own, so that no two shapes meet in one.
    const draft = shape?.({ orderId, at });
    if (draft === undefined) continue;
    const order = { ...draft.order, increment_id: `G${orderId}` };
    yield shape === plain
      ? { ...draft, order, items: draft.items.map((item) => ({ ...item, ...somewhen(chance, at) })) }
      : { ...draft, order };
  }
}

/** A date of its own, days to weeks after the order. */
function somewhen(chance: Chance, at: number): { readonly product_options: string; readonly qty_ordered: string } {
  const clock = `${magentoTime(at + (3 + below(chance, 60)) * DAY_MS).slice(0, 10)} ${10 + below(chance, 10)}:00:00`;
  return { product_options: options([dateOption(clock, clock)]), qty_ordered: `${1 + below(chance, 4)}.0000` };
}

const below = (chance: Chance, limit: number): number => Math.floor(chance.next() * limit);
