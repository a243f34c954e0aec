import { join } from 'node:path';
import { connectionTo, startEmbeddedPostgres } from '@miomente/embedded-postgres';
import type { Config } from '../config/load.ts';
import { CommandError, say } from '../process/command.ts';

/** Receives the folder of our own database before anything is started there. */
export type OnFolder = (folder: string) => void;

/** An open database. */
export interface Database {
  readonly url: string;
  /** Stops our own server; does nothing to a configured one. */
  stop(): Promise<void>;
}

const folderIn = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'postgres');

/** Opens the configured database, or else our own in the data folder, which this process starts and stops. */
export async function openDatabase(config: Config, onFolder: OnFolder = () => {}): Promise<Database> {
  if (config.DATABASE_URL !== undefined) return elsewhere(config.DATABASE_URL);
  const server = await startEmbeddedPostgres({
    dataDir: folderIn(config),
    onFolder,
    log: (line) => {
      if (line.startsWith("PostgreSQL can't enter")) say(line);
    },
  });
  return { url: server.url, stop: () => server.stop() };
}

/** Opens the configured database or the one of a running `npm start`; undefined when there is neither. */
async function findDatabase(config: Config): Promise<Database | undefined> {
  const url = config.DATABASE_URL ?? (await connectionTo(folderIn(config)));
  return url === undefined ? undefined : elsewhere(url);
}

/** For a command that does one thing: the database of a running `npm start`, or our own while the command runs. */
export async function borrowDatabase(config: Config, onFolder?: OnFolder): Promise<Database> {
  return (await findDatabase(config)) ?? openDatabase(config, onFolder);
}

/**
 * For one of several processes, none of which owns the database.
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
  return { url, stop: async () => {} };
}
