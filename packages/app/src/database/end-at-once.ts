import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tells our own database server to stop at once, for when nobody can wait for it. */
export function endAtOnce(folder: string | undefined): void {
  if (folder === undefined) return;
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    // PostgreSQL's "fast shutdown": it closes connections and leaves the data consistent.
    if (pid > 0) process.kill(pid, 'SIGINT');
  } catch {
    // It has already ended.
  }
}
