import { PORTS } from '@miomente/booking-domain';
import { createOperationsApp, type HttpSettings, pinoHttpLog, startServer } from '@miomente/booking-http';
import type { Health } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { readinessOf } from '../database/readiness.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { readMetrics } from '../metrics/read-metrics.ts';
import { say } from '../process/command.ts';
import { livenessOf } from '../process/liveness.ts';
import type { Started } from '../process/started.ts';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';

/** Dependencies of {@link serveOperations}. */
export interface OperationsStart {
  readonly config: Config;
  readonly settings: HttpSettings;
  readonly container: Container;
  readonly health: Health;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly started: Started;
}

/** Serves a scheduler's health and metrics at `METRICS_PORT`; without it, listens nowhere. */
export async function serveOperations(start: OperationsStart): Promise<void> {
  const { config, settings, container, health, log, metrics, started } = start;
  const port = config.METRICS_PORT;
  if (port === undefined) return;
  const httpLog = metrics.http.counting(pinoHttpLog(log));
  const app = createOperationsApp({
    settings,
    log: httpLog,
    clock: take(container, PORTS.clock),
    traced: take(container, APP.trace).ofRequest,
    readiness: readinessOf(container, health),
    liveness: livenessOf(health),
    metrics: readMetrics(metrics),
  });
  const { limits } = settings;
  const listening = { host: config.HOST, port, limits, variable: 'METRICS_PORT', log: httpLog };
  const server = await startServer(app, listening);
  started.add(() => server.stop());
  say(`Health and metrics at ${server.url}`);
}
