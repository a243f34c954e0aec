import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@miomente/booking-testing';
import { copyRepository, ROOT } from './copy.ts';
import type { Mutant, Row } from './row.ts';

/** What became of a mutant: `red` is as it must be. `stale`: what it takes out does not stand there once any more. */
export type Fate = 'red' | 'green' | 'broken' | 'stale';

/** A proof that hangs without its protection is red, too. */
const MAX_MS = 400_000;

/** Where a source file's built form is. */
export function builtOf(file: string): string {
  return file.replace(/\/src\//, '/dist/').replace(/\.tsx?$/, '.js');
}

/** Takes out one protection after the other, in a copy, and runs the proof of each. */
export async function runMutants(rows: readonly Row[], say: (line: string) => void): Promise<number> {
  const folder = join(scratchFolder('booking-mutants-'), 'repository');
  let failed = 0;
  let running: ChildProcess | undefined;
  const end = (): void => {
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      end();
      process.exit(130);
    });
  try {
    copyRepository(folder);
    for (const row of rows) {
      for (const mutant of row.mutants) {
        const begun = performance.now();
        const undo = plant(folder, mutant);
        const fate =
          undo === undefined
            ? 'stale'
            : await prove(folder, row, mutant, (child) => {
                running = child;
              });
        undo?.();
        if (fate !== 'red') failed += 1;
        const seconds = Math.round((performance.now() - begun) / 1_000);
        say(`${row.id} ${fate}: ${mutant.file}: ${mutant.find.trim()} -> ${mutant.replace.trim()} (${seconds} s)`);
      }
    }
  } finally {
    running = undefined;
    end();
  }
  return failed;
}

/** Changes source and built form. @returns what changes them back; undefined where there is not one place to change */
function plant(folder: string, { file, find, replace }: Mutant): (() => void) | undefined {
  const before = [file, builtOf(file)].map(
    (name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')] as const,
  );
  if (before.some(([, text]) => text.split(find).length !== 2)) return undefined;
  for (const [path, text] of before)
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  return () => {
    for (const [path, text] of before) writeFileSync(path, text);
  };
}

interface Outcome {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly success: boolean;
}

async function prove(
  folder: string,
  { id }: Row,
  { proof }: Mutant,
  begun: (child: ChildProcess) => void,
): Promise<Fate> {
  const report = join(folder, 'mutant.json');
  rmSync(report, { force: true });
  const config = proof.includes('/long/') ? ['--config', 'packages/faults/vitest.long.config.ts'] : [];
  const args = [
    'run',
    ...config,
    proof,
    '-t',
    `\\b${id}\\b`,
    '--bail',
    '1',
    '--reporter',
    'json',
    '--outputFile',
    report,
  ];
  const child = spawn(join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: folder, stdio: 'ignore', detached: true });
  begun(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let hung = false;
  const late = setTimeout(() => {
    hung = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, MAX_MS);
  await ended;
  clearTimeout(late);
  if (hung) return 'red';
  try {
    const outcome = JSON.parse(readFileSync(report, 'utf8')) as Outcome;
    if (outcome.numFailedTests > 0) return 'red';
    return outcome.success && outcome.numPassedTests > 0 ? 'green' : 'broken';
  } catch {
    return 'broken';
  }
}
