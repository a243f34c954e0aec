import { HOUR_MS, type Instant } from '@miomente/booking-domain';
import { CATALOGUE } from '../shop/courses.ts';
import { seededRandom } from '../shop/random.ts';
import { answeredOrders, changedOrders } from './changed-orders.ts';
import { oddOrders, oneOff, unreachableOrders } from './odd-orders.ts';
import { SAMPLE_PARTNERS } from './partners.ts';
import { HISTORY_MS, pastOrders } from './past-orders.ts';
import { type Story, type Teller, teller } from './story.ts';
import { UNSWEPT_HOURS, waitingOrders } from './waiting-orders.ts';
import type { World } from './world.ts';

/** One step of the history. @returns whether it may have caused deliveries */
export interface Step {
  readonly at: Instant;
  readonly act: (world: World) => Promise<boolean>;
}

const SWEEP_EVERY_MS: number = 4 * HOUR_MS;
/** Any fixed seed: the history is the same every time. */
const SEED = 20_260_413;

/** The whole history in order of time. The same `now` gives the same history. */
export function history(now: Instant, timeZone: string): readonly Step[] {
  const tell = teller({ now, timeZone, random: seededRandom(SEED) });
  const steps = [opening(tell), ...stories(tell).flatMap(stepsOf), ...sweeps(now)];
  return steps.sort((a, b) => a.at - b.at);
}

/** All orders of the sample. */
export function stories(tell: Teller): readonly Story[] {
  return [
    ...pastOrders(tell),
    ...answeredOrders(tell),
    ...changedOrders(tell),
    ...waitingOrders(tell),
    ...oddOrders(tell),
    ...unreachableOrders(tell),
  ];
}

/** Partners and products exist before the first order. */
function opening(tell: Teller): Step {
  return {
    at: tell.present.now - HISTORY_MS,
    act: async (world) => {
      for (const partner of SAMPLE_PARTNERS) await world.cases.keepPartner(partner);
      await world.shop.stock([...CATALOGUE, oneOff(tell)]);
      return true;
    },
  };
}

function stepsOf({ placedAt, order, chapters }: Story): readonly Step[] {
  const step = (at: Instant, act: (world: World) => Promise<unknown>): Step => ({
    at,
    act: async (world) => {
      await act(world);
      return true;
    },
  });
  const place = async (world: World): Promise<void> => world.announce((await world.shop.place(order)).orderId);
  return [step(placedAt, place), ...chapters.map(({ at, act }) => step(at, (world) => act(world, order.placedAs)))];
}

/** Sweeps ran until some hours ago, so the first real sweep has work to do. */
function sweeps(now: Instant): readonly Step[] {
  const last = now - UNSWEPT_HOURS * HOUR_MS;
  const count = Math.floor((last - (now - HISTORY_MS)) / SWEEP_EVERY_MS);
  return Array.from({ length: count }, (_, n) => ({
    at: last - n * SWEEP_EVERY_MS,
    act: async (world: World) => {
      const { firstReminders, secondReminders, escalations } = await world.cases.sweepReminders();
      return firstReminders + secondReminders + escalations > 0;
    },
  }));
}
