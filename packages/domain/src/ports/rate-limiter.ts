import type { DurationMs } from '../time/instant.ts';
/**
 * Whom a limit counts: a partner's or a manager's requests, a client's visits to links, to
 * the pages that links end on, and a client's logins.
 */
export type RateBucket = 'partner' | 'manager' | 'link' | 'link_page' | 'login';

/** Where one client of a bucket stands after this request. */
export interface RateStanding {
  readonly allowed: boolean;
  /** Requests a window allows, and how many of them are left. */
  readonly limit: number;
  readonly remaining: number;
  /** Until the window ends and counting starts anew. */
  readonly resetMs: DurationMs;
}

/** Counts requests over all processes. */
export interface RateLimiter {
  /**
   * Counts one request.
   * @param key whom it counts for: a customer number, an address, a client address; kept in no readable form
   * @returns undefined when nothing is limited
   * @throws TransientFailure when it can't be counted; the request should pass
   */
  consume(bucket: RateBucket, key: string): Promise<RateStanding | undefined>;
}
