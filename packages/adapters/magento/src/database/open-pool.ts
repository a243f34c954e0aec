import { connect, isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createPool, type Pool, type PoolOptions } from 'mysql2/promise';
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
    ...(tls ? encrypted(host, port) : {}),
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

/** Encrypted, with a certificate that a known authority gave to this very host (running#magento-tls). */
function encrypted(host: string, port: number): Pick<PoolOptions, 'ssl' | 'stream'> {
  const ssl = { minVersion: 'TLSv1.2', verifyIdentity: true };
  if (isIP(host) === 0) return { ssl };
  // The driver names no host for a bare address, and Node would compare the certificate with `localhost`.
  return { ssl, stream: () => Object.assign(connect({ host, port, keepAlive: true }), { _host: host }) };
}

/** Closes every connection, and does not wait for a server that no longer answers. */
export async function closePool(pool: Pool): Promise<void> {
  await Promise.race([pool.end().catch(() => {}), delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
}
