import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@miomente/embedded-postgres';

/** A PostgreSQL that can be brought down the hard way. */
export interface CrashingServer {
  /** Its address now; another one after each start. */
  readonly url: string;
  /** The process that all its others end with. */
  readonly pid: number;
  /** Ends it as `pg_ctl stop --mode=immediate` does: all connections break, and nothing is written down first. */
  crash(): Promise<void>;
  /** Starts it again, which goes through recovery. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of one's own in a folder that is the caller's to remove. */
export async function startCrashingServer(folder: string): Promise<CrashingServer> {
  const dataDir = join(folder, 'postgres');
  const launch = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir });
  let server = await launch();
  const pidOf = (): number => Number(readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    get url() {
      return server.url;
    },
    get pid() {
      return pidOf();
    },
    crash: async () => {
      const pid = pidOf();
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await delay(20);
    },
    start: async () => {
      server = await launch();
    },
    stop: () => server.stop(),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
