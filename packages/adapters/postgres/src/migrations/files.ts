import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from './errors.ts';

/** One migration, as in the code. */
export interface Migration {
  /** The file's name, `0001_what_it_does.sql`. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /**
   * The number of the last migration that a program must know to keep working after this one; its own number where the
   * file does not say, so that only programs that know it continue.
   */
  readonly servesFrom: number;
}

/** `-- Serves programs from 0021.`, on a line of its own. */
const SERVES = /^-- Serves programs from (\d{4})\.$/m;

const NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/**
 * Reads a folder's migrations, in sequence.
 * @throws MigrationError when the folder can't be read, a file is misnamed or a number is missing or used twice
 */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const [i, name] of names.entries()) requireName(name, i + 1);
  return Promise.all(names.map(async (name) => read(name, await readFile(join(folder, name), 'utf8'))));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new MigrationError(`The migrations can't be read from ${folder}: run from a complete checkout.`, { cause });
  }
}

/** A migration's position in the history, from 1. */
function numberOf(name: string): number {
  return Number(name.slice(0, 4));
}

function requireName(name: string, number: number): void {
  if (NAME.test(name) && numberOf(name) === number) return;
  const expected = `${String(number).padStart(4, '0')}_what_it_does.sql`;
  throw new MigrationError(`The migration ${name} must be called ${expected}: numbers follow each other from 0001.`);
}

/** Line breaks don't count: a checkout on Windows may have changed them. */
function read(name: string, text: string): Migration {
  const sql = text.replaceAll('\r\n', '\n');
  const own = numberOf(name);
  const servesFrom = Number(SERVES.exec(sql)?.[1] ?? own);
  if (servesFrom < 1 || servesFrom > own)
    throw new MigrationError(`The migration ${name} can't serve programs from ${servesFrom}: name one up to its own.`);
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex'), servesFrom };
}
