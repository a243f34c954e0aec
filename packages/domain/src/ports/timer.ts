import type { DurationMs } from '../time/instant.ts';
/** Lets time pass; in tests, none passes. */
export interface Timer {
  /** Resolves after about this many milliseconds. */
  sleep(ms: DurationMs): Promise<void>;
  /**
   * Waits for running work, at most this many milliseconds. Work that takes longer continues, and its result or failure
   * is ignored.
   */
  within<Value>(ms: DurationMs, work: Promise<Value>): Promise<Value | 'too_late'>;
}
