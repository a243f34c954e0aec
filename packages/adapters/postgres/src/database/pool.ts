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
      connectionString: settings.databaseUrl,
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

/** Without these listeners, a broken idle connection would end the process; the pool replaces it by itself. */
export function guarded(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
