import { createPool } from '@miomente/booking-postgres';
import { ContainerModule } from 'inversify';
import type pg from 'pg';
import type { Config } from '../config/load.ts';
import { EnginePools } from './engine-pools.ts';
import { APP } from './identifiers.ts';

/** For leases, recovery, settings and metrics, each now and then. */
const QUEUE_CONNECTIONS = 4;
/** An engine needs one connection for notifications and one for fetching, besides those that complete jobs. */
const BESIDE_JOBS = 2;
/** The queue's statements are short. When one takes longer, its connection or the database is gone. */
const QUEUE_PATIENCE_MS = 5_000;
/** For the readiness check, which must answer within a second. */
const PROBE_PATIENCE_MS = 1_000;
/** Longer than the statement time-out, so that the server's answer to it still arrives. */
const GRACE_MS = 2_000;

/** Binds the connection pools. Pools that were used are closed when the container is emptied. */
export function poolsModule(databaseUrl: string, { connections, WORKER_CONCURRENCY }: Config): ContainerModule {
  const work = { ...connections, databaseUrl };
  const statementTimeoutMs = Math.min(connections.statementTimeoutMs, QUEUE_PATIENCE_MS);
  const queue = { ...work, statementTimeoutMs, queryTimeoutMs: statementTimeoutMs + GRACE_MS };
  const probe = { statementTimeoutMs: PROBE_PATIENCE_MS, queryTimeoutMs: PROBE_PATIENCE_MS };
  const sizes = [
    [APP.pool, { ...work, poolSize: connections.poolSize }],
    [APP.queuePool, { ...queue, poolSize: QUEUE_CONNECTIONS }],
    [APP.probePool, { ...work, ...probe, connectTimeoutMs: PROBE_PATIENCE_MS, poolSize: 1 }],
  ] as const;
  return new ContainerModule(({ bind }) => {
    for (const [pool, settings] of sizes) {
      bind<pg.Pool>(pool)
        .toDynamicValue(() => createPool(settings))
        .inSingletonScope()
        .onDeactivation((made) => made.end());
    }
    bind<EnginePools>(APP.enginePools).toConstantValue(
      new EnginePools({ ...queue, poolSize: WORKER_CONCURRENCY + BESIDE_JOBS }),
    );
  });
}
