import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './client.ts';
import type { ProductProcess } from './product-process.ts';

/** Sends each request to a process that says it is ready, of which it asks each one once a second. */
export interface Balancer {
  /** The next process in turn; undefined while none is ready. */
  next(): ProductProcess | undefined;
  stop(): Promise<void>;
}

/** @param processes those in use, in an array that changes as they are replaced */
export function startBalancer(processes: readonly ProductProcess[]): Balancer {
  const ready = new Set<ProductProcess>();
  let running = true;
  let turn = 0;
  const watch = async (at: number): Promise<void> => {
    while (running) {
      const process = processes[at];
      if (process !== undefined) {
        const { status } = await ask(process, '/readyz', { signal: AbortSignal.timeout(2_000) });
        if (status === 200) ready.add(process);
        else ready.delete(process);
      }
      for (const known of ready) if (!processes.includes(known)) ready.delete(known);
      await delay(1_000);
    }
  };
  const watching = processes.map((_, at) => watch(at));
  return {
    next: () => {
      const able = [...ready];
      turn += 1;
      return able[turn % able.length];
    },
    stop: async () => {
      running = false;
      await Promise.all(watching);
    },
  };
}
