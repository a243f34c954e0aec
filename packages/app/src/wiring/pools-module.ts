import { createPool } from '@miomente/booking-postgres';
import { ContainerModule } from 'inversify';
import type pg from 'pg';
import type { Config } from '../config/load.ts';
import { APP } from './identifiers.ts';

/** The queue's worker holds one connection for news, and its lease, recovery and settings need some now and then. */
const BESIDE_JOBS = 4;

/** Binds both pools of connections; those that were used are closed when the container is emptied. */
export function poolsModule(databaseUrl: string, config: Config): ContainerModule {
  const { connections, WORKER_CONCURRENCY } = config;
  const sizes = [
    [APP.pool, connections.poolSize],
    [APP.queuePool, WORKER_CONCURRENCY + BESIDE_JOBS],
  ] as const;
  return new ContainerModule(({ bind }) => {
    for (const [pool, poolSize] of sizes) {
      bind<pg.Pool>(pool)
        .toDynamicValue(() => createPool({ ...connections, databaseUrl, poolSize }))
        .inSingletonScope()
        .onDeactivation((made) => made.end());
    }
  });
}
