import type { Instant } from '../time/instant.ts';

/** The time. The only place the product gets it from, so that tests can set it. */
export interface Clock {
  /** Now; never throws. May step back when the machine's clock is corrected. */
  now(): Instant;
}
