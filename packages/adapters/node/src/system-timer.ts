import { setTimeout as delay } from 'node:timers/promises';
import type { Timer } from '@miomente/booking-domain';

/** Sleeps by the event loop's timers. A sleep keeps the process alive: somebody waits for what follows. */
export const systemTimer: Timer = {
  sleep: async (ms) => {
    await delay(ms);
  },
  within: async (ms, work) => {
    const inTime = new AbortController();
    const late = delay(ms, 'too_late' as const, { signal: inTime.signal });
    // One of the two is left behind, and may fail unheard.
    for (const each of [work, late]) each.catch(() => {});
    try {
      return await Promise.race([work, late]);
    } finally {
      inTime.abort();
    }
  },
};
