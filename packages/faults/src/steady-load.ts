import { setTimeout as delay } from 'node:timers/promises';
import type { Balancer } from './balancer.ts';
import { announce, type Got, list, PARTNERS } from './client.ts';
import type { Stage } from './stage.ts';

/** Announcements and lists through a balancer, some at once all the time. */
export interface SteadyLoad {
  readonly acknowledged: readonly number[];
  /** What was not answered as it should be, in words. */
  readonly failed: readonly string[];
  /** Ends when what is under way has been answered. @returns how many requests there were */
  stop(): Promise<number>;
}

/** Each partner may ask a hundred times a minute. */
const LIST_EVERY = 4;

export function startSteadyLoad(stage: Stage, balancer: Balancer, atOnce = 4): SteadyLoad {
  const acknowledged: number[] = [];
  const failed: string[] = [];
  let requests = 0;
  let running = true;
  const note = (what: string, { status, code }: Got): boolean => {
    requests += 1;
    if (status === 200 || status === 202) return true;
    failed.push(`${what}: ${code ?? status}`);
    return false;
  };
  const run = async (first: number): Promise<void> => {
    for (let turn = first; running; turn += 1) {
      const process = balancer.next();
      if (process !== undefined && turn % LIST_EVERY === 0) {
        note('list', await list(stage, process, PARTNERS[turn % PARTNERS.length] ?? ''));
      } else if (process !== undefined) {
        const { orderId } = await stage.shop.placeOrder();
        if (note('announcement', await announce(stage, process, orderId))) acknowledged.push(orderId);
      }
      await delay(150);
    }
  };
  const runs = Array.from({ length: atOnce }, (_, at) => run(at));
  return {
    acknowledged,
    failed,
    stop: async () => {
      running = false;
      await Promise.all(runs);
      return requests;
    },
  };
}
