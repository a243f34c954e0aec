import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tells a server of ours to end by itself, breaking off what it does, for when nobody can wait for it. */
export function endAtOnce(folder: string | undefined): void {
  if (folder === undefined) return;
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    // PostgreSQL's "fast shutdown": open connections are broken off, the data is left in order.
    if (pid > 0) process.kill(pid, 'SIGINT');
  } catch {
    // It has ended already.
  }
}
