import type { Container } from 'inversify';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';
import type { Metrics } from './metrics.ts';

/** Has the metrics look at the process's connections. A rush of requests does not keep them from asking the database. */
export function watchPools(container: Container, metrics: Metrics): void {
  const queue = take(container, APP.queuePool);
  const engine = take(container, APP.enginePools);
  metrics.database.watch({ work: take(container, APP.pool), queue, engine: () => engine.newest }, queue);
}
