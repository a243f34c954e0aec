import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '@miomente/booking-testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  applyMigrations,
  bookingMigrations,
  type MigrationError,
  type MigrationSet,
  migrate,
  pendingMigrations,
} from '../src/index.ts';
import { readMigrations } from '../src/migrations/files.ts';

const { url, pool } = await freshDatabase();

async function withAdmin(sql: string): Promise<void> {
  await pool.query(sql);
}

describe('the product’s own migrations', () => {
  const empty = `${new URL(url).pathname.slice(1)}_empty`;
  const emptyUrl = Object.assign(new URL(url), { pathname: `/${empty}` }).href;
  beforeAll(() => withAdmin(`CREATE DATABASE ${empty} TEMPLATE template0`));
  afterAll(() => withAdmin(`DROP DATABASE ${empty}`));

  test('a migrated database is current, and migrating it again does nothing', async () => {
    expect(await pendingMigrations(pool)).toEqual([]);
    expect(await migrate(url)).toEqual([]);
    expect(await pendingMigrations(pool)).toEqual([]);
  });

  test('of three processes that start at once on an empty database one migrates, all succeed', async () => {
    const applied = await Promise.all([migrate(emptyUrl), migrate(emptyUrl), migrate(emptyUrl)]);
    expect(applied.flat()).toEqual((await readdir(bookingMigrations.folder)).sort());
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  test('without the queue’s own schema the database is not current', async () => {
    await pool.query('ALTER SCHEMA graphile_worker RENAME TO elsewhere');
    expect(await pendingMigrations(pool)).toEqual(['graphile_worker']);
    await pool.query('ALTER SCHEMA elsewhere RENAME TO graphile_worker');
  });
});

describe('applyMigrations', () => {
  let set: MigrationSet;
  const write = (name: string, sql: string): Promise<void> => writeFile(join(set.folder, name), sql);
  const names = async (): Promise<readonly string[]> =>
    (
      await pool.query(`SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'try_%' ORDER BY 1`)
    ).rows.map((row) => row.table_name);
  const failure = (): Promise<MigrationError> =>
    applyMigrations(pool, set).then(
      () => expect.fail('The migrations went through.'),
      (error: MigrationError) => error,
    );

  beforeEach(async () => {
    set = { folder: await mkdtemp(join(tmpdir(), 'migrations-')), table: 'try_history' };
    await write('0001_one.sql', 'CREATE TABLE try_one (a int); INSERT INTO try_one VALUES (1);');
    await write('0002_two.sql', 'CREATE TABLE try_two (a int);');
  });
  afterEach(async () => {
    await rm(set.folder, { recursive: true });
    await pool.query('DROP TABLE IF EXISTS try_history, try_one, try_two, try_three');
  });

  test('applies new ones, in sequence, once', async () => {
    expect(await applyMigrations(pool, set)).toEqual(['0001_one.sql', '0002_two.sql']);
    await write('0003_three.sql', 'ALTER TABLE try_two RENAME TO try_three;');
    expect(await applyMigrations(pool, set)).toEqual(['0003_three.sql']);
    expect(await applyMigrations(pool, set)).toEqual([]);
    expect(await names()).toEqual(['try_history', 'try_one', 'try_three']);
  });

  test('a failed one is undone completely, those before it stay, and it can be corrected', async () => {
    await write('0002_two.sql', 'CREATE TABLE try_two (a int); SELECT nothing_of_that_name();');
    const error = await failure();
    expect(error.name).toBe('MigrationError');
    expect(error.message).toContain('0002_two.sql failed and was undone');
    expect(await names()).toEqual(['try_history', 'try_one']);
    await write('0002_two.sql', 'CREATE TABLE try_two (a int);');
    expect(await applyMigrations(pool, set)).toEqual(['0002_two.sql']);
  });

  test('a file changed after it was applied stops everything and says what to do', async () => {
    await applyMigrations(pool, set);
    await write('0001_one.sql', 'CREATE TABLE try_one (a int, b int);');
    await write('0003_three.sql', 'CREATE TABLE try_three (a int);');
    expect((await failure()).message).toMatch(/0001_one\.sql was changed.*Restore the file.*new migration at the end/s);
    expect(await names()).not.toContain('try_three');
  });

  test('line breaks of another system are no change', async () => {
    await write('0002_two.sql', 'CREATE TABLE try_two (\n  a int\n);\n');
    await applyMigrations(pool, set);
    await write('0002_two.sql', 'CREATE TABLE try_two (\r\n  a int\r\n);\r\n');
    expect(await applyMigrations(pool, set)).toEqual([]);
  });

  test('a database newer than the program is not touched', async () => {
    await applyMigrations(pool, set);
    await rm(join(set.folder, '0002_two.sql'));
    expect((await failure()).message).toMatch(/newer than this program: it has been through 0002_two\.sql/);
  });

  describe('running#served-within-one-release: old programs on a newer database', () => {
    const newer = async (statement: string) => {
      await applyMigrations(pool, set);
      await write('0003_three.sql', `${statement}CREATE TABLE try_three (a int);`);
      expect(await applyMigrations(pool, set)).toEqual(['0003_three.sql']);
      await rm(join(set.folder, '0003_three.sql'));
    };

    test('F34 a program continues on a newer database when the migration says that it serves it', async () => {
      await newer('-- Serves programs from 0002.\n');
      expect(await applyMigrations(pool, set)).toEqual([]);
    });

    test('F34 a program older than the migration serves is refused, and any when it does not say', async () => {
      await newer('-- Serves programs from 0003.\n');
      expect((await failure()).message).toMatch(/newer than this program: it has been through 0003_three\.sql/);
      await pool.query('DROP TABLE try_history, try_one, try_two, try_three');
      await newer('');
      expect((await failure()).message).toMatch(/newer than this program: it has been through 0003_three\.sql/);
    });

    test('a history from before such statements is read, and counts as serving nobody older', async () => {
      await newer('-- Serves programs from 0002.\n');
      await pool.query('ALTER TABLE try_history DROP COLUMN serves_from');
      expect((await failure()).message).toMatch(/newer than this program/);
    });

    test('no migration serves programs that know more than it', async () => {
      await write('0002_two.sql', '-- Serves programs from 0003.\nSELECT 1;');
      expect((await failure()).message).toContain("can't serve programs from 3");
    });

    test('each of the product’s own says whom it serves, since migrations can', async () => {
      const files = (await readdir(bookingMigrations.folder)).filter((name) => name > '0025');
      for (const name of files) {
        const sql = await readFile(join(bookingMigrations.folder, name), 'utf8');
        expect([name, /^-- Serves programs from \d{4}\.$/m.test(sql)]).toEqual([name, true]);
      }
    });

    test('running#served-within-one-release: one of the product’s own without a statement serves nobody older', async () => {
      const own = await readMigrations(bookingMigrations.folder);
      expect(own.find(({ name }) => name.startsWith('0024'))?.servesFrom).toBe(24);
    });
  });

  describe('running#short-locks: a migration and a table in use', () => {
    const patience = { lockMs: 50, pauseMs: 20, tries: 1_000 };
    const locked = async () => {
      await applyMigrations(pool, set);
      await write('0003_three.sql', 'CREATE TABLE try_three (a int); ALTER TABLE try_one ADD COLUMN b int;');
      const reader = await pool.connect();
      await reader.query('BEGIN; LOCK TABLE try_one IN ACCESS SHARE MODE');
      return reader;
    };

    test('F34 a migration gives way repeatedly to those who use the table, and is done once it can be', async () => {
      const reader = await locked();
      const migrating = applyMigrations(pool, set, { lockMs: 200, pauseMs: 200, tries: 1_000 });
      const waiting = async (): Promise<boolean> =>
        (await pool.query(`SELECT FROM pg_locks WHERE relation = 'try_one'::regclass AND NOT granted`)).rows.length > 0;
      // Twice it waits and gives way, and meanwhile others are served.
      for (const isWaiting of [true, false, true, false]) {
        await vi.waitFor(async () => expect(await waiting()).toBe(isWaiting), { timeout: 20_000, interval: 20 });
      }
      expect((await pool.query('SELECT FROM try_one')).rowCount).toBe(1);
      expect(await names()).not.toContain('try_three');
      await reader.query('ROLLBACK');
      reader.release();
      expect(await migrating).toEqual(['0003_three.sql']);
    });

    test('one that never gets its lock says so, and has changed nothing', async () => {
      const reader = await locked();
      await expect(applyMigrations(pool, set, { ...patience, tries: 2 })).rejects.toThrow(
        /0003_three\.sql.*lock timeout/,
      );
      await reader.query('ROLLBACK');
      reader.release();
      expect(await names()).not.toContain('try_three');
    });
  });

  test('a renamed file is not mistaken for a new one', async () => {
    await applyMigrations(pool, set);
    await rename(join(set.folder, '0001_one.sql'), join(set.folder, '0001_eins.sql'));
    expect((await failure()).message).toMatch(/been through 0001_one\.sql where this program has 0001_eins\.sql/);
  });

  test.each(['0002_again.sql', '0004_gap.sql', '3_three.sql', '0003-three.sql'])(
    'refuses the name %s',
    async (name) => {
      await write(name, 'SELECT 1;');
      expect((await failure()).message).toMatch(/must be called 000\d_what_it_does\.sql/);
      expect(await names()).toEqual([]);
    },
  );

  test('a missing folder is reported', async () => {
    await expect(applyMigrations(pool, { ...set, folder: '/nowhere/at/all' })).rejects.toThrow(/complete checkout/);
  });

  test('two at once under different tables do not wait for each other', async () => {
    const other = { folder: `${set.folder}-other`, table: 'try_three' };
    await cp(set.folder, other.folder, { recursive: true });
    for (const name of await readdir(other.folder)) await writeFile(join(other.folder, name), 'SELECT 1;');
    await expect(Promise.all([applyMigrations(pool, set), applyMigrations(pool, other)])).resolves.toHaveLength(2);
    await rm(other.folder, { recursive: true });
  });
});
