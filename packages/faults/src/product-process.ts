import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One process of the product. */
export interface ProductProcess {
  readonly name: string;
  readonly pid: number;
  /** Where it tells how it is, and takes webhooks if it serves HTTP. */
  readonly url: string;
  /** Its exit code or signal, once it has ended. */
  readonly ended: number | string | undefined;
  /** All that it said. */
  output(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** The build of a test run, or this repository. */
const OWN = process.env['PRODUCT_BUILD'] ?? fileURLToPath(new URL('../../..', import.meta.url));

/** A command's file: in a repository that is compiled, or in a production build. */
function built(command: string, root: string): string {
  const inBuild = join(root, `${command}.js`);
  return existsSync(inBuild) ? inBuild : join(root, 'packages/app/dist', `${command}.js`);
}

/**
 * Starts `<command>.js` of the product with these variables and nothing else of this process's configuration.
 * @param port where it listens
 * @param root of the repository that it is compiled in, or the folder of a production build
 */
export function startProduct(
  command: 'http' | 'scheduler',
  port: number,
  env: Readonly<Record<string, string>>,
  root: string = OWN,
): ProductProcess {
  const { PATH = '', HOME = '' } = process.env;
  const ports = command === 'http' ? { PORT: String(port) } : { METRICS_PORT: String(port) };
  const child = spawn(process.execPath, ['--enable-source-maps', built(command, root)], {
    env: { PATH, HOME, ...env, ...ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended: number | string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const end = new Promise<void>((resolve) =>
    child.once('close', (code, signal) => {
      ended = code ?? signal ?? '';
      resolve();
    }),
  );
  return {
    name: `${command} ${child.pid}`,
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    get ended() {
      return ended;
    },
    output: () => said,
    end: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}

/** Runs a command of the product to its end. @throws Error with what it said when it fails */
export async function runProduct(
  command: 'migrate' | 'counts',
  env: Readonly<Record<string, string>>,
  root: string = OWN,
): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [built(command, root)], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The product's command ${command} failed:\n${said}`);
}
