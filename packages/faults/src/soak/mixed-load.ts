import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from '@miomente/booking-domain';
import { announce, ask, PARTNERS } from '../client.ts';
import type { GivenAnswer } from '../history/history.ts';
import { ordersOf } from '../load.ts';
import type { Seeded } from '../seeded.ts';
import { type Stage, TIME_ZONE } from '../stage.ts';
import { gather, insist } from './crowd.ts';
import { type KeptCall, officeLoop } from './office.ts';
import { partnersLoops } from './partners.ts';

/** Everything that goes on at once. */
export interface MixedLoad {
  readonly acknowledged: readonly number[];
  readonly answered: readonly GivenAnswer[];
  readonly calls: readonly KeptCall[];
  /** Answers that must not be, in words. */
  readonly wrong: readonly string[];
  /** How often each thing was done. */
  readonly done: ReadonlyMap<string, number>;
  /** Places and answers no more; resolves when every order is acknowledged. */
  stop(): Promise<void>;
}

/** How often an order is for one of the dates that many are for. */
const SAME_DATES = 0.5;
const DATES = 3;
const CANCELLED = 0.1;
const DAY_MS = 86_400_000;
/** Writes a day as `YYYY-MM-DD`. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });

/** Orders, answers of every kind, lists, calls, replies, and sweeps asked for from outside. */
export function startMixedLoad(stage: Stage, chance: Seeded): MixedLoad {
  const crowd = gather(stage, chance);
  const { see, anyHttp, wrong } = crowd;
  const acknowledged: number[] = [];
  const placed = new Set<number>();
  const underWay: Promise<void>[] = [];
  let running = true;

  const untilTaken = async (orderId: number): Promise<number | undefined> => {
    placed.add(orderId);
    const got = await insist(async () => see('an announcement', await announce(stage, anyHttp(), orderId), [200, 202]));
    if (got === undefined) wrong.push(`order ${orderId} was never taken`);
    else if (got.status < 300) acknowledged.push(orderId);
    return got?.status;
  };
  const order = async (): Promise<void> => {
    const { orderId, items } = await stage.shop.placeOrder({ customerNumber: chance.pick(PARTNERS) });
    const days = 20 + Math.floor(chance.next() * DATES);
    const date = DAY.format(Date.now() + days * DAY_MS);
    // Whether or not it succeeds: an order has some date either way.
    if (chance.next() < SAME_DATES)
      for (const { itemId } of items) await stage.orderDesk.moveDate(itemId, { date, time: '18:00' }).catch(() => {});
    const isCancelled = chance.next() < CANCELLED;
    // What is cancelled before it could be read, which 202 may mean, becomes no booking.
    underWay.push(untilTaken(orderId).then((status) => (isCancelled && status === 200 ? cancel(orderId) : undefined)));
  };
  const cancel = async (orderId: Order['orderId']): Promise<void> => {
    // The shop stands on the database that fails: then it stays an order like any other.
    const isCancelled = await stage.orderDesk.cancel(orderId).then(
      () => true,
      () => false,
    );
    if (!isCancelled) return;
    crowd.count('cancelled');
    await untilTaken(orderId);
  };
  const sweep = async (): Promise<void> => {
    const headers = { authorization: `Bearer ${stage.env['BOOKING_REMINDER_CRON_SECRET']}` };
    see('a sweep', await ask(anyHttp(), '/api/cron/booking-reminders', { method: 'POST', headers }), [200]);
  };
  const every = async (ms: number, work: () => Promise<unknown>): Promise<void> => {
    while (running) {
      // Shop and onlooker stand on the same database, and are down with it. Their failures are no answers of the product.
      await work().catch((error: unknown) => {
        if (error instanceof SyntaxError || error instanceof TypeError) wrong.push(String(error.stack));
      });
      await delay(ms * (0.5 + chance.next()));
    }
  };
  const office = officeLoop(crowd);
  const loops = [[400, order], [5_000, sweep], [2_000, office.work], ...partnersLoops(crowd)] as const;
  const runs = loops.map(([ms, work]) => every(ms, work));
  return {
    acknowledged,
    answered: crowd.answered,
    calls: office.calls,
    wrong,
    done: crowd.done,
    stop: async () => {
      running = false;
      await Promise.all(runs);
      await Promise.all(underWay);
      for (const orderId of await ordersOf(stage)) if (!placed.has(orderId)) await untilTaken(orderId);
    },
  };
}
