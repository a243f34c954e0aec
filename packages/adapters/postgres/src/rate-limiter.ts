import { createHmac } from 'node:crypto';
import type { RateBucket, RateLimiter, RateStanding } from '@miomente/booking-domain';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { translated } from './database/failures.ts';

const TABLE = 'miomente_partner_portal_rate_limits';
const WINDOW_SECONDS = 60;

/** Requests that a window allows each client of a bucket (api#limits). */
export const REQUESTS_A_MINUTE: Readonly<Record<RateBucket, number>> = {
  partner: 100,
  manager: 100,
  link: 60,
  // Counted apart: whoever follows a link comes to its page as well.
  link_page: 60,
  login: 10,
};

export interface RateLimiterOptions {
  /** What clients are kept under: the table tells nobody's address, not even by trying them all. */
  readonly keySecret: string;
}

/** `RateLimiter` on PostgreSQL: processes on one database share each limit. */
export function postgresRateLimiter(pool: pg.Pool, { keySecret }: RateLimiterOptions): RateLimiter {
  const limiters: Readonly<Record<RateBucket, RateLimiterPostgres>> = {
    // One of them sweeps the table for all.
    partner: limiterOf(pool, 'partner', true),
    manager: limiterOf(pool, 'manager', false),
    link: limiterOf(pool, 'link', false),
    link_page: limiterOf(pool, 'link_page', false),
    login: limiterOf(pool, 'login', false),
  };
  return {
    consume: async (bucket, key) => {
      const limit = REQUESTS_A_MINUTE[bucket];
      const counted = createHmac('sha256', keySecret).update(`rate limit ${bucket} ${key}`).digest('base64url');
      try {
        return standing(true, limit, await limiters[bucket].consume(counted));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return standing(false, limit, refused);
        throw translated(refused);
      }
    },
  };
}

function limiterOf(pool: pg.Pool, bucket: RateBucket, clearExpiredByTimeout: boolean): RateLimiterPostgres {
  const points = REQUESTS_A_MINUTE[bucket];
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: bucket,
    points,
    duration: WINDOW_SECONDS,
    clearExpiredByTimeout,
    // Whoever goes on all the same is refused from memory: a flood does not reach the database.
    inMemoryBlockOnConsumed: points + 1,
  });
}

function standing(allowed: boolean, limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): RateStanding {
  return { allowed, limit, remaining: remainingPoints, resetMs: Math.max(msBeforeNext, 0) };
}
