import type { DurationMs } from '../time/instant.ts';
/**
 * What a limit counts: a partner's or a manager's requests, and a client's visits to links, to the pages that links
 * lead to, and to the login; and how often a partner's calendar is fetched.
 */
export type RateBucket = 'partner' | 'manager' | 'link' | 'link_page' | 'login' | 'calendar';

/** The state of one client in a bucket after this request. */
export interface RateStanding {
  readonly allowed: boolean;
  /** The requests that a window allows, and how many of them are left. */
  readonly limit: number;
  readonly remaining: number;
  /** How long until the window ends and counting restarts. */
  readonly resetMs: DurationMs;
}

/** Counts requests across all processes. */
export interface RateLimiter {
  /**
   * Counts one request.
   * @param key whose request it is: a customer number, an address, a client address; stored in unreadable form
   * @returns undefined when there is no limit
   * @throws TransientFailure when it can't be counted; the request should then be allowed
   */
  consume(bucket: RateBucket, key: string): Promise<RateStanding | undefined>;
}
