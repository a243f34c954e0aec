import { onDatabase, withClient } from './admin.ts';

/** Creates the tables of the product in the database at a URL. */
export type Migrate = (databaseUrl: string) => Promise<unknown>;

/** Creates the template database, with the tables of the product. */
export async function createTemplate(serverUrl: string, name: string, migrate: Migrate): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  await migrate(onDatabase(serverUrl, name));
}

/** Drops the template and the copies that killed test processes left behind. */
export async function dropTemplateAndCopies(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [name],
    );
    for (const left of rows) await client.query(`drop database if exists ${left.name} with (force)`);
  });
}
