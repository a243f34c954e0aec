import { SECOND_MS } from '@miomente/booking-domain';
import type { Config } from '../config/load.ts';
import { joinDatabase } from '../database/open-database.ts';
import { readinessOf, requireReady } from '../database/readiness.ts';
import { makeLogger } from '../log/logger.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import { watchPools } from '../metrics/watch-pools.ts';
import { say } from '../process/command.ts';
import { compose } from '../wiring/compose.ts';
import { chooseAddress, settingsFor } from './address.ts';
import type { Run } from './run-until-stopped.ts';
import { startHttp } from './start-http.ts';
import { reportUnservedLinks } from './unserved-links.ts';

/** No scheduler has to stop after it. Longer than a deadline that began right before the process began to leave. */
const DRAIN_MS = 5_000;

/** `npm run start:http`: one of any number of HTTP processes. */
export async function startHttpAlone(config: Config, { started }: Run): Promise<void> {
  const log = makeLogger(config.LOG_LEVEL ?? 'info');
  const metrics = makeMetrics();
  const { url } = await joinDatabase(config);
  const address = await chooseAddress(config);
  const settings = settingsFor(config, address, DRAIN_MS);
  const container = compose({ config, http: settings, databaseUrl: url, log, metrics });
  watchPools(container, metrics);
  started.add(() => container.unbindAllAsync());
  await requireReady(container);
  await reportUnservedLinks(container, log);
  const readiness = readinessOf(container);
  const leaveMs = config.SHUTDOWN_DRAIN_SECONDS * SECOND_MS;
  await startHttp({ config, settings, address, container, readiness, log, metrics, started, leaveMs });
  say(`HTTP listens on ${address.localUrl}`);
}
