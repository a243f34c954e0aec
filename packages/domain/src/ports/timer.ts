import type { DurationMs } from '../time/instant.ts';
/** Lets time pass; tests let none pass. */
export interface Timer {
  /** Resolves after about this many milliseconds. */
  sleep(ms: DurationMs): Promise<void>;
  /**
   * Waits for work that has begun, but not longer than this many milliseconds. What comes too late is
   * nobody's: it goes on, and neither its value nor its failure is heard of.
   */
  within<Value>(ms: DurationMs, work: Promise<Value>): Promise<Value | 'too_late'>;
}
