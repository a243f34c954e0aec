// Starts the product on a temporary database, with functions to send it requests.
import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ISSUER = 'https://portal.example.org';
const MAIN = fileURLToPath(new URL('../../packages/app/dist/main.js', import.meta.url));

/** Starts the sample system. @returns its URL, functions for requests, and a function that stops it */
export async function startProduct() {
  const folder = mkdtempSync(join(tmpdir(), 'outsiders-'));
  const secret = randomBytes(32).toString('hex');
  const webhookSecret = randomBytes(32).toString('hex');
  const env = {
    ...process.env,
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    TRUST_PROXY: '1',
    PORTAL_JWT_SECRET: secret,
    PORTAL_JWT_ISSUER: ISSUER,
    WEBHOOK_SECRET: webhookSecret,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await addressIn(child);
  let asked = 0;
  return {
    url,
    webhookSecret,
    count: () => asked,
    /** A JWT of the portal. Each person of the office, and each address, has separate rate limits. */
    jwt: (claims) => jwt(secret, claims),
    office: () => `Bearer ${jwt(secret, { sub: `office-${asked % 500}@example.org`, role: 'manager' })}`,
    /** Sends a request from one of many addresses. It follows no redirects. */
    ask: (path, options = {}) => {
      asked += 1;
      const client = `192.0.${(asked >> 7) % 250}.${asked % 128}`;
      const headers = { 'X-Forwarded-For': client, 'Sec-Fetch-Site': 'same-origin', ...options.headers };
      return fetch(url + path, { redirect: 'manual', ...options, headers });
    },
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function jwt(secret, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: ISSUER, exp, ...claims })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

function addressIn(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}: ${said}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /Start here\s+(http:\/\/[^\s/]+)/.exec(said);
      if (found !== null) resolve(found[1]);
    });
  });
}
