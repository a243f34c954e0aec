import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startMariaDb } from '@miomente/booking-testing';
import { afterAll, describe, expect, it } from 'vitest';

const file = (name: string): string => fileURLToPath(new URL(`../certificates/${name}`, import.meta.url));
const servers: { stop(): Promise<void> }[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** Starts a MariaDB with this certificate. @returns its port */
async function serverWith(certificate: string): Promise<number> {
  const pem = { certificate: readFileSync(file(certificate), 'utf8'), key: readFileSync(file('server.key'), 'utf8') };
  const server = await startMariaDb({ certificate: pem });
  if (server === undefined) throw new Error('There is no MariaDB. Run: node scripts/test-tools.mjs');
  servers.push(server);
  return Number(new URL(server.url).port);
}

/** Connects with the product's own pool, in a process that trusts the authority. @returns the cipher, or the failure */
async function asked(host: string, port: number, authority: string | undefined = file('ca.pem')): Promise<string> {
  const settings = {
    host,
    port,
    user: 'root',
    password: '',
    database: 'mysql',
    tls: true,
    connections: 1,
    connectTimeoutMs: 20_000,
  };
  const script = `import { closePool, openPool } from '@miomente/booking-magento';
    const pool = openPool(${JSON.stringify(settings)});
    try {
      const [[row]] = await pool.query("SHOW STATUS LIKE 'Ssl_cipher'");
      console.log(row.Value === '' ? 'not encrypted' : 'encrypted');
    } catch (error) {
      console.log(error.code + ' ' + error.message);
    }
    await closePool(pool);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: authority },
  });
  return stdout.trim();
}

describe('running#magento-tls: the server’s certificate is checked', async () => {
  const [here, elsewhere] = await Promise.all([serverWith('here.pem'), serverWith('elsewhere.pem')]);

  it('accepts a certificate for this host, by name and by address', async () => {
    expect(await asked('localhost', here)).toBe('encrypted');
    expect(await asked('127.0.0.1', here)).toBe('encrypted');
  });

  it('refuses a certificate for another host, although a known authority issued it', async () => {
    for (const host of ['localhost', '127.0.0.1'])
      expect(await asked(host, elsewhere)).toMatch(/^HANDSHAKE_SSL_ERROR|ALTNAME/);
  });

  it('refuses a certificate of an unknown authority', async () => {
    expect(await asked('localhost', here, file('elsewhere.pem'))).toMatch(/^HANDSHAKE_SSL_ERROR/);
  });
});
