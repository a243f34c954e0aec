import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@miomente/embedded-postgres';
import type { TestProject } from 'vitest/node';
import { startMariaDb } from './mariadb/server.ts';
import { scratchFolder } from './scratch.ts';
import { createTemplate, dropTemplateAndCopies } from './template.ts';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** What reads Magento, and so needs a MariaDB. */
const NEED_MARIADB: readonly string[] = ['adapters/magento', 'app', 'testing'];

/** The databases of the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([setupPostgres(project), setupMariaDb(project)]);
  const teardown = async (): Promise<void> => {
    await Promise.all(started.map((part) => (part.status === 'fulfilled' ? part.value() : undefined)));
  };
  const failed = started.find((part) => part.status === 'rejected');
  if (failed === undefined) return teardown;
  await teardown();
  throw failed.reason;
}

/** The MariaDB that MAGENTO_TEST_DB_URL names, else one of our own; only where a project asks for it. */
async function setupMariaDb(project: TestProject): Promise<() => Promise<void>> {
  const needed = project.vitest.projects.some(({ name }) => NEED_MARIADB.includes(name));
  const given = process.env['MAGENTO_TEST_DB_URL'];
  const server = needed && !given ? await startMariaDb() : undefined;
  project.provide('mariaDb', given || (server?.url ?? null));
  return async () => server?.stop();
}

/**
 * One PostgreSQL with one migrated template: a throwaway one, or the one that DATABASE_URL names.
 * There the names carry a number of this run, and everything is dropped at its end.
 */
async function setupPostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const server = given ? { url: given, stop: async () => {} } : await throwawayServer();
  const template = given ? `template_app_${randomBytes(4).toString('hex')}` : 'template_app';
  const teardown = async (): Promise<void> => {
    if (given) await dropTemplateAndCopies(server.url, template);
    await server.stop();
  };
  try {
    await createTemplate(server.url, template);
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
