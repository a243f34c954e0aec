/** Whom a limit counts: a partner's requests, a client's visits to link pages, a client's logins. */
export type RateBucket = 'partner' | 'link' | 'login';

/** Where one client of a bucket stands after this request. */
export interface RateStanding {
  readonly allowed: boolean;
  /** Requests a window allows, and how many of them are left. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Counts requests over all processes. */
export interface RateLimiter {
  /**
   * Counts one request.
   * @param key whom it counts for: a customer number or a client address
   * @returns undefined when nothing is limited
   */
  consume(bucket: RateBucket, key: string): Promise<RateStanding | undefined>;
}

/** Limits nothing. */
export const unlimited: RateLimiter = { consume: async () => undefined };
