import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './problem.ts';

/** The secrets that are made up where none are configured. */
const GENERATED = [
  'BOOKING_TOKEN_SECRET',
  'PORTAL_JWT_SECRET',
  'WEBHOOK_SECRET',
  'BOOKING_REMINDER_CRON_SECRET',
  'SAMPLE_MAILBOX_KEY',
];
const FILE = 'secrets.json';
const kept = z.record(z.string(), z.string().min(32));

/**
 * Secrets for a try-out: made once and kept in the data folder, readable by its owner alone, so
 * that links and logins survive a restart. Never used in production.
 * @returns those of `GENERATED` that `env` does not have
 */
export function generatedSecrets(dataDir: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const missing = GENERATED.filter((name) => env[name] === undefined);
  if (missing.length === 0) return {};
  const found = readKept(dataDir);
  const all = { ...fresh(), ...found };
  if (GENERATED.some((name) => found[name] === undefined)) keep(dataDir, all);
  // Read again: of two processes that start at once, one has written and both must use its secrets.
  const agreed = readKept(dataDir);
  return Object.fromEntries(missing.map((name) => [name, agreed[name] ?? '']));
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

/** Whole or not at all; of two processes that start at once the first one wins. */
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
