import { isTimeZone } from '@miomente/booking-domain';
import { z } from 'zod';

/** How to reach the product's database, and how long to wait for it. */
export interface PostgresConfig {
  readonly databaseUrl: string;
  /** Connections this process may hold at once. */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  /** After this the server ends a statement. */
  readonly statementTimeoutMs: number;
  /** After this a server that does not answer is given up; longer than the statement's time-out. */
  readonly queryTimeoutMs: number;
  /** Where the days of date filters hang. */
  readonly timeZone: string;
}

const SECOND_MS = 1_000;
const seconds = (fallback: number): z.ZodType<number> =>
  z.coerce
    .number('must be a number of seconds')
    .positive('must be more than 0')
    .max(3_600, 'must be an hour at the most')
    .default(fallback)
    .transform((value) => Math.ceil(value * SECOND_MS));

/** Beyond the statement's own time-out, so that the server's answer to it still arrives. */
const GRACE_MS = 2_000;

/** Reads the database's settings from environment variables; every problem is an issue at its variable. */
export const postgresConfig: z.ZodType<PostgresConfig> = z
  .object({
    DATABASE_URL: z
      .string('must be set, such as postgres://user:password@localhost:5432/bookings')
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
    DATABASE_POOL_SIZE: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(2, 'must be 2 or more')
      .max(500, 'must be 500 or less')
      .default(20),
    DATABASE_CONNECT_TIMEOUT_SECONDS: seconds(5),
    DATABASE_STATEMENT_TIMEOUT_SECONDS: seconds(15),
    TIME_ZONE: z.string().default('Europe/Berlin').refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    poolSize: env.DATABASE_POOL_SIZE,
    connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_SECONDS,
    statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_SECONDS,
    queryTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_SECONDS + GRACE_MS,
    timeZone: env.TIME_ZONE,
  }));
