import { setTimeout as delay } from 'node:timers/promises';
import type { Pause } from '@miomente/booking-domain';

/** Pauses by the event loop's timers. A pause keeps the process alive: somebody waits for what follows. */
export const timerPause: Pause = {
  forMs: async (ms) => {
    await delay(ms);
  },
  atMost: async (ms, work) => {
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
