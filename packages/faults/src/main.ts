import { parseArgs } from 'node:util';
import { FAULTS, FULL_SCALE } from './faults.ts';
import { type Outcome, playRound } from './round.ts';
import { openStage, type Stage } from './stage.ts';

/** `npm run test:outages`, or `npm run test:outages -- --rounds 3 half-open`. */
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const wanted = FAULTS.filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const most = (figures: readonly (number | undefined)[]): string =>
  figures.includes(undefined) ? 'never' : `${Math.max(...figures.map((figure) => figure ?? 0))} s`;

/** What is under way is ended before this process is. */
let opening: Promise<Stage> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, async () => {
    const stage = await opening?.catch(() => undefined);
    await stage?.end();
    process.kill(process.pid, signal);
  });

const rows: Record<string, string | number>[] = [];
let failed = 0;
for (const fault of wanted) {
  opening = openStage();
  const stage = await opening;
  const processes = [...stage.http, ...stage.schedulers, stage.server].map(({ pid }) => pid);
  say(`${fault.name}: under processes ${processes.join(' ')}`);
  const outcomes: Outcome[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const outcome = await playRound(stage, fault, FULL_SCALE);
      outcomes.push(outcome);
      const { acknowledged, sentAfterS, readyAfterS, copies, wrong } = outcome;
      say(
        `${fault.name} ${round}/${rounds}: ${acknowledged} orders, all sent after ${sentAfterS ?? '-'} s, ` +
          `ready after ${readyAfterS ?? '-'} s, ${copies} copies${wrong.map((each) => `\n    ${each}`).join('')}`,
      );
    }
  } finally {
    await stage.end();
  }
  const well = outcomes.filter(({ wrong }) => wrong.length === 0).length;
  failed += outcomes.length - well;
  rows.push({
    fault: fault.name,
    rounds: outcomes.length,
    well,
    orders: outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    'all sent after, at most': most(outcomes.map(({ sentAfterS }) => sentAfterS)),
    'ready after, at most': most(outcomes.map(({ readyAfterS }) => readyAfterS)),
    copies: outcomes.reduce((sum, { copies }) => sum + copies, 0),
  });
}
for (const line of table(rows)) say(line);
process.exitCode = failed === 0 ? 0 : 1;

/** Rows under their names, in columns. */
function table(all: readonly Readonly<Record<string, string | number>>[]): readonly string[] {
  const names = Object.keys(all[0] ?? {});
  const lines = [names, ...all.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines.map((line) => line.map((text, i) => text.padEnd(widths[i] ?? 0)).join('   '));
}
