import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './matrix/copy.ts';
import { runMutants } from './matrix/mutants.ts';
import { ROWS } from './matrix/rows.ts';

/**
 * `npm run test:presses`: all visits of programs and people to the links of mails, with the tables of docs/presses.md.
 * `-- --mutants` takes away what a visit and a press are judged by, one after the other, and expects red.
 */
const { values } = parseArgs({ options: { mutants: { type: 'boolean', default: false } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.mutants) {
  const lines: string[] = [];
  const failed = await runMutants(
    ROWS.filter(({ id }) => id === 'F29'),
    (line) => {
      say(line);
      lines.push(line);
    },
  );
  writeMutants(lines);
  say(failed === 0 ? 'All mutants are red.' : `${failed} mutants are not red.`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  // One file after the other: each writes its tables into the same page.
  const args = ['run', 'packages/http/test/presses', '--no-file-parallelism'];
  const child = spawn(join(ROOT, 'node_modules/.bin/vitest'), args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PRESSES: 'all' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 1;
}

/** Writes what became of each into the docs. */
function writeMutants(lines: readonly string[]): void {
  const file = join(ROOT, 'docs/presses.md');
  const rows = lines.map((line) => {
    const [, fate = '', where = '', from = '', to = ''] = /^\S+ (\w+): (\S+): (.*) -> (.*) \(\d+ s\)$/.exec(line) ?? [];
    return `| \`${from.replaceAll('|', '\\|')}\` | \`${to.replaceAll('|', '\\|')}\` | ${where.split('/').at(-1)} | ${fate} |`;
  });
  const table = [
    '| what is there | what stands there instead | file | the suite |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  const [begin, end] = ['<!-- mutants -->', '<!-- end of mutants -->'];
  const text = readFileSync(file, 'utf8');
  const [before, rest = ''] = text.split(begin);
  writeFileSync(file, `${before}${begin}\n\n${table.join('\n')}\n\n${end}${rest.split(end)[1] ?? ''}`);
}
