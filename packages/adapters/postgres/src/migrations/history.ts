import pg from 'pg';
import { MigrationError } from './errors.ts';
import type { Migration } from './files.ts';

/** A migration that was applied to the database. */
export interface Applied {
  readonly name: string;
  readonly checksum: string;
  /** As the migration declared it; null when it was applied before migrations did. */
  readonly servesFrom: number | null;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Makes sure that the table of applied migrations exists. */
export async function prepareHistory(db: Queryable, table: string): Promise<void> {
  await db.query(`
    CREATE TABLE IF NOT EXISTS ${pg.escapeIdentifier(table)} (
      name TEXT PRIMARY KEY,
      checksum TEXT NOT NULL,
      applied_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
      serves_from INTEGER
    )`);
  // Checked first, because the change itself would wait for everybody who is reading the table.
  const { rows } = await db.query(
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = 'serves_from' AND NOT attisdropped`,
    [pg.escapeIdentifier(table)],
  );
  if (rows.length === 0) await db.query(`ALTER TABLE ${pg.escapeIdentifier(table)} ADD COLUMN serves_from INTEGER`);
}

/** The applied migrations, in sequence; empty when the table does not exist. */
export async function readHistory(db: Queryable, table: string): Promise<readonly Applied[]> {
  const identifier = pg.escapeIdentifier(table);
  const known = await db.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [identifier]);
  if (known.rows[0]?.found == null) return [];
  // Reads the row as JSON, so that a table without the new column can be read as well.
  const { rows } = await db.query<Applied>(
    `SELECT name, checksum, (to_jsonb(applied) ->> 'serves_from')::int AS "servesFrom"
     FROM ${identifier} AS applied ORDER BY name COLLATE "C"`,
  );
  return rows;
}

/**
 * The migrations still to apply, in sequence. Empty also when the database has unknown migrations that serve this
 * program.
 * @throws MigrationError when the database's history is not the beginning of the code's, or too new for it
 */
export function pendingOf(migrations: readonly Migration[], history: readonly Applied[]): readonly Migration[] {
  for (const [i, applied] of history.entries()) {
    const migration = migrations[i];
    if (migration === undefined) requireServed(applied, migrations.length);
    else requireSame(applied, migration);
  }
  return migrations.slice(history.length);
}

/** @param known the number of this program's last migration */
function requireServed({ name, servesFrom }: Applied, known: number): void {
  if (servesFrom !== null && servesFrom <= known) return;
  throw new MigrationError(
    `The database is newer than this program: it has been through ${name}, which is not known here. ` +
      'Start the version that brought it, or a newer one.',
  );
}

function requireSame(applied: Applied, migration: Migration): void {
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
