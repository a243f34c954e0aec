import { createHmac } from 'node:crypto';
import type { RateBucket, RateLimiter, RateStanding } from '@miomente/booking-domain';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from './database/database.ts';
import type { TimeLeft, Turn } from './database/deadline.ts';
import { translated } from './database/failures.ts';

const TABLE = 'miomente_partner_portal_rate_limits';
const WINDOW_SECONDS = 60;

/** The requests that a window allows each client of a bucket (api#limits). */
export const REQUESTS_A_MINUTE: Readonly<Record<RateBucket, number>> = {
  partner: 100,
  manager: 100,
  link: 60,
  // Counted separately, because a visitor who follows a link also opens its page.
  link_page: 60,
  login: 10,
  // By partner: a service that fetches the calendars of many does so from few addresses.
  calendar: 60,
};

/** Options of the rate limiter. */
export interface RateLimiterOptions {
  /**
   * The secret under which clients are stored, so that addresses can't be recovered from the table, not even by trying
   * all.
   */
  readonly keySecret: string;
  /** How long the current request may still take, in milliseconds; no deadline by default. */
  readonly timeLeft?: TimeLeft;
  /** When it is the turn of the current request; by default it waits for no others. */
  readonly turn?: Turn;
  /** Whether sessions keep the plans of statements; they do unless told otherwise. */
  readonly preparedStatements?: boolean;
}

/** `RateLimiter` on PostgreSQL: processes on one database share each limit. */
export function postgresRateLimiter(pool: pg.Pool, { keySecret, ...options }: RateLimiterOptions): RateLimiter {
  const db = new Database(pool, options);
  const limiters: Readonly<Record<RateBucket, RateLimiterPostgres>> = {
    // One of them cleans up the table for all.
    partner: limiterOf(db, 'partner', true),
    manager: limiterOf(db, 'manager', false),
    link: limiterOf(db, 'link', false),
    link_page: limiterOf(db, 'link_page', false),
    login: limiterOf(db, 'login', false),
    calendar: limiterOf(db, 'calendar', false),
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

function limiterOf(db: Database, bucket: RateBucket, clearExpiredByTimeout: boolean): RateLimiterPostgres {
  const points = REQUESTS_A_MINUTE[bucket];
  return new RateLimiterPostgres({
    // All it asks of a pool. It names its statements by itself, whether a session may keep them or not.
    storeClient: { query: ({ text, values = [] }: pg.QueryConfig) => db.ask({ text, values }) },
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: bucket,
    points,
    duration: WINDOW_SECONDS,
    clearExpiredByTimeout,
    // A client that continues after a refusal is refused from memory, so that a flood does not reach the database.
    inMemoryBlockOnConsumed: points + 1,
  });
}

function standing(allowed: boolean, limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): RateStanding {
  return { allowed, limit, remaining: remainingPoints, resetMs: Math.max(msBeforeNext, 0) };
}
