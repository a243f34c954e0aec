import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const roomNeeded = 2 ** 30;

/** Creates a folder that every user can enter: in memory when more than 1 GB is free there, else on disk. */
export function scratchFolder(prefix: string): string {
  const folder = mkdtempSync(join(memoryHasRoom() ? '/dev/shm' : tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

function memoryHasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > roomNeeded;
  } catch {
    return false;
  }
}
