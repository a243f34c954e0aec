import { setTimeout as delay } from 'node:timers/promises';
import type { OrderId } from '@miomente/booking-domain';
import { type Stage, statusOf } from './stage.ts';

/** A sender that announces orders, and announces again what was not acknowledged, as n8n does. */
export interface Load {
  /** Orders that the product has acknowledged. */
  readonly acknowledged: readonly number[];
  /** Answers that were neither an acknowledgement nor 503: there must be none. */
  readonly wrong: readonly number[];
  /** Announces no more, and resolves when all that was begun is acknowledged, or after a minute. */
  stop(): Promise<void>;
}

const EVERY_MS = 100;
const AT_ONCE = 3;
/** A sender that is not heard doesn't pile up for ever. */
const MAX_OPEN = 40;
const AGAIN_MS = 300;
const PATIENCE_MS = 60_000;

/** Announces an order as n8n does. @returns the status; 0 when nothing answers */
export function announced(stage: Stage, orderId: OrderId, turn = 0): Promise<number> {
  const process = stage.http[turn % stage.http.length];
  return statusOf(`${process?.url}/api/webhooks/new-order`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.webhookSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId }),
  });
}

/**
 * The orders that the shop has. It announces each, also one that it kept while the answer to whoever placed it was lost
 * with the database.
 */
export async function ordersOf({ pool }: Stage): Promise<readonly OrderId[]> {
  const { rows } = await pool.query<{ id: OrderId }>('select distinct order_id::float8 as id from sample.order_items');
  return rows.map(({ id }) => id);
}

/** Places orders and announces each to one HTTP process after the other. */
export function startLoad(stage: Stage): Load {
  const acknowledged: number[] = [];
  const wrong: number[] = [];
  const begun: Promise<void>[] = [];
  const placed = new Set<OrderId>();
  let running = true;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const before = ordersOf(stage);

  const announce = async (turn: number, orderId: OrderId): Promise<void> => {
    placed.add(orderId);
    for (let tries = 0; performance.now() < giveUpAt; tries += 1) {
      const status = await announced(stage, orderId, turn + tries);
      if (status === 200 || status === 202) return void acknowledged.push(orderId);
      if (status !== 503 && status !== 0) wrong.push(status);
      await delay(AGAIN_MS);
    }
  };
  const run = async (): Promise<void> => {
    for (let turn = 0; running; turn += 1) {
      // The shop stands in the same database, and is down with it.
      const room = Math.min(AT_ONCE, MAX_OPEN - (begun.length - acknowledged.length));
      const orders = Array.from({ length: Math.max(0, room) }, () => stage.shop.placeOrder().catch(() => undefined));
      for (const order of await Promise.all(orders)) {
        if (order !== undefined) begun.push(announce(turn, order.orderId));
      }
      await delay(EVERY_MS);
    }
  };
  const ran = run();
  return {
    acknowledged,
    wrong,
    stop: async () => {
      running = false;
      giveUpAt = performance.now() + PATIENCE_MS;
      await ran;
      await Promise.all(begun);
      const known = new Set([...(await before), ...placed]);
      const missed = (await ordersOf(stage)).filter((orderId) => !known.has(orderId));
      await Promise.all(missed.map((orderId, turn) => announce(turn, orderId)));
    },
  };
}
