import { setTimeout as delay } from 'node:timers/promises';
import type { TcpProxy } from '@miomente/booking-testing';
import type { Seeded } from '../seeded.ts';
import type { Stage } from '../stage.ts';
import type { EventStub } from './event-stub.ts';

/** Where faults are worked. */
export interface Scene {
  readonly stage: Stage;
  readonly events: EventStub;
  readonly eventProxy: TcpProxy;
  readonly chance: Seeded;
}

/** Something short that befalls the product in a soak. */
export interface RandomFault {
  readonly name: string;
  /** How many answers of the mail provider it may cost at most. */
  readonly lostAnswers: number;
  work(scene: Scene): Promise<unknown> | unknown;
}

/** What one worker can be sending at once. */
const HANDS = 10;
const SHORT_MS = 3_000;

async function replace({ stage, chance }: Scene, command: 'http' | 'scheduler', signal: NodeJS.Signals): Promise<void> {
  const all = command === 'http' ? stage.http : stage.schedulers;
  const at = Math.floor(chance.next() * all.length);
  const leaving = all[at];
  if (leaving === undefined) return;
  await leaving.end(signal);
  all[at] = await stage.start(command, { port: Number(new URL(leaving.url).port) });
}

/** Everything that a connection can suffer, of one that leads to `where`. */
function connectionFaults(
  where: string,
  proxyOf: (scene: Scene) => TcpProxy,
  { every, one }: { readonly every: number; readonly one: number },
): readonly RandomFault[] {
  const fault = (name: string, lostAnswers: number, work: (proxy: TcpProxy) => Promise<unknown> | unknown) => ({
    name: `${where}: ${name}`,
    lostAnswers,
    work: (scene: Scene) => work(proxyOf(scene)),
  });
  return [
    fault('refused for 3 s, and what is open reset', every, async (proxy) => {
      proxy.refuse();
      proxy.reset();
      await delay(SHORT_MS);
      await proxy.admit();
    }),
    fault('reset', every, (proxy) => proxy.reset()),
    fault('half-open for 3 s', every, async (proxy) => {
      proxy.fallSilent();
      await delay(SHORT_MS);
      proxy.heal();
    }),
    fault('slow for 3 s', 0, async (proxy) => {
      proxy.delay(100);
      await delay(SHORT_MS);
      proxy.delay(0);
    }),
    fault('dripping for 3 s', every, async (proxy) => {
      proxy.drip(1);
      await delay(SHORT_MS);
      proxy.drip(0);
    }),
    fault('an answer cut after some bytes', one, (proxy) => proxy.cutAfter(5)),
    fault('an answer cut whole', one, (proxy) => proxy.loseNextAnswer()),
    fault('a request lost', one, (proxy) => proxy.loseNextRequest()),
  ];
}

export const RANDOM_FAULTS: readonly RandomFault[] = [
  ...connectionFaults('database', ({ stage }) => stage.proxy, { every: 3 * HANDS, one: 1 }),
  ...connectionFaults('mail provider', ({ stage }) => stage.mailProxy, { every: 3 * HANDS, one: 1 }),
  ...connectionFaults('receiver of events', ({ eventProxy }) => eventProxy, { every: 0, one: 0 }),
  {
    name: 'connections ended by the database',
    lostAnswers: 3 * HANDS,
    work: ({ stage }) =>
      stage.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'booking'`),
  },
  {
    name: 'the database restarted',
    lostAnswers: 3 * HANDS,
    work: async ({ stage }) => {
      await stage.server.crash();
      await stage.restartDatabase();
    },
  },
  {
    name: 'the mail provider down for 4 s',
    lostAnswers: 0,
    work: async ({ stage: { mails } }) => {
      mails.setDown(true);
      await delay(4_000);
      mails.setDown(false);
    },
  },
  { name: 'five mails put off', lostAnswers: 0, work: ({ stage: { mails } }) => mails.refuseNext(5, 429, 2) },
  {
    name: 'the receiver of events refuses for 3 s',
    lostAnswers: 0,
    work: async ({ events, chance }) => {
      events.answerWith(chance.pick([429, 500, 503]) ?? 503);
      await delay(SHORT_MS);
      events.answerWith(204);
    },
  },
  { name: 'a scheduler killed', lostAnswers: HANDS, work: (scene) => replace(scene, 'scheduler', 'SIGKILL') },
  { name: 'a scheduler stopped', lostAnswers: 0, work: (scene) => replace(scene, 'scheduler', 'SIGTERM') },
  { name: 'an HTTP process killed', lostAnswers: 0, work: (scene) => replace(scene, 'http', 'SIGKILL') },
  { name: 'an HTTP process stopped', lostAnswers: 0, work: (scene) => replace(scene, 'http', 'SIGTERM') },
  {
    name: 'a scheduler asleep past its lease',
    lostAnswers: HANDS,
    work: async ({ stage, chance }) => {
      const sleeper = chance.pick(stage.schedulers);
      if (sleeper === undefined) return;
      process.kill(sleeper.pid, 'SIGSTOP');
      await delay(Number(stage.env['WORKER_LEASE_SECONDS'] ?? 0) * 1_500);
      process.kill(sleeper.pid, 'SIGCONT');
    },
  },
];
