import { join } from 'node:path';
import { connectionTo, startEmbeddedPostgres } from '@miomente/embedded-postgres';
import type { Config } from '../config/load.ts';
import { CommandError, say } from '../process/command.ts';

/** A database to work on. */
export interface Database {
  readonly url: string;
  /** Where its files are when it is our own. */
  readonly folder: string | undefined;
  /** Ends our own server; leaves another one alone. */
  stop(): Promise<void>;
}

const folderIn = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'postgres');

/** The configured database; without one, our own in the data folder, which this process starts and ends. */
export async function openDatabase(config: Config): Promise<Database> {
  if (config.DATABASE_URL !== undefined) return elsewhere(config.DATABASE_URL);
  const server = await startEmbeddedPostgres({
    dataDir: folderIn(config),
    log: (line) => {
      if (line.startsWith("PostgreSQL can't enter")) say(line);
    },
  });
  return { url: server.url, folder: server.dataDir, stop: () => server.stop() };
}

/** The configured database, or the one that a running `npm start` has; undefined where there is neither. */
async function findDatabase(config: Config): Promise<Database | undefined> {
  const url = config.DATABASE_URL ?? (await connectionTo(folderIn(config)));
  return url === undefined ? undefined : elsewhere(url);
}

/** For a command that does one thing: the database of a running `npm start`, or our own for as long as it takes. */
export async function borrowDatabase(config: Config): Promise<Database> {
  return (await findDatabase(config)) ?? openDatabase(config);
}

/**
 * For one process of several, none of which owns the database.
 * @throws CommandError when there is none
 */
export async function joinDatabase(config: Config): Promise<Database> {
  const found = await findDatabase(config);
  if (found !== undefined) return found;
  throw new CommandError(
    'There is no database to join. Set DATABASE_URL to a PostgreSQL (15 or newer) that has been migrated with ' +
      '`npm run migrate`; or use `npm start`, which brings everything in one process.',
  );
}

function elsewhere(url: string): Database {
  return { url, folder: undefined, stop: async () => {} };
}
