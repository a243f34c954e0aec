import { setTimeout as delay } from 'node:timers/promises';
import type { Timer } from '@miomente/booking-domain';

/** Sleeps with timers of the event loop. A sleep keeps the process alive, because code is waiting for it. */
export const systemTimer: Timer = {
  sleep: async (ms) => {
    await delay(ms);
  },
  within: async (ms, work) => {
    const inTime = new AbortController();
    const late = delay(ms, 'too_late' as const, { signal: inTime.signal });
    // The loser of the race may still fail; that rejection is ignored.
    for (const each of [work, late]) each.catch(() => {});
    try {
      return await Promise.race([work, late]);
    } finally {
      inTime.abort();
    }
  },
};
