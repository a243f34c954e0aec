import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';

const { startHttp } = await processesOnOneDatabase();
const RECORDER = new URL('./children/record-modules.mjs', import.meta.url).href;
const ODOO = { ODOO_URL: 'http://127.0.0.1:9', ODOO_DB: 'x', ODOO_USERNAME: 'x', ODOO_API_KEY: 'x' };

/** The modules of the product that an HTTP process, as it was compiled, has loaded once it listens; and an answer of it. */
async function loadedBy(env: Record<string, string>, path: string) {
  const MODULES_FILE = join(mkdtempSync(join(tmpdir(), 'modules-')), 'loaded.txt');
  const http = await startHttp({ ...env, PRODUCT: 'compiled', NODE_OPTIONS: `--import=${RECORDER}`, MODULES_FILE });
  const { status } = await fetch(http.url + path, { redirect: 'manual' });
  await http.end();
  return {
    status,
    modules: readFileSync(MODULES_FILE, 'utf8')
      .split('\n')
      .filter((url) => url.includes('/packages/')),
  };
}

it('running#try-out-stays-out: beside a real system no module of the try-out is loaded, and none of its pages is there', {
  timeout: 90_000,
}, async () => {
  const { status, modules } = await loadedBy(ODOO, '/sample/mailbox');
  expect(modules.some((url) => url.includes('/packages/http/'))).toBe(true);
  expect(modules.filter((url) => url.includes('/packages/try-out/'))).toEqual([]);
  expect(status).toBe(404);
});

it('and without one it is', { timeout: 90_000 }, async () => {
  const { status, modules } = await loadedBy({}, '/sample/mailbox');
  expect(modules.some((url) => url.includes('/packages/try-out/'))).toBe(true);
  expect(status).toBe(200);
});
