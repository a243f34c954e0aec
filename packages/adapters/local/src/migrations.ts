import { fileURLToPath } from 'node:url';

/** The stand-ins' migrations, for whoever runs migrations: plain numbered .sql, and the table that remembers them. */
export const localMigrations: { readonly folder: string; readonly table: string } = {
  folder: fileURLToPath(new URL('../migrations', import.meta.url)),
  table: 'sample_migrations',
};
