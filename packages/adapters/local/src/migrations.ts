import { fileURLToPath } from 'node:url';

/** The stand-ins' migrations: the folder of numbered .sql files, and the table that records the applied ones. */
export const localMigrations: { readonly folder: string; readonly table: string } = {
  folder: fileURLToPath(new URL('../migrations', import.meta.url)),
  table: 'sample_migrations',
};
