import { setTimeout as delay } from 'node:timers/promises';
import { SECOND_MS } from '@miomente/booking-domain';
import { createApp, type HttpSettings, type Liveness, type Readiness, startServer } from '@miomente/booking-http';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { makeLeaving } from '../process/leaving.ts';
import type { Started } from '../process/started.ts';
import { loadTryOut } from '../sample/load-try-out.ts';
import { isSampled } from '../wiring/foreign-modules.ts';
import { httpDeps } from '../wiring/http-deps.ts';
import { APP } from '../wiring/identifiers.ts';
import { take } from '../wiring/provide.ts';
import type { Address } from './address.ts';

/** Dependencies of {@link startHttp}. */
export interface HttpStart {
  readonly config: Config;
  readonly settings: HttpSettings;
  readonly address: Address;
  readonly container: Container;
  readonly readiness: () => Promise<Readiness>;
  /** The health of the scheduler in this process, if there is one. */
  readonly liveness?: () => Liveness;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly started: Started;
  /** How long requests are still served, though the process says that it is not ready, before it stops. */
  readonly leaveMs?: number;
}

/** How long an answer may take to be written. */
const ANSWER_MS = 500;

/** Starts the HTTP server. */
export async function startHttp(start: HttpStart): Promise<void> {
  const { config, settings, address, container, readiness, liveness, log, metrics, started, leaveMs = 0 } = start;
  const leaving = makeLeaving(readiness);
  const webhook = { url: address.localUrl, secret: settings.webhookSecrets[0] ?? '' };
  const inboundMail = config.inboundMail && { url: address.localUrl, secret: config.inboundMail.secret };
  const deps = httpDeps({
    container,
    tryOut: isSampled(config) ? await loadTryOut(container, settings, webhook, inboundMail) : undefined,
    odoo: config.foreign.odoo,
    mailer: config.foreign.mailer,
    inboundMail: config.inboundMail,
    settings,
    requestMs: config.REQUEST_DEADLINE_SECONDS * SECOND_MS,
    log,
    metrics,
    readiness: leaving.readiness,
    liveness,
  });
  const { limits } = settings;
  const server = await startServer(createApp(deps), { host: config.HOST, port: address.port, limits, log: deps.log });
  started.add(() => server.stop());
  // Before the port is closed, whoever asks each second must have heard that nothing more should be sent here.
  started.add(async () => {
    if (leaveMs === 0) return;
    leaving.begin();
    server.partWays();
    // Each request has its answer, be it 503, before the connections are cut.
    take(container, APP.deadline).endWithin(leaveMs + limits.drainMs - ANSWER_MS);
    await delay(leaveMs);
  });
}
