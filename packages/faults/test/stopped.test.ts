import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'running#stopped-at-any-time: test:outages, ended by %s, leaves none of its processes behind',
  { timeout: 120_000 },
  async (signal) => {
    const command = spawn(process.execPath, [COMMAND, '--rounds', '1', 'half-open'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(command, 'close');
    let said = '';
    let pids: readonly number[] = [];
    for await (const chunk of command.stdout.setEncoding('utf8')) {
      said += chunk;
      pids = (/under processes ([\d ]+)\n/.exec(said)?.[1] ?? '').split(' ').filter(Boolean).map(Number);
      if (pids.length > 0) break;
    }
    expect(pids).toHaveLength(5);
    expect(pids.filter(isAlive)).toEqual(pids);
    command.kill(signal);
    expect(await closed).toEqual([null, signal]);
    expect(pids.filter(isAlive)).toEqual([]);
  },
);
