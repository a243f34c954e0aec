import { connect, isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createPool, type Pool, type PoolOptions } from 'mysql2/promise';
import type { MagentoSettings } from '../settings.ts';

const IDLE_MS = 60_000;
const CLOSE_WITHIN_MS = 2_000;

/** Creates a pool of connections to Magento's database. The first read opens the first connection. */
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
    // Results must not depend on this machine: dates, and numbers that do not fit a double, are returned as text.
    supportBigNumbers: true,
    dateStrings: true,
    jsonStrings: true,
    timezone: 'Z',
  });
  // A broken idle connection must not end the process. The pool removes it by itself.
  pool.pool.on('connection', (connection) => {
    connection.on('error', () => {});
  });
  return pool;
}

/** TLS, with a certificate that a known authority issued for this host (running#magento-tls). */
function encrypted(host: string, port: number): Pick<PoolOptions, 'ssl' | 'stream'> {
  const ssl = { minVersion: 'TLSv1.2', verifyIdentity: true };
  if (isIP(host) === 0) return { ssl };
  // The driver sends no host name for an IP address, and Node would then check the certificate against `localhost`.
  return { ssl, stream: () => Object.assign(connect({ host, port, keepAlive: true }), { _host: host }) };
}

/** Closes every connection. Does not wait for a server that no longer answers. */
export async function closePool(pool: Pool): Promise<void> {
  await Promise.race([pool.end().catch(() => {}), delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
}
