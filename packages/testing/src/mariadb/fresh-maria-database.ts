import { randomBytes } from 'node:crypto';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The MariaDB of this run; null when there is none. */
    mariaDb: string | null;
  }
}

/** A database for one test file, and the credentials of an administrator. */
export interface FreshMariaDatabase {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: string;
  /** The administrator's connection. It accepts several statements at once, and closes with the test file. */
  readonly admin: Connection;
}

/**
 * Creates an empty MariaDB database for the calling test file. Call it at the top level of the file. It registers an
 * `afterAll` that drops the database.
 * @throws Error that says what to install when there is no MariaDB
 */
export async function freshMariaDatabase(): Promise<FreshMariaDatabase> {
  const server = inject('mariaDb');
  if (server === null) throw new Error('There is no MariaDB. Run: node scripts/test-tools.mjs');
  const url = new URL(server);
  const name = `booking_test_${randomBytes(6).toString('hex')}`;
  const access = {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  const admin = await createConnection({ ...access, multipleStatements: true, dateStrings: true });
  await admin.query(`create database ${name}; use ${name}`);
  afterAll(async () => {
    await admin.query(`drop database if exists ${name}`);
    await admin.end();
  });
  return { ...access, name, admin };
}
