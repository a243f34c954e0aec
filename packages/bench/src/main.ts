import { writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { type Finding, isMet } from './bench.ts';
import { type Options, optionsOf, USAGE } from './options.ts';
import { table } from './report.ts';
import { BENCHES } from './rows/index.ts';
import { Stage } from './stage/stage.ts';

const RESULTS = 'bench-results.json';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { only: wanted, bookings, dataFolder } = asked();
const unknown = wanted.filter((row) => !BENCHES.some((bench) => bench.row === row));
if (unknown.length > 0) refuse(`There is no row ${unknown.join(', ')}: ${BENCHES.map(({ row }) => row).join(', ')}.`);

const stage = new Stage({ say, dataFolder, bookings });
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await stage.end();
    process.kill(process.pid, signal);
  });
const findings: Finding[] = [];
try {
  for (const bench of BENCHES.filter(({ row }) => wanted.length === 0 || wanted.includes(row))) {
    say(`${bench.row} ${bench.what} …`);
    try {
      const found = await bench.run(stage);
      findings.push(...found);
      say(table(found));
    } catch (error) {
      // The others took long enough to be worth their table.
      say(`${bench.row} could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  await stage.end();
}

const machine = {
  node: process.version,
  arch: arch(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
};
const results = findings.map((finding) => ({ ...finding, met: isMet(finding) }));
writeFileSync(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), machine, bookings, results }, null, 2)}\n`);
process.stdout.write(`\n${table(findings)}\n\nThe same as JSON: ${RESULTS}\n`);

function asked(): Options {
  try {
    return optionsOf(process.argv.slice(2));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(why: string): never {
  say(`${why}\n${USAGE}`);
  process.exit(2);
}
