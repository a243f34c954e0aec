import { setTimeout as delay } from 'node:timers/promises';
import type { Seeded } from '../seeded.ts';
import type { Stage } from '../stage.ts';

/** Something short that befalls the product in a soak. */
export interface RandomFault {
  readonly name: string;
  /** How many answers of the provider it may cost. */
  readonly lostAnswers: number;
  work(stage: Stage, chance: Seeded): Promise<void>;
}

/** What one worker can be sending at once. */
const HANDS = 10;

async function replace(
  stage: Stage,
  command: 'http' | 'scheduler',
  { chance, signal }: { readonly chance: Seeded; readonly signal: NodeJS.Signals },
): Promise<void> {
  const all = command === 'http' ? stage.http : stage.schedulers;
  const at = Math.floor(chance.next() * all.length);
  const leaving = all[at];
  if (leaving === undefined) return;
  await leaving.end(signal);
  all[at] = await stage.start(command, { port: Number(new URL(leaving.url).port) });
}

export const RANDOM_FAULTS: readonly RandomFault[] = [
  {
    name: 'connections ended',
    lostAnswers: 2 * HANDS,
    work: async ({ pool }) => {
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'booking'`);
    },
  },
  {
    name: 'half-open for 3 s',
    lostAnswers: 2 * HANDS,
    work: async ({ proxy }) => {
      proxy.fallSilent();
      await delay(3_000);
      proxy.heal();
    },
  },
  {
    name: 'slow for 3 s',
    lostAnswers: 0,
    work: async ({ proxy }) => {
      proxy.delay(100);
      await delay(3_000);
      proxy.delay(0);
    },
  },
  {
    name: 'the database restarted',
    lostAnswers: 2 * HANDS,
    work: async (stage) => {
      await stage.server.crash();
      await stage.restartDatabase();
    },
  },
  { name: 'an answer of the database cut', lostAnswers: 1, work: async ({ proxy }) => proxy.cutAfter(5) },
  {
    name: 'the mail provider down for 4 s',
    lostAnswers: 0,
    work: async ({ mails }) => {
      mails.setDown(true);
      await delay(4_000);
      mails.setDown(false);
    },
  },
  { name: 'three answers of the provider cut', lostAnswers: 0, work: async ({ mails }) => mails.cutNext(3) },
  { name: 'five mails put off', lostAnswers: 0, work: async ({ mails }) => mails.refuseNext(5, 429, 2) },
  {
    name: 'a scheduler killed',
    lostAnswers: HANDS,
    work: (stage, chance) => replace(stage, 'scheduler', { chance, signal: 'SIGKILL' }),
  },
  {
    name: 'a scheduler stopped',
    lostAnswers: 0,
    work: (stage, chance) => replace(stage, 'scheduler', { chance, signal: 'SIGTERM' }),
  },
  {
    name: 'an HTTP process killed',
    lostAnswers: 0,
    work: (stage, chance) => replace(stage, 'http', { chance, signal: 'SIGKILL' }),
  },
  {
    name: 'a scheduler asleep past its lease',
    lostAnswers: HANDS,
    work: async (stage, chance) => {
      const sleeper = chance.pick(stage.schedulers);
      if (sleeper === undefined) return;
      process.kill(sleeper.pid, 'SIGSTOP');
      await delay(Number(stage.env['WORKER_LEASE_SECONDS'] ?? 0) * 1_500);
      process.kill(sleeper.pid, 'SIGCONT');
    },
  },
];
