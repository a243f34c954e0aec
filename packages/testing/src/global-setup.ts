import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@miomente/embedded-postgres';
import type { TestProject } from 'vitest/node';
import { scratchFolder } from './scratch.ts';
import { createTemplate, dropTemplateAndCopies } from './template.ts';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * One PostgreSQL for the whole run, with one migrated template: a throwaway one, or the one that DATABASE_URL names.
 * There the names carry a number of this run, and everything is dropped at its end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
