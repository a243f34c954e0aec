import { collectDefaultMetrics, Registry } from 'prom-client';
import type { AroundProviders } from '../wiring/around-providers.ts';
import { type DatabaseMetrics, databaseMetrics } from './database-metrics.ts';
import { type HttpMetrics, httpMetrics } from './http-metrics.ts';
import { type InboundMailMetrics, inboundMailMetrics } from './inbound-mail-metrics.ts';
import { type LinkMetrics, linkMetrics } from './link-metrics.ts';
import { providerMetrics } from './provider-metrics.ts';
import { type SchedulerMetrics, schedulerMetrics } from './scheduler-metrics.ts';

/**
 * The metrics of a process. Each label has few possible values that are defined in code (a route's pattern, a kind, an
 * outcome), never a person's data.
 */
export interface Metrics {
  readonly http: HttpMetrics;
  readonly links: LinkMetrics;
  readonly inboundMails: InboundMailMetrics;
  readonly providers: AroundProviders;
  readonly scheduler: SchedulerMetrics;
  readonly database: DatabaseMetrics;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  /** The labels of each metric, as declared, by its name. */
  labels(): ReadonlyMap<string, readonly string[]>;
}

/** Creates the metrics, with a registry of their own. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const database = databaseMetrics(registry);
  return {
    http: httpMetrics(registry),
    links: linkMetrics(registry),
    inboundMails: inboundMailMetrics(registry),
    providers: providerMetrics(registry),
    scheduler: schedulerMetrics(registry),
    database,
    text: async () => {
      await database.refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
    labels: () => new Map(registry.getMetricsAsArray().map((metric) => [metric.name, labelNamesOf(metric)])),
  };
}

/** The library keeps them, and does not say so in its types. */
function labelNamesOf(metric: object): readonly string[] {
  return 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : [];
}
