import { setTimeout as delay } from 'node:timers/promises';
import { announce, answer, ask, list, PARTNERS } from '../client.ts';
import type { GivenAnswer } from '../history/history.ts';
import type { ProductProcess } from '../product-process.ts';
import type { Seeded } from '../seeded.ts';
import type { Stage } from '../stage.ts';

/** Everything that goes on at once: orders, answers, lists, sweeps asked for from outside. */
export interface MixedLoad {
  readonly acknowledged: readonly number[];
  readonly answered: readonly GivenAnswer[];
  /** Answers that must not be, in words. */
  readonly wrong: readonly string[];
  /** Places and answers no more; resolves when every order is acknowledged. */
  stop(): Promise<void>;
}

const AGAIN_MS = 500;
const PATIENCE_MS = 120_000;
/** 0 is no answer at all, as from a process that was killed. */
const MAY_BE: readonly number[] = [0, 200, 202, 409, 429, 503];
const ACTIONS = ['confirm', 'decline'] as const;
/** How often both answers are given at once, of which one wins. */
const BOTH = 0.3;

interface Open {
  readonly bookingId: number;
  readonly customerNumber: string;
}
const ANY_PENDING = `
  select id::float8 as "bookingId", customer_number as "customerNumber"
  from miomente_partner_portal_booking_confirmations where status = 'pending' order by random() limit 1`;

export function startMixedLoad(stage: Stage, chance: Seeded): MixedLoad {
  const acknowledged: number[] = [];
  const answered: GivenAnswer[] = [];
  const wrong: string[] = [];
  const underWay: Promise<void>[] = [];
  let running = true;
  const see = (what: string, status: number): number => {
    if (!MAY_BE.includes(status)) wrong.push(`${what} was answered ${status}`);
    return status;
  };
  const anyHttp = (): ProductProcess => chance.pick(stage.http) ?? raise();
  const untilTaken = async (orderId: number): Promise<void> => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (performance.now() < giveUpAt) {
      const status = see('an announcement', (await announce(stage, anyHttp(), orderId)).status);
      if (status === 200 || status === 202) return void acknowledged.push(orderId);
      await delay(AGAIN_MS);
    }
    wrong.push(`order ${orderId} was never taken`);
  };
  const give = async (open: Open, action: (typeof ACTIONS)[number]): Promise<void> => {
    const status = see(`a ${action}`, (await answer(stage, anyHttp(), { ...open, action })).status);
    const outcome = status === 200 ? 'taken' : status === 409 ? 'refused' : 'unknown';
    answered.push({ bookingId: open.bookingId, action: action === 'confirm' ? 'confirmed' : 'declined', outcome });
  };
  const every = async (ms: number, work: () => Promise<unknown>): Promise<void> => {
    while (running) {
      // Shop and onlooker stand on the same database, and are down with it.
      await work().catch(() => {});
      await delay(ms * (0.5 + chance.next()));
    }
  };
  const loops = [
    every(400, async () => {
      const { orderId } = await stage.shop.placeOrder({ customerNumber: chance.pick(PARTNERS) });
      underWay.push(untilTaken(orderId));
    }),
    every(900, async () => {
      const [open] = (await stage.pool.query<Open>(ANY_PENDING)).rows;
      if (open === undefined) return;
      const actions = chance.next() < BOTH ? ACTIONS : [chance.pick(ACTIONS) ?? 'confirm'];
      await Promise.all(actions.map((action) => give(open, action)));
    }),
    every(700, async () => see('a list', (await list(stage, anyHttp(), chance.pick(PARTNERS) ?? '')).status)),
    every(5_000, async () => {
      const headers = { authorization: `Bearer ${stage.env['BOOKING_REMINDER_CRON_SECRET']}` };
      see('a sweep', (await ask(anyHttp(), '/api/cron/booking-reminders', { method: 'POST', headers })).status);
    }),
  ];
  return {
    acknowledged,
    answered,
    wrong,
    stop: async () => {
      running = false;
      await Promise.all(loops);
      await Promise.all(underWay);
    },
  };
}

function raise(): never {
  throw new Error('No HTTP process takes part.');
}
