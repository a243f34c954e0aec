import { setTimeout as delay } from 'node:timers/promises';
import { createPool, type Pool } from 'mysql2/promise';
import type { MagentoSettings } from '../settings.ts';

const IDLE_MS = 60_000;
const CLOSE_WITHIN_MS = 2_000;

/** A pool of connections to Magento's database; none is made before the first read. */
export function openPool(settings: MagentoSettings): Pool {
  const { host, port, user, password, database, tls, connections, connectTimeoutMs } = settings;
  const pool = createPool({
    host,
    port,
    user,
    password,
    database,
    ...(tls ? { ssl: { minVersion: 'TLSv1.2' } } : {}),
    charset: 'utf8mb4',
    connectionLimit: connections,
    maxIdle: 1,
    idleTimeout: IDLE_MS,
    connectTimeout: connectTimeoutMs,
    enableKeepAlive: true,
    // What is read must not depend on this machine: numbers that fit no double and dates stay text.
    supportBigNumbers: true,
    dateStrings: true,
    jsonStrings: true,
    timezone: 'Z',
  });
  // A connection that breaks while nobody uses it must not end the process; the pool drops it by itself.
  pool.pool.on('connection', (connection) => {
    connection.on('error', () => {});
  });
  return pool;
}

/** Closes every connection, and does not wait for a server that no longer answers. */
export async function closePool(pool: Pool): Promise<void> {
  await Promise.race([pool.end().catch(() => {}), delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
}
