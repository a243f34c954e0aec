import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DECLARED } from './groups.ts';
import { ConfigError } from './problem.ts';

/** The secrets that are generated when not configured. */
const GENERATED = DECLARED.filter(({ madeUp }) => madeUp === true).map(({ name }) => name);
const FILE = 'secrets.json';
const kept = z.record(z.string(), z.string().min(32));

/** Reads the secrets that the sample system has already generated in this data folder. Writes nothing. */
export function keptSecrets(dataDir: string): Record<string, string> {
  const found = readKept(dataDir);
  return Object.fromEntries(GENERATED.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])));
}

/**
 * Secrets for a sample system: generated once and stored in the data folder, readable by the owner only, so that links
 * and logins survive a restart. Never used in production.
 */
export function generatedSecrets(dataDir: string): Record<string, string> {
  const found = readKept(dataDir);
  if (GENERATED.some((name) => found[name] === undefined)) keep(dataDir, { ...fresh(), ...found });
  // Read again: of two processes that start at once, both must use the secrets of the one that wrote first.
  return keptSecrets(dataDir);
}

const fresh = (): Record<string, string> =>
  Object.fromEntries(GENERATED.map((name) => [name, randomBytes(32).toString('hex')]));

function readKept(dataDir: string): Record<string, string> {
  const path = join(dataDir, FILE);
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    const message = `holds secrets that can't be used (${path}); fix the file, or delete it to have new ones made`;
    throw new ConfigError([{ variable: 'DATA_DIR', message }]);
  }
}

/** Writes the file completely or not at all. Of two processes that start at once, the first one wins. */
function keep(dataDir: string, secrets: Readonly<Record<string, string>>): void {
  const file = join(dataDir, FILE);
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    if (existsSync(file)) renameSync(unfinished, file);
    else linkSync(unfinished, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    const message = `(${dataDir}) can't be written (${codeOf(error)}); give this user the folder, or name another one`;
    throw new ConfigError([{ variable: 'DATA_DIR', message }]);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
