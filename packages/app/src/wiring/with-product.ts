import type { Container } from 'inversify';
import type { Config } from '../config/load.ts';
import { migrateAll } from '../database/migrate-all.ts';
import { borrowDatabase } from '../database/open-database.ts';
import { makeLogger } from '../log/logger.ts';
import type { Run } from '../start/run-until-stopped.ts';
import { linkSettings } from '../start/scheduler-alone.ts';
import { compose } from './compose.ts';

/**
 * Runs a command's operation with the product on an up-to-date database. The run closes everything afterwards.
 * @param options without `migrates`, the database stays as it is: for commands that only read
 */
export async function withProduct(
  config: Config,
  { started, opens }: Run,
  work: (container: Container) => Promise<void>,
  { migrates = true }: { readonly migrates?: boolean } = {},
): Promise<void> {
  const log = makeLogger(config.LOG_LEVEL ?? 'warn');
  const { url } = await opens((onFolder) => borrowDatabase(config, onFolder));
  if (migrates) await migrateAll(url);
  const container = compose({ config, http: linkSettings(config), databaseUrl: url, log });
  started.add(() => container.unbindAllAsync());
  await work(container);
}
