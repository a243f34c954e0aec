import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Tool {
  readonly name: string;
  readonly variable: string;
  readonly files: readonly (readonly string[])[];
}

/**
 * Where a program of `packages/testing/tools.json` is: at its variable, or the first that is there.
 * @throws Error that says what to run when it is missing
 */
function pathOf(name: string): string {
  const tools = JSON.parse(
    readFileSync(new URL('../../../testing/tools.json', import.meta.url), 'utf8'),
  ) as readonly Tool[];
  const tool = tools.find((each) => each.name === name);
  const found = process.env[tool?.variable ?? ''] ?? tool?.files[0]?.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${name} is missing; run: node scripts/test-tools.mjs operations`);
  return found;
}

export const nginxPath = (): string => pathOf('nginx');
export const opensslPath = (): string => pathOf('openssl');

/** The folder of PostgreSQL's programs. */
export function postgresBin(): string {
  const found = pathOf('PostgreSQL with its tools');
  return existsSync(`${found}/initdb`) ? found : dirname(found);
}

/** Who a program runs as; PostgreSQL refuses root. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Runs a program to its end. @returns what it printed @throws Error with what it said when it fails */
export async function runProgram(file: string, args: readonly string[], as: RunAs = {}): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...as });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  if (code !== 0) throw new Error(`${file} failed (${code}):\n${said}`);
  return said;
}
