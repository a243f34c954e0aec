import type { Container } from 'inversify';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';
import type { Metrics } from './metrics.ts';

/**
 * Lets the metrics measure this process's connection pools. They read the database over a pool of their own, so that
 * many requests do not block them.
 */
export function watchPools(container: Container, metrics: Metrics): void {
  const queue = take(container, APP.queuePool);
  const engine = take(container, APP.enginePools);
  const pools = { work: take(container, APP.pool), queue, engine: () => engine.newest };
  metrics.database.watch(pools, queue, take(container, APP.settings).eventReceiver !== null);
}
