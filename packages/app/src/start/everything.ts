import { startScheduler } from '@miomente/booking-scheduler';
import type { Config } from '../config/load.ts';
import { migrateAll } from '../database/migrate-all.ts';
import { openDatabase } from '../database/open-database.ts';
import { readinessOf } from '../database/readiness.ts';
import { makeLogger, schedulerReport } from '../log/logger.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import { watchPools } from '../metrics/watch-pools.ts';
import { say } from '../process/command.ts';
import { noteInstance } from '../process/instance-file.ts';
import { livenessOf, underWay } from '../process/liveness.ts';
import { putInSample } from '../sample/put-in-sample.ts';
import { compose } from '../wiring/compose.ts';
import { isSampled } from '../wiring/foreign-modules.ts';
import { schedulerDeps } from '../wiring/scheduler-deps.ts';
import { chooseAddress, settingsFor } from './address.ts';
import { reportOdooProblems } from './check-odoo.ts';
import { reportStandIns } from './report-stand-ins.ts';
import type { Run } from './run-until-stopped.ts';
import { startHttp } from './start-http.ts';
import { reportUnservedLinks } from './unserved-links.ts';
import { welcome } from './welcome.ts';

/** `npm start`: database, sample data, HTTP and scheduler in one process. */
export async function startEverything(config: Config, { started, opens }: Run): Promise<void> {
  const log = makeLogger(config.LOG_LEVEL ?? 'warn');
  const metrics = makeMetrics();
  const address = await chooseAddress(config);
  const database = await opens((onFolder) => openDatabase(config, onFolder));
  await migrateAll(database.url);
  const settings = settingsFor(config, address);
  const container = compose({ config, http: settings, databaseUrl: database.url, log, metrics });
  watchPools(container, metrics);
  started.add(() => container.unbindAllAsync());
  // Sample bookings belong to the stand-ins; a real system must not receive them.
  if (isSampled(config)) await putInSample(container, config, settings);
  await reportUnservedLinks(container, log);
  reportOdooProblems(container, config, log);
  reportStandIns(config, log);
  const scheduler = startScheduler(schedulerDeps(container, config, metrics.scheduler.counting(schedulerReport(log))));
  started.add(() => scheduler.stop());
  await underWay(scheduler);
  const readiness = readinessOf(container, scheduler.health);
  const liveness = livenessOf(scheduler.health);
  await startHttp({ config, settings, address, container, readiness, liveness, log, metrics, started });
  started.add(noteInstance(config.DATA_DIR, address.localUrl));
  say(welcome(address, isSampled(config)));
}
