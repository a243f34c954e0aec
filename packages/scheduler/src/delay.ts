import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after a time, or as soon as the signal aborts. Never rejects. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits with a timer of the event loop. */
export const delayOnTimer: Delay = (ms, signal) => delay(ms, undefined, { signal }).catch(() => {});
