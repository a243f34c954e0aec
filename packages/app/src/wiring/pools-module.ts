import { ContainerModule } from 'inversify';
import pg from 'pg';
import type { Logger } from 'pino';
import { APP } from './identifiers.ts';

export interface PoolSizes {
  /** Connections for requests and jobs. */
  readonly main: number;
  /** Connections for the queue itself. */
  readonly queue: number;
}

const CONNECT_WITHIN_MS = 5_000;
/** Longer than any statement of ours should take; a server that has gone silent is left after it. */
const ANSWER_WITHIN_MS = 20_000;

/** Binds both pools of connections; they are closed when the container is emptied. */
export function poolsModule(databaseUrl: string, sizes: PoolSizes, log: Logger): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind<pg.Pool>(APP.pool)
      .toDynamicValue(() => poolOf(databaseUrl, 'booking', sizes.main, log))
      .inSingletonScope()
      .onDeactivation((pool) => pool.end());
    bind<pg.Pool>(APP.queuePool)
      .toDynamicValue(() => poolOf(databaseUrl, 'booking queue', sizes.queue, log))
      .inSingletonScope()
      .onDeactivation((pool) => pool.end());
  });
}

function poolOf(connectionString: string, name: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: name,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it, or while it is checked out, must not end the process; who uses
  // it hears of it by the failure of the statement.
  const heard = (error: Error & { code?: string }): void =>
    log.warn({ event: 'connection_lost', pool: name, code: error.code ?? error.constructor.name });
  pool.on('error', heard);
  pool.on('connect', (client) => client.on('error', heard));
  return pool;
}
