import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './matrix/copy.ts';
import { longFiles } from './matrix/long-files.ts';
import { runMutants } from './matrix/mutants.ts';
import { ROWS } from './matrix/rows.ts';
import { soak } from './soak/soak.ts';
import type { Stage } from './stage.ts';

/**
 * `npm run test:faults`: the rows of the fault matrix that take minutes. `-- --mutants`, or `-- --mutants F12 F13`, takes
 * the protections out, one after the other, and expects red. `-- --soak`, with `--minutes 20` and `--seed 1`, lets
 * everything happen at once. `-- --list` prints the matrix.
 */
const { values, positionals } = parseArgs({
  options: {
    mutants: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string' },
  },
  allowPositionals: true,
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const rows = ROWS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));

if (values.list) {
  for (const { id, fault, holds, protection, proofs, missing } of rows) {
    say(`${id} ${fault}: ${holds} (${protection}) ${missing ?? proofs.join(' ')}`);
  }
} else if (values.soak) {
  let stage: Stage | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, async () => {
      await stage?.end();
      process.kill(process.pid, signal);
    });
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  const opened = (open: Stage): void => {
    stage = open;
  };
  process.exitCode = (await soak({ minutes: Number(values.minutes), seed, say, opened })) ? 0 : 1;
} else if (values.mutants) {
  const failed = await runMutants(rows, say);
  say(failed === 0 ? 'All mutants are red.' : `${failed} mutants are not red.`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  const only = positionals.length === 0 ? [] : ['-t', `\\b(${positionals.join('|')})\\b`];
  const files = longFiles(ROOT, positionals);
  const args = ['run', '--config', 'packages/faults/vitest.long.config.ts', ...only, ...files];
  const child = spawn(join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 1;
}
