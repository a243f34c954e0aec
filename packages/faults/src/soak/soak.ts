import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startTcpProxy } from '@miomente/booking-testing';
import type { History } from '../history/history.ts';
import { DRAINED, historyOf, until } from '../history/history-of.ts';
import { judge } from '../history/judge.ts';
import { runProduct } from '../product-process.ts';
import { seeded } from '../seeded.ts';
import { openStage, type Stage, untilReady } from '../stage.ts';
import { startEventStub } from './event-stub.ts';
import { EVENTS_OUT, findings, pushedFrom } from './findings.ts';
import { type MixedLoad, startMixedLoad } from './mixed-load.ts';
import { RANDOM_FAULTS, type Scene } from './random-faults.ts';

/** Reminders after a minute and two, so that all that can happen to a booking does. */
const VARIABLES = {
  REMINDER_FIRST_HOURS: '0.0167',
  REMINDER_SECOND_HOURS: '0.0334',
  REMINDER_SWEEP_MINUTES: '0.05',
  WORKER_HEARTBEAT_SECONDS: '1',
  WORKER_LEASE_SECONDS: '5',
  BOOKING_REMINDER_CRON_SECRET: 'cron-secret-of-the-soak-long-enough-for-anything',
  PORTAL_JWT_ISSUER: 'https://portal.example.org',
  MANAGER_EMAILS: 'office@example.org,second.desk@example.org',
  TRUST_PROXY: '1',
  LINK_PRESS_MIN_SECONDS: '0.5',
  LINK_QUIET_SECONDS: '0',
  CUSTOMER_MAILS: 'confirmed',
  CUSTOMER_MAIL_HOLD_MINUTES: '0.1',
  INBOUND_MAIL_DOMAIN: 'answers.example.org',
  INBOUND_MAIL_SECRET: 'inbound-secret-of-the-soak-long-enough-for-anything',
  EVENTS_SIGNING_SECRET: 'signing-secret-of-the-soak-long-enough-for-anything',
  EVENTS_TIMEOUT_SECONDS: '2',
};
const EVERY_MS = 5_000;
/** A mail that was accepted so long before a fault may not be recorded yet. */
const BEFORE_MS = 2_000;
const KB = 1_024;
const SHOWN = 30;
/** How much more a process may hold in the last third than in the middle one: garbage that is not collected yet. */
const FLAT = 1.25;
const FLAT_MB = 30;

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
 * Everything at once, with a random fault every few seconds; then the faults end, and the seven invariants are judged,
 * and what else must be true of what went on.
 * @returns whether all is well
 */
export async function soak({ minutes, seed, say, opened }: SoakOptions): Promise<boolean> {
  const chance = seeded(seed);
  say(`A soak of ${minutes} minutes, seed ${chance.seed}`);
  const events = await startEventStub();
  const eventProxy = await startTcpProxy(events.url);
  try {
    const variables = { ...VARIABLES, EVENTS_URL: eventProxy.url };
    const stage = await openStage({ http: 2, schedulers: 3, variables });
    opened(stage);
    try {
      return await played({ stage, events, eventProxy, chance }, minutes, say);
    } finally {
      await stage.end();
    }
  } finally {
    await eventProxy.stop();
    await events.stop();
  }
}

async function played(scene: Scene, minutes: number, say: (line: string) => void): Promise<boolean> {
  const { stage, chance, events } = scene;
  await untilReady(stage);
  const from = await until(stage, {
    what: 'events are pushed',
    sql: 'select exists (select from miomente_partner_portal_event_push) as holds',
    withinMs: 60_000,
  }).then(() => pushedFrom(stage));
  const load = startMixedLoad(stage, seeded(chance.seed + 1));
  const memory: number[] = [];
  const faults = new Map<string, number>();
  let lostAnswers = 0;
  const endsAt = performance.now() + minutes * 60_000;
  while (performance.now() < endsAt) {
    await delay(EVERY_MS * (0.5 + chance.next()));
    const fault = chance.pick(RANDOM_FAULTS);
    if (fault === undefined) break;
    say(`  ${fault.name}`);
    faults.set(fault.name, (faults.get(fault.name) ?? 0) + 1);
    const since = Date.now() - BEFORE_MS;
    await Promise.resolve(fault.work(scene)).catch((error: unknown) => say(`  it failed: ${String(error)}`));
    // No more answers can be lost than were given.
    const given = stage.mails.log.filter(({ at }) => at >= since).length;
    lostAnswers += Math.min(fault.lostAnswers, Math.max(given, 1));
    memory.push(Math.max(...[...stage.http, ...stage.schedulers].map(({ pid }) => memoryOf(pid))));
  }
  const { wrong } = await recovered(scene, load);
  const { acknowledged, answered, calls } = load;
  // Reminders go on coming due: the backlog has drained when there is a moment without any, as of which all is judged.
  const read = () => historyOf(stage, { acknowledged, answered, lostAnswers });
  const giveUpAt = performance.now() + DRAINED.withinMs;
  let history = await read();
  while (performance.now() < giveUpAt && Object.values(history.backlog).some((count) => count > 0)) {
    await delay(200);
    history = await read();
  }
  const found = [
    ...judge(history).map(({ invariant, what }) => `${invariant}: ${what}`),
    ...(await findings(stage, { calls, taken: events.taken, from: from ?? 0 })),
    ...unsteady(memory),
    ...wrong,
  ];
  say(`${figures(history, load)}; ${events.taken.length} events pushed; ${faults.size} kinds of faults`);
  say(memoryInWords(memory));
  for (const each of found.slice(0, SHOWN)) say(`  ${each}`);
  const seed = `seed ${chance.seed}`;
  say(found.length === 0 ? `I1 to I7 hold, ${seed}.` : `${found.length} things are not as they must be, ${seed}.`);
  return found.length === 0;
}

/** Ends the faults and waits until everything that is due has been done. */
async function recovered({ stage, events, eventProxy }: Scene, load: MixedLoad): Promise<{ wrong: readonly string[] }> {
  const wrong: string[] = [];
  const proxies = [stage.proxy, stage.mailProxy, eventProxy];
  for (const proxy of proxies) proxy.heal();
  events.answerWith(204);
  await load.stop();
  await untilReady(stage);
  for (const state of [DRAINED, EVENTS_OUT])
    await until(stage, state).catch((error: unknown) => void wrong.push(`I7: ${String(error)}`));
  await runProduct('counts', { ...stage.env, DATABASE_URL: stage.server.url }).catch((error: unknown) =>
    wrong.push(String(error)),
  );
  for (const each of [...stage.http, ...stage.schedulers])
    if (each.ended !== undefined) wrong.push(`${each.name} ended by itself: ${each.output().slice(-500)}`);
  return { wrong: [...wrong, ...load.wrong] };
}

function figures({ bookings, acknowledged, answered, accepted, tickets }: History, { done }: MixedLoad): string {
  const taken = answered.filter(({ outcome }) => outcome === 'taken').length;
  const copies = accepted.length - new Set(accepted.map(({ messageId }) => messageId)).size;
  return [
    `${acknowledged.length} orders, ${bookings.length} bookings, ${taken} answers`,
    ...[...done].map(([what, times]) => `${times} ${what}`),
    `${accepted.length} mails with ${copies} copies, ${tickets.length} tickets`,
  ].join(', ');
}

const most = (part: readonly number[]): number => Math.max(0, ...part);

/** The first third is left out: processes warm up. */
function unsteady(memory: readonly number[]): readonly string[] {
  const third = Math.floor(memory.length / 3);
  const [middle, last] = [most(memory.slice(third, 2 * third)), most(memory.slice(-third))];
  return third > 3 && last > middle * FLAT + FLAT_MB ? [`memory grows from ${middle} MB to ${last} MB`] : [];
}

function memoryInWords(memory: readonly number[]): string {
  const third = Math.ceil(memory.length / 3);
  const thirds = [0, 1, 2].map((n) => most(memory.slice(n * third, (n + 1) * third)));
  return `a process holds at most ${thirds.join(', then ')} MB, by thirds of the time`;
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
