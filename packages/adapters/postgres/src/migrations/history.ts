import pg from 'pg';
import { MigrationError } from './errors.ts';
import type { Migration } from './files.ts';

/** A migration that a database has been through. */
export interface Applied {
  readonly name: string;
  readonly checksum: string;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Makes sure that there is a table that remembers. */
export async function prepareHistory(db: Queryable, table: string): Promise<void> {
  await db.query(`
    CREATE TABLE IF NOT EXISTS ${pg.escapeIdentifier(table)} (
      name TEXT PRIMARY KEY,
      checksum TEXT NOT NULL,
      applied_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
    )`);
}

/** What the database has been through, in sequence; nothing when it has no table that remembers. */
export async function readHistory(db: Queryable, table: string): Promise<readonly Applied[]> {
  const identifier = pg.escapeIdentifier(table);
  const known = await db.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [identifier]);
  if (known.rows[0]?.found == null) return [];
  const { rows } = await db.query<Applied>(`SELECT name, checksum FROM ${identifier} ORDER BY name COLLATE "C"`);
  return rows;
}

/**
 * What is still to be done, in sequence.
 * @throws MigrationError when the database's history is not the beginning of the code's
 */
export function pendingOf(migrations: readonly Migration[], history: readonly Applied[]): readonly Migration[] {
  for (const [i, applied] of history.entries()) requireSame(applied, migrations[i]);
  return migrations.slice(history.length);
}

function requireSame(applied: Applied, migration: Migration | undefined): void {
  if (migration === undefined) {
    throw new MigrationError(
      `The database is newer than this program: it has been through ${applied.name}, which is not known here. ` +
        'Start the version that brought it, or a newer one.',
    );
  }
  if (migration.name !== applied.name) {
    throw new MigrationError(
      `The database has been through ${applied.name} where this program has ${migration.name}. ` +
        'Migrations are never renamed, removed or put between others: restore the file, and add a new one at the end.',
    );
  }
  if (migration.checksum !== applied.checksum) {
    throw new MigrationError(
      `The migration ${migration.name} was changed after the database went through it. ` +
        'Restore the file as it was (git log shows it), and put the change into a new migration at the end.',
    );
  }
}
