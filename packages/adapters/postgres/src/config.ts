import { number, onOrOff, seconds, shaped, type VariableGroup, variable } from '@miomente/booking-config';
import { z } from 'zod';

/** How to reach the product's database, and its time limits. */
export interface PostgresConfig {
  /** Undefined when no database is configured. */
  readonly databaseUrl: string | undefined;
  /** The number of connections of this process. */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  /** Time limit for one statement; after it, the server cancels the statement. */
  readonly statementTimeoutMs: number;
  /** The limit after which an unresponsive server is given up; longer than the statement's time limit. */
  readonly queryTimeoutMs: number;
  /** Whether sessions keep the plans of statements. */
  readonly preparedStatements: boolean;
}

/** Longer than the statement's time limit, so that the server's answer to it still arrives. */
const GRACE_MS = 2_000;
const EXAMPLE_LOGIN = /^postgres(?:ql)?:\/\/user:password@/;

const variables = {
  DATABASE_URL: variable(
    shaped(/^postgres(ql)?:\/\/./, 'must be an address such as postgres://user:password@host:5432/database'),
    {
      about: 'PostgreSQL 15 or newer.',
      otherwise: 'a PostgreSQL of its own in DATA_DIR (`npm start`)',
      example: 'postgres://user:password@localhost:5432/bookings',
      secret: 'theirs',
      production: 'must be set: the database in DATA_DIR is for trying the product out',
      refusedInProduction: (given) =>
        EXAMPLE_LOGIN.test(given) ? "holds an example's login; set it to the real one" : undefined,
      isAddress: true,
      inReadme: true,
    },
  ),
  DATABASE_POOL_SIZE: variable(number({ unit: 'connections', min: 2, max: 500 }), {
    about:
      'Connections of one process for requests and deliveries. A scheduler’s queue needs WORKER_CONCURRENCY + 4 more.',
    default: '20',
  }),
  DATABASE_CONNECT_TIMEOUT_SECONDS: variable(seconds, { about: 'Time limit for opening a connection.', default: '5' }),
  DATABASE_STATEMENT_TIMEOUT_SECONDS: variable(seconds, {
    about: 'Time limit for one statement; after it, the server cancels the statement.',
    default: '15',
  }),
  DATABASE_PREPARED_STATEMENTS: variable(onOrOff, {
    about:
      'Whether connections keep the plans of statements. `off` behind a pooler that gives each transaction another connection and does not know prepared statements (PgBouncer before 1.21). The scheduler needs connections of its own: it listens.',
    default: 'on',
  }),
};

/** The variables that {@link postgresConfig} reads. */
export const postgresVariables: VariableGroup = { title: 'Database', variables };

/** Reads the database's settings from environment variables. Every problem becomes an issue at its variable. */
export const postgresConfig: z.ZodType<PostgresConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    poolSize: env.DATABASE_POOL_SIZE,
    connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_SECONDS,
    statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_SECONDS,
    queryTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_SECONDS + GRACE_MS,
    preparedStatements: env.DATABASE_PREPARED_STATEMENTS,
  }));
