import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A command of the product as a separate process. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  /** All its output. */
  output(): string;
  /** Resolves when its output matches; rejects when it ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<number | string>;
}

/**
 * In the run's build, which has every command of production and no database of its own; else as it was compiled.
 * @param env tells whether a database is there; `PRODUCT=compiled` asks for the compiled one
 */
function built(command: string, { DATABASE_URL, PRODUCT }: Record<string, string>): string {
  const inBuild = join(process.env['PRODUCT_BUILD'] ?? '', `${command}.js`);
  const fits = DATABASE_URL !== undefined && PRODUCT !== 'compiled' && existsSync(inBuild);
  return fits ? inBuild : fileURLToPath(new URL(`../../dist/${command}.js`, import.meta.url));
}

/** Starts a command with only these variables of the product. */
export function startCommand(command: string, env: Record<string, string>, args: readonly string[] = []): Running {
  return startFile(built(command, env), env, args);
}

/** Runs a command to its end. @returns its exit code and output */
export async function runCommand(command: string, env: Record<string, string>, args: readonly string[] = []) {
  const running = startCommand(command, env, args);
  const code = await running.ended;
  return { code, said: running.output() };
}

/** Starts a JavaScript file in the same way. */
export function startFile(file: string, env: Record<string, string>, args: readonly string[] = []): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return {
    child,
    pid: child.pid ?? 0,
    output: () => text,
    ended,
    said: (pattern) => said(pattern, () => text, listeners, ended),
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

function said(pattern: RegExp, text: () => string, listeners: Set<() => void>, ended: Promise<unknown>) {
  return new Promise<RegExpExecArray>((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(text());
      if (found !== null) resolve(found);
    };
    listeners.add(look);
    void ended.then(() => reject(new Error(`It ended before it said ${pattern}. It said:\n${text()}`)));
    look();
  });
}

/** Whether a process runs. A zombie, which waits to be reaped, does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    // The state comes after the name, which is in brackets and may contain anything.
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Not on Linux, or the process has just ended.
    return false;
  }
}
