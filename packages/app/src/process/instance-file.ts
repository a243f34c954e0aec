import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';

/** A running HTTP server, for commands on the same machine. */
export interface Instance {
  /** Its URL for this machine. */
  readonly url: string;
  readonly pid: number;
}

const FILE = 'instance.json';
const noted = z.object({ url: z.url(), pid: z.int().positive() });

/**
 * Writes a file that says that this process serves. The file of another process in the same data folder stays.
 * @returns a function that deletes the file, unless it is another process's
 */
export function noteInstance(dataDir: string, url: string): () => void {
  const other = readNote(dataDir);
  if (other !== undefined && other.pid !== process.pid && isAlive(other.pid)) return () => {};
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, FILE), `${JSON.stringify({ url, pid: process.pid })}\n`);
  return () => {
    if (readNote(dataDir)?.pid === process.pid) rmSync(join(dataDir, FILE), { force: true });
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The running instance; undefined when none runs, even when a killed one left its file. */
export async function runningInstance(dataDir: string): Promise<Instance | undefined> {
  const instance = readNote(dataDir);
  if (instance === undefined) return undefined;
  const alive = await fetch(`${instance.url}${paths.health.at()}`, { signal: AbortSignal.timeout(3_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
  return alive ? instance : undefined;
}

function readNote(dataDir: string): Instance | undefined {
  try {
    return noted.parse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
