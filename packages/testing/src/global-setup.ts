import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '@miomente/embedded-postgres';
import type { TestProject } from 'vitest/node';
import { startMariaDb } from './mariadb/server.ts';
import { scratchFolder } from './scratch.ts';
import { createTemplate, dropTemplateAndCopies, type Migrate } from './template.ts';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** The projects that read Magento's tables, and so need MariaDB. */
const NEED_MARIADB: readonly string[] = ['adapters/magento', 'app', 'testing'];

/** The projects that start the product's processes; the long suite has no names. */
const START_PROCESSES: readonly string[] = ['app', 'faults', ''];
const BUILD = fileURLToPath(new URL('../../../scripts/build/main.mjs', import.meta.url));

/**
 * Starts the databases for a whole run, and makes a build: the processes that tests start come from it, as production's,
 * and are there in half the time. This package does not know the tables: the adapter that does uses it in its
 * own tests.
 * @param migrate creates the product's tables in the PostgreSQL template
 * @returns a function that stops the databases and removes the build
 */
export async function setupRun(project: TestProject, migrate: Migrate): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([
    setupPostgres(project, migrate),
    setupMariaDb(project),
    setupBuild(project),
  ]);
  const teardown = async (): Promise<void> => {
    await Promise.all(started.map((part) => (part.status === 'fulfilled' ? part.value() : undefined)));
  };
  const failed = started.find((part) => part.status === 'rejected');
  if (failed === undefined) return teardown;
  await teardown();
  throw failed.reason;
}

/** A build of the compiled code, whose folder is in PRODUCT_BUILD. */
async function setupBuild(project: TestProject): Promise<() => Promise<void>> {
  if (!project.vitest.projects.some(({ name }) => START_PROCESSES.includes(name))) return async () => {};
  const folder = scratchFolder('booking-product-');
  await promisify(execFile)(process.execPath, [BUILD, '--with-try-out', join(folder, 'build')]);
  process.env['PRODUCT_BUILD'] = join(folder, 'build');
  return async () => rmSync(folder, { recursive: true, force: true });
}

/** The MariaDB at MAGENTO_TEST_DB_URL, or else one started here. Only for projects that need it. */
async function setupMariaDb(project: TestProject): Promise<() => Promise<void>> {
  const needed = project.vitest.projects.some(({ name }) => NEED_MARIADB.includes(name));
  const given = process.env['MAGENTO_TEST_DB_URL'];
  const server = needed && !given ? await startMariaDb() : undefined;
  project.provide('mariaDb', given || (server?.url ?? null));
  return async () => server?.stop();
}

/**
 * One PostgreSQL with one migrated template: a temporary server, or the one at DATABASE_URL. On that one, all names
 * contain a number of this run, and everything is dropped at the end.
 */
async function setupPostgres(project: TestProject, migrate: Migrate): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const server = given ? { url: given, stop: async () => {} } : await throwawayServer();
  const template = given ? `template_app_${randomBytes(4).toString('hex')}` : 'template_app';
  const teardown = async (): Promise<void> => {
    if (given) await dropTemplateAndCopies(server.url, template);
    await server.stop();
  };
  try {
    await createTemplate(server.url, template, migrate);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgres', { url: server.url, template });
  return teardown;
}

async function throwawayServer(): Promise<Server> {
  const folder = scratchFolder('booking-test-');
  const discard = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', discard);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), throwaway: true });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      discard();
    },
  };
}
