import type { Container } from 'inversify';
import type { Config } from '../config/load.ts';
import { migrateAll } from '../database/migrate-all.ts';
import { borrowDatabase } from '../database/open-database.ts';
import { makeLogger } from '../log/logger.ts';
import { linkSettings } from '../start/scheduler-alone.ts';
import { compose } from './compose.ts';

/** Lets a command do one thing with the product on an up-to-date database, and closes everything after it. */
export async function withProduct(config: Config, work: (container: Container) => Promise<void>): Promise<void> {
  const log = makeLogger(config.LOG_LEVEL ?? 'warn');
  const database = await borrowDatabase(config);
  try {
    await migrateAll(database.url);
    const container = compose({ config, http: linkSettings(config), databaseUrl: database.url, log });
    await work(container).finally(() => container.unbindAllAsync());
  } finally {
    await database.stop();
  }
}
