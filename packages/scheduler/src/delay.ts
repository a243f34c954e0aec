import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after a while, or as soon as the signal asks to stop. Never rejects. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits by the event loop's timers. */
export const delayOnTimer: Delay = (ms, signal) => delay(ms, undefined, { signal }).catch(() => {});
