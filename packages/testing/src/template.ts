import { migrate } from '@miomente/booking-postgres';
import { onDatabase, withClient } from './admin.ts';

/** Brings a part of the product into the template database, which every test database is a copy of. */
type TemplatePreparer = (url: string) => Promise<unknown>;

const preparers: readonly TemplatePreparer[] = [migrate];

/** Creates the template database and prepares it. */
export async function createTemplate(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  for (const prepare of preparers) await prepare(onDatabase(serverUrl, name));
}

/** Drops the template and what its copies left behind (a test process that was killed). */
export async function dropTemplateAndCopies(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [name],
    );
    for (const left of rows) await client.query(`drop database if exists ${left.name} with (force)`);
  });
}
