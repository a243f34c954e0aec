import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LATER, NOW, PARTNER, type Statement } from '../peers/statements.ts';
import type { Side } from './interleave.ts';
import { CONNECTIONS, SECONDS } from './load.ts';

const DEBIANS = '/usr/lib/postgresql';

/** @throws Error that says what to install */
function pgbench(): string {
  const versions = existsSync(DEBIANS) ? readdirSync(DEBIANS).toSorted() : [];
  const found = versions.map((version) => join(DEBIANS, version, 'bin', 'pgbench')).findLast(existsSync);
  if (found === undefined) throw new Error('There is no pgbench: apt-get install postgresql-client postgresql-contrib');
  return found;
}

/**
 * A side that runs statements one after the other, prepared, on as many connections as the requests have; each turn for
 * one of the partners, whose numbers follow each other from `P-00002`.
 * @returns the turns a second
 */
export async function pgbenchPerSecond(
  folder: string,
  databaseUrl: string,
  statements: readonly Statement[],
  partners: number,
): Promise<Side> {
  const script = join(folder, 'list.pgbench');
  writeFileSync(script, scriptOf(statements, partners));
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) };
  const args = ['-n', '-M', 'prepared', '-c', String(CONNECTIONS), '-j', '1', '-T', String(SECONDS), '-f', script];
  const of = [...args, '-h', hostname, '-p', port, '-U', username, pathname.slice(1)];
  const program = pgbench();
  return async () => {
    const { stdout } = await promisify(execFile)(program, of, { env });
    const perSecond = /tps = ([\d.]+)/.exec(stdout)?.[1];
    if (perSecond === undefined || /number of failed transactions: [1-9]/.test(stdout))
      throw new Error(`pgbench did not run them all:\n${stdout}`);
    return Number(perSecond);
  };
}

/** Values are written into the text, but for what differs from turn to turn: the partner's number. */
function scriptOf(statements: readonly Statement[], partners: number): string {
  const lines = [`\\set n random(2, ${partners + 1})`];
  for (const { text, values } of statements) {
    const withValues = text.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]));
    lines.push(`${withValues.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim()};`);
  }
  return `${lines.join('\n')}\n`;
}

const NUMBER = `'P-' || lpad((:n)::text, 5, '0')`;

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(', ')}]`;
  const text = String(value);
  if (text.startsWith(LATER)) return String(Date.now() + Number(text.slice(LATER.length)));
  if (text === NOW) return `'${new Date().toISOString()}'`;
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes(PARTNER) ? `(${quoted.replace(PARTNER, `' || ${NUMBER} || '`)})` : quoted;
}
