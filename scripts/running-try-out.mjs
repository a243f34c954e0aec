// The sample system, started in a temporary folder for scripts that look at its pages.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const patienceMs = 60_000;

/** The compiled file of a command of the product. */
export const app = (command) => fileURLToPath(new URL(`../packages/app/dist/${command}.js`, import.meta.url));

/** Starts the sample system. @returns its address, the environment of its commands, and how to end it */
export async function runTryOut() {
  const folder = mkdtempSync(join(tmpdir(), 'try-out-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: String(port) };
  const product = spawn(process.execPath, [app('main')], { env, stdio: 'inherit' });
  const ended = new Promise((resolve) => product.once('close', resolve));
  const end = async () => {
    product.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => (await fetch(`${url}/readyz`)).ok);
  } catch (error) {
    await end();
    throw error;
  }
  return { url, env, end };
}

/** Repeats a function until it returns a value. */
export async function until(work) {
  for (const giveUpAt = Date.now() + patienceMs; ; await delay(200)) {
    const value = await work().catch(() => undefined);
    if (value) return value;
    if (Date.now() > giveUpAt) throw new Error('The product did not get there in time.');
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
