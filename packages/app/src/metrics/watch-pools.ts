import type { Container } from 'inversify';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';
import type { Metrics } from './metrics.ts';

/** Has the metrics look at the process's connections, and ask the database by those that answer requests. */
export function watchPools(container: Container, metrics: Metrics): void {
  metrics.database.watch({ work: take(container, APP.pool), queue: take(container, APP.queuePool) });
}
