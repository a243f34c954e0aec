import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { History } from '../history/history.ts';
import { DRAINED, historyOf, until } from '../history/history-of.ts';
import { judge } from '../history/judge.ts';
import { seeded } from '../seeded.ts';
import { openStage, type Stage, untilReady } from '../stage.ts';
import { startMixedLoad } from './mixed-load.ts';
import { RANDOM_FAULTS } from './random-faults.ts';

/** Reminders after a minute and two, so that all that can happen to a booking does. */
const VARIABLES = {
  REMINDER_FIRST_HOURS: '0.0167',
  REMINDER_SECOND_HOURS: '0.0334',
  REMINDER_SWEEP_MINUTES: '0.05',
  WORKER_HEARTBEAT_SECONDS: '1',
  WORKER_LEASE_SECONDS: '5',
  BOOKING_REMINDER_CRON_SECRET: 'cron-secret-of-the-soak-long-enough-for-anything',
};
const EVERY_MS = 5_000;
const KB = 1_024;

/** What a soak is told, and whom it tells. */
export interface SoakOptions {
  readonly minutes: number;
  /** Repeats the sequence of faults; by chance where there is none. */
  readonly seed: number | undefined;
  readonly say: (line: string) => void;
  /** Hears of the processes, which somebody may have to end. */
  readonly opened: (stage: Stage) => void;
}

/**
 * Everything at once, with a random fault every few seconds; then the faults end, and the seven invariants are judged.
 * @returns whether all is well
 */
export async function soak({ minutes, seed, say, opened }: SoakOptions): Promise<boolean> {
  const chance = seeded(seed);
  say(`A soak of ${minutes} minutes, seed ${chance.seed}`);
  const stage = await openStage({ http: 2, schedulers: 2, variables: VARIABLES });
  opened(stage);
  try {
    await untilReady(stage);
    const load = startMixedLoad(stage, seeded(chance.seed + 1));
    const memory: number[] = [];
    let lostAnswers = 0;
    const endsAt = performance.now() + minutes * 60_000;
    while (performance.now() < endsAt) {
      await delay(EVERY_MS * (0.5 + chance.next()));
      const fault = chance.pick(RANDOM_FAULTS) ?? RANDOM_FAULTS[0];
      if (fault === undefined) break;
      lostAnswers += fault.lostAnswers;
      say(`  ${fault.name}`);
      await fault.work(stage, chance).catch((error: unknown) => say(`  it failed: ${String(error)}`));
      memory.push(Math.max(...[...stage.http, ...stage.schedulers].map(({ pid }) => memoryOf(pid))));
    }
    stage.proxy.heal();
    await load.stop();
    await untilReady(stage);
    await until(stage, DRAINED);
    const { acknowledged, answered, wrong } = load;
    const history = await historyOf(stage, { acknowledged, answered, lostAnswers });
    const found = [...judge(history).map(({ invariant, what }) => `${invariant}: ${what}`), ...wrong];
    say(`${figures(history)}; ${memoryInWords(memory)}`);
    for (const each of found) say(`  ${each}`);
    say(found.length === 0 ? 'I1 to I7 hold.' : `${found.length} things are not as they must be.`);
    return found.length === 0;
  } finally {
    await stage.end();
  }
}

function figures({ bookings, acknowledged, answered, accepted, tickets }: History): string {
  const taken = answered.filter(({ outcome }) => outcome === 'taken').length;
  return `${acknowledged.length} orders, ${bookings.length} bookings, ${taken} answers, ${accepted.length} mails, ${tickets.length} tickets`;
}

function memoryInWords(memory: readonly number[]): string {
  const half = Math.ceil(memory.length / 2);
  const most = (part: readonly number[]): number => Math.max(0, ...part);
  return `a process holds at most ${most(memory.slice(0, half))} MB in the first half and ${most(memory.slice(half))} MB in the second`;
}

/** Resident memory of a process in MB; 0 where it can't be told. */
export function memoryOf(pid: number): number {
  try {
    const held = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
    return Math.round(Number(held) / KB);
  } catch {
    return 0;
  }
}
