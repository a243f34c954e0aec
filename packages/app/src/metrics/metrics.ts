import { collectDefaultMetrics, Registry } from 'prom-client';
import { type DatabaseMetrics, databaseMetrics } from './database-metrics.ts';
import { type HttpMetrics, httpMetrics } from './http-metrics.ts';
import { type ProviderMetrics, providerMetrics } from './provider-metrics.ts';
import { type SchedulerMetrics, schedulerMetrics } from './scheduler-metrics.ts';

/**
 * What a process counts. Every label takes one of few values that stand in the code (a route's
 * pattern, a kind, an outcome), never a customer's or a visitor's data.
 */
export interface Metrics {
  readonly http: HttpMetrics;
  readonly providers: ProviderMetrics;
  readonly scheduler: SchedulerMetrics;
  readonly database: DatabaseMetrics;
  /** All of it, in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const database = databaseMetrics(registry);
  return {
    http: httpMetrics(registry),
    providers: providerMetrics(registry),
    scheduler: schedulerMetrics(registry),
    database,
    text: async () => {
      await database.refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
