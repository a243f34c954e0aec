import pg from 'pg';
import type { PostgresConfig } from '../config.ts';

/** Where a pool connects to, its size, and its time limits. */
type PoolSettings = Omit<PostgresConfig, 'databaseUrl' | 'preparedStatements'> & { readonly databaseUrl: string };

/**
 * A pool of connections to the product's database. The server cancels a statement that takes too long; when the server
 * does not answer at all, the wait ends a little later. The caller closes the pool.
 */
export function createPool(settings: PoolSettings): pg.Pool {
  return guarded(
    new pg.Pool({
      connectionString: isolated(settings.databaseUrl),
      max: settings.poolSize,
      connectionTimeoutMillis: settings.connectTimeoutMs,
      statement_timeout: settings.statementTimeoutMs,
      query_timeout: settings.queryTimeoutMs,
      idle_in_transaction_session_timeout: settings.statementTimeoutMs,
      keepAlive: true,
      application_name: 'booking',
    }),
  );
}

/** A space within an option is escaped. */
const READ_COMMITTED = String.raw`-c default_transaction_isolation=read\ committed`;

/**
 * The address with the isolation that statements are written for (running#isolation), whatever the default of database or
 * user is: a statement that waited for a lock judges rows as they are then. Other options of the address stay.
 */
function isolated(databaseUrl: string): string {
  const [base = '', query] = databaseUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  const given = parameters.get('options');
  parameters.set('options', given === null ? READ_COMMITTED : `${given} ${READ_COMMITTED}`);
  return `${base}?${parameters}`;
}

/** Without these listeners, a broken idle connection would end the process; the pool replaces it by itself. */
export function guarded(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
