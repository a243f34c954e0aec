import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { scratchFolder } from '../scratch.ts';

/** A MariaDB for tests. */
export interface MariaDbServer {
  /** URL of an administrator without a password. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Options of a MariaDB for tests. */
export interface MariaDbOptions {
  /** The size of InnoDB's buffer pool, in megabytes; 32 by default. */
  readonly bufferPoolMegabytes?: number;
  /** Certificate and key for TLS, in PEM. Without it, the server offers no TLS. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
}

interface Tool {
  readonly name: string;
  readonly files: readonly (readonly string[])[];
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts a MariaDB on a free port, in memory when there is enough. It takes less than a second.
 * @returns undefined when MariaDB is not installed
 */
export async function startMariaDb({
  bufferPoolMegabytes = 32,
  certificate,
}: MariaDbOptions = {}): Promise<MariaDbServer | undefined> {
  const [program, installer] = programs();
  if (program === undefined || installer === undefined) return undefined;
  const folder = scratchFolder('booking-test-mariadb-');
  const owner = ownerOf(folder);
  const surroundings = {
    ...owner,
    cwd: folder,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder },
  };
  const data = join(folder, 'data');
  await promisify(execFile)(installer, installOptions(data), surroundings);
  const port = await freePort();
  const tls = certificate === undefined ? [] : tlsOptions(folder, owner, certificate);
  const server = spawn(program, [...serverOptions(folder, data, port, bufferPoolMegabytes), ...tls], {
    ...surroundings,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const discard = (): void => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', discard);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await ready(server);
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      process.off('exit', discard);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server and its installer. `npm test` installs them if it can. */
function programs(): readonly (string | undefined)[] {
  const tools = JSON.parse(readFileSync(new URL('../../tools.json', import.meta.url), 'utf8')) as readonly Tool[];
  const groups = tools.find(({ name }) => name === 'MariaDB')?.files ?? [];
  return groups.map((group) => group.find((file) => existsSync(file)));
}

/** MariaDB refuses to run as root, so root runs it as `nobody`. */
function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']));
  const owner = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

function installOptions(data: string): readonly string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
    // Continues when /etc/hosts is missing.
    '--force',
    '--innodb-log-file-size=8M',
  ];
}

function serverOptions(folder: string, data: string, port: number, bufferPoolMegabytes: number): readonly string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-log-file-size=8M',
    `--innodb-buffer-pool-size=${bufferPoolMegabytes}M`,
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    // A zone far from UTC, as a shop's server may have: code that forgets to set its zone is then hours off.
    '--default-time-zone=+05:30',
    '--performance-schema=OFF',
  ];
}

/** Writes the certificate and key where the server may read them. */
function tlsOptions(
  folder: string,
  { uid, gid }: Owner,
  { certificate, key }: NonNullable<MariaDbOptions['certificate']>,
): readonly string[] {
  return Object.entries({ 'ssl-cert': certificate, 'ssl-key': key }).map(([option, pem]) => {
    const file = join(folder, `${option}.pem`);
    writeFileSync(file, pem, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
    return `--${option}=${file}`;
  });
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`MariaDB did not start:\n${said}`)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000);
      if (said.includes('ready for connections')) resolve();
    });
  });
}
