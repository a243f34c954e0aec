import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@miomente/embedded-postgres';
import pg from 'pg';
import { migrateWithProduct } from './product.ts';

/** What the rows measure on; each part is made when the first row asks for it, and stays for the others. */
export class Stage {
  readonly #endings: (() => Promise<unknown>)[] = [];
  readonly #parts = new Map<string, Promise<unknown>>();
  readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
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

  /** A migrated database of its own on a PostgreSQL with its ordinary, durable settings. */
  database(name: string): Promise<{ readonly url: string; readonly pool: pg.Pool }> {
    return this.part(`database ${name}`, async () => {
      const server = await this.#postgres();
      const admin = new pg.Client({ connectionString: server.url });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await migrateWithProduct(url.href, await this.folder());
      const pool = new pg.Pool({ connectionString: url.href, max: 10 });
      pool.on('error', () => {});
      this.atEnd(() => pool.end());
      return { url: url.href, pool };
    });
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

  #postgres(): Promise<EmbeddedPostgres> {
    return this.part('postgres', async () => {
      const folder = await this.folder();
      // A million bookings fit in memory, as on any machine that is to serve them.
      const flags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];
      const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), flags });
      this.atEnd(() => server.stop());
      return server;
    });
  }
}
