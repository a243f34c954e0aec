import { startScheduler } from '@miomente/booking-scheduler';
import type { Config } from '../config/load.ts';
import { joinDatabase } from '../database/open-database.ts';
import { requireReady } from '../database/readiness.ts';
import { makeLogger, schedulerReport } from '../log/logger.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import { watchPools } from '../metrics/watch-pools.ts';
import { say } from '../process/command.ts';
import { underWay } from '../process/liveness.ts';
import { localUrl } from '../process/public-url.ts';
import { compose } from '../wiring/compose.ts';
import { schedulerDeps } from '../wiring/scheduler-deps.ts';
import { USUAL_PORT } from './address.ts';
import { reportOdooProblems } from './check-odoo.ts';
import { reportStandIns } from './report-stand-ins.ts';
import type { Run } from './run-until-stopped.ts';
import { serveOperations } from './serve-operations.ts';
import { reportUnservedLinks } from './unserved-links.ts';

/** `npm run start:scheduler`: one of any number of schedulers. */
export async function startSchedulerAlone(config: Config, { started }: Run): Promise<void> {
  const log = makeLogger(config.LOG_LEVEL ?? 'info');
  const metrics = makeMetrics();
  const { url } = await joinDatabase(config);
  const settings = linkSettings(config);
  const container = compose({ config, http: settings, databaseUrl: url, log, metrics });
  watchPools(container, metrics);
  started.add(() => container.unbindAllAsync());
  await requireReady(container);
  await reportUnservedLinks(container, log);
  reportOdooProblems(container, config, log);
  reportStandIns(config, log);
  const scheduler = startScheduler(schedulerDeps(container, config, metrics.scheduler.counting(schedulerReport(log))));
  started.add(() => scheduler.stop());
  await underWay(scheduler);
  await serveOperations({ config, settings, container, health: scheduler.health, log, metrics, started });
  say('The scheduler is at work.');
}

/** The URL for links in mails: `PUBLIC_URL`, or the default of an HTTP process on this machine. */
export function linkSettings(config: Config): ReturnType<Config['httpSettings']> {
  return config.httpSettings(config.publicUrl ?? localUrl(config.HOST, config.PORT ?? USUAL_PORT));
}
