import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The file behind a command of the product's. */
export function command(name: string): string {
  return fileURLToPath(new URL(`../../../app/dist/${name}.js`, import.meta.url));
}

/** The environment of the product's processes on a database: nothing of this one's configuration. */
export function productEnvironment(databaseUrl: string, dataDir: string): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
}

/** Brings a database up to date, as an operator would. */
export async function migrateWithProduct(databaseUrl: string, dataDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [command('migrate')], { env: productEnvironment(databaseUrl, dataDir) });
}
