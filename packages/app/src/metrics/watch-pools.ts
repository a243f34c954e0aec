import type { Container } from 'inversify';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';
import type { CurrentPool } from './database-metrics.ts';
import type { Metrics } from './metrics.ts';

/**
 * Lets the metrics measure this process's connection pools, and who waits for them. They read the database over a pool of
 * their own, so that many requests do not block them.
 */
export function watchPools(container: Container, metrics: Metrics): void {
  const queue = take(container, APP.queuePool);
  const engine = take(container, APP.enginePools);
  const work = take(container, APP.pool);
  const deadline = take(container, APP.deadline);
  const requests = (): ReturnType<CurrentPool> => {
    const { totalCount, idleCount, waitingCount } = work;
    return { totalCount, idleCount, waitingCount: waitingCount + deadline.waiting() };
  };
  const pools = { work: requests, queue, engine: () => engine.newest };
  metrics.database.watch(pools, queue, take(container, APP.settings).eventReceiver !== null);
}
