import { setTimeout as delay } from 'node:timers/promises';
import type { Pause } from '@miomente/booking-domain';

/** Pauses by the event loop's timers. A pause keeps the process alive: somebody waits for what follows. */
export const timerPause: Pause = {
  forMs: async (ms) => {
    await delay(ms);
  },
};
