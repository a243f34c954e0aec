import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after a while, or as soon as the signal asks to stop. Never rejects. */
export type Rest = (ms: number, signal: AbortSignal) => Promise<void>;

/** Rests by the event loop's timers. */
export const restOnTimer: Rest = (ms, signal) => delay(ms, undefined, { signal }).catch(() => {});
