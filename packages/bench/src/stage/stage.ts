import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@miomente/embedded-postgres';
import pg from 'pg';
import { migrateWithProduct } from './product.ts';

/** A database of the bench's own, and how it is reached. */
export interface BenchDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
}

export interface StageOptions {
  readonly say: (line: string) => void;
  /** The folder that made-up data stays in from run to run. */
  readonly dataFolder: string;
  /** How many bookings a full database has. */
  readonly bookings: number;
}

/** What the rows measure on; each part is made when the first row asks for it, and stays for the others. */
export class Stage {
  readonly #endings: (() => Promise<unknown>)[] = [];
  readonly #parts = new Map<string, Promise<unknown>>();
  readonly #dataFolder: string;
  readonly say: (line: string) => void;
  readonly bookings: number;

  constructor({ say, dataFolder, bookings }: StageOptions) {
    this.say = say;
    this.bookings = bookings;
    this.#dataFolder = dataFolder;
  }

  /** A part under its name, made once. */
  part<Part>(name: string, make: () => Promise<Part>): Promise<Part> {
    const known = this.#parts.get(name) as Promise<Part> | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#parts.set(name, made);
    return made;
  }

  /** What is to be done at the end; the last first. */
  atEnd(ending: () => Promise<unknown>): void {
    this.#endings.push(ending);
  }

  /** A migrated database of its own on a PostgreSQL with its ordinary, durable settings; it goes at the end. */
  database(name: string): Promise<BenchDatabase> {
    return this.part(`database ${name}`, async () => {
      await this.drop(name);
      return this.#open(name, await this.create(name));
    });
  }

  /** As {@link database}, a copy of one that stays. */
  copyOf(template: string, name: string): Promise<BenchDatabase> {
    return this.part(`database ${name}`, async () => {
      await this.drop(name);
      // The default writes each page of the copy to the log, which takes a minute for a million bookings.
      await this.admin(`create database ${name} template ${template} strategy file_copy`);
      const url = await this.#urlOf(name);
      // Nothing to do but for the secrets that it makes in the folder, without which no process starts.
      await migrateWithProduct(url, await this.folder());
      return this.#open(name, url);
    });
  }

  /** Makes a migrated database that stays. @returns its address */
  async create(name: string): Promise<string> {
    await this.admin(`create database ${name}`);
    const url = await this.#urlOf(name);
    await migrateWithProduct(url, await this.folder());
    return url;
  }

  /** The databases that there are, by the beginning of their names. */
  async databases(prefix: string): Promise<readonly string[]> {
    const rows = await this.admin('select datname as name from pg_database');
    return rows.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  }

  async drop(name: string): Promise<void> {
    await this.admin(`drop database if exists ${name} with (force)`);
  }

  async rename(name: string, to: string): Promise<void> {
    await this.admin(`alter database ${name} rename to ${to}`);
  }

  /** A folder that goes at the end. */
  folder(): Promise<string> {
    return this.part('folder', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'booking-bench-'));
      this.atEnd(() => rm(folder, { recursive: true, force: true }));
      return folder;
    });
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.toReversed()) await ending();
  }

  /** Runs a statement about databases. */
  async admin(statement: string): Promise<readonly { readonly name: string }[]> {
    const client = new pg.Client({ connectionString: (await this.#postgres()).url });
    await client.connect();
    try {
      return (await client.query<{ name: string }>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  #open(name: string, url: string): BenchDatabase {
    const pool = new pg.Pool({ connectionString: url, max: 10 });
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    this.atEnd(async () => {
      await pool.end();
      await this.drop(name);
    });
    return { url, pool };
  }

  async #urlOf(name: string): Promise<string> {
    return Object.assign(new URL((await this.#postgres()).url), { pathname: `/${name}` }).href;
  }

  #postgres(): Promise<EmbeddedPostgres> {
    return this.part('postgres', async () => {
      await mkdir(this.#dataFolder, { recursive: true });
      // A million bookings fit in memory, as on any machine that is to serve them.
      const flags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];
      const dataDir = resolve(this.#dataFolder, 'postgres');
      const server = await startEmbeddedPostgres({ dataDir, flags });
      this.atEnd(() => server.stop());
      return server;
    });
  }
}
