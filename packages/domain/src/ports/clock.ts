import type { Instant } from '../time/instant.ts';

/** The time. The product gets it only from here, so that tests can set it. */
export interface Clock {
  /** Now. Never throws. May go back when the machine's clock is corrected. */
  now(): Instant;
}
