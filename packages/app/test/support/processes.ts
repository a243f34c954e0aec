import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { freshDatabase, savePartners } from '@miomente/booking-testing';
import { afterAll } from 'vitest';
import { migrateAll } from '../../src/database/migrate-all.ts';
import { anyPort, dataFolder, SECRETS } from './environment.ts';
import { type Running, startCommand, startFile } from './process.ts';
import { productOn } from './product.ts';

/**
 * A migrated database for the calling test file, and any number of the product's processes on it. Processes still
 * running at the end are killed.
 */
export async function processesOnOneDatabase(extra: Record<string, string> = {}) {
  const { url: DATABASE_URL, pool } = await freshDatabase();
  await migrateAll(DATABASE_URL);
  await savePartners(pool, SAMPLE_PARTNERS);
  const DATA_DIR = dataFolder();
  const all: Running[] = [];
  // Runs before the database is dropped, because hooks run in reverse order.
  afterAll(() => Promise.all(all.map((running) => running.end('SIGKILL'))));
  // Real processes have real clocks: nobody waits for the moment that people take to read.
  const atOnce = { LINK_PRESS_MIN_SECONDS: '0', LINK_QUIET_SECONDS: '0', SHUTDOWN_DRAIN_SECONDS: '0' };
  const env = { ...SECRETS, DATABASE_URL, DATA_DIR, LOG_LEVEL: 'info', ...atOnce, ...extra };
  const keep = (running: Running): Running => {
    all.push(running);
    return running;
  };
  return {
    pool,
    env,
    ...productOn(pool),
    /** Starts another HTTP process. */
    startHttp: async (more: Record<string, string> = {}): Promise<Running & { readonly url: string }> => {
      const running = keep(startCommand('http', { ...env, ...more, PORT: String(await anyPort()) }));
      const [, url = ''] = await running.said(/HTTP listens on (\S+)/);
      return Object.assign(running, { url });
    },
    /** Starts another scheduler. */
    startScheduler: async (): Promise<Running> => {
      const running = keep(startCommand('scheduler', env));
      await running.said(/The scheduler is at work/);
      return running;
    },
    /** Starts a worker with a behaviour that the test chooses. */
    startChild: (name: string, more: Record<string, string> = {}): Running =>
      keep(startFile(new URL(`../children/${name}.mjs`, import.meta.url).pathname, { ...env, ...more })),
  };
}
