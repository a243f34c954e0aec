import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import {
  announce,
  DRAINED,
  type Got,
  historyOf,
  judge,
  memoryOf,
  startBalancer,
  until,
  untilReady,
} from '../src/index.ts';
import { stageOfTest } from './stage-of-test.ts';

const CLIENTS = 120;
const ORDERS = 200;
const SECONDS = 45;
/** How long nothing can be written, in the middle: by then there is certainly more than can be taken. */
const LOCKED_MS = 14_000;
/** Nobody waits as long as nothing can be written: the deadline is a fifth of that. */
const MAX_MS = 0.72 * LOCKED_MS;
/** So many at once are served as fast as the two processes can. */
const FEW = 4;
const CALM_MS = 10_000;

it('F33 F34 more than can be taken, and SIGTERM in the middle of it: refusals say when to come back, memory is flat, nothing is lost', async () => {
  const stage = await stageOfTest({
    http: 2,
    schedulers: 1,
    variables: {
      DATABASE_POOL_SIZE: '4',
      REQUEST_DEADLINE_SECONDS: '3',
      SHUTDOWN_DRAIN_SECONDS: '3',
      LOG_LEVEL: 'warn',
    },
  });
  await untilReady(stage);
  const [staying, leaving] = stage.http;
  if (staying === undefined || leaving === undefined) throw new Error('Two processes were asked for.');
  const orders: number[] = [];
  for (let n = 0; n < ORDERS; n += 1) orders.push((await stage.shop.placeOrder()).orderId);
  const acknowledged = new Set<number>();
  const wrong: string[] = [];
  let refused = 0;
  let taken = 0;
  let longestMs = 0;
  let running = true;
  const timed = async (orderId: number, got: Promise<Got>): Promise<void> => {
    const from = performance.now();
    judgeAnswer(orderId, await got);
    longestMs = Math.max(longestMs, performance.now() - from);
  };
  /** How many announcements are taken a second, while something lasts. */
  const goodput = async (lasts: Promise<unknown>): Promise<number> => {
    const [before, from] = [taken, performance.now()];
    await lasts;
    return (taken - before) / ((performance.now() - from) / 1_000);
  };
  const judgeAnswer = (orderId: number, { status, code, mayComeBack }: Got): void => {
    if (status === 200 || status === 202) {
      acknowledged.add(orderId);
      taken += 1;
    } else if ((status === 503 || status === 429) && mayComeBack) refused += 1;
    // A port that is closed refuses; what was being asked may not break.
    else if (code !== 'ECONNREFUSED') wrong.push(String(code ?? status));
  };
  const client = async (at: number): Promise<void> => {
    for (let turn = at; running; turn += 1) {
      const process = balancer.next() ?? staying;
      const orderId = orders[turn % orders.length] ?? 0;
      await timed(orderId, announce(stage, process, orderId));
      // Much sooner than it was told; yet this test must not take the machine for itself.
      await delay(100);
    }
  };
  const balancer = startBalancer(stage.http);
  const calmUntil = performance.now() + CALM_MS;
  const few = async (at: number): Promise<void> => {
    for (let turn = at; performance.now() < calmUntil; turn += FEW) {
      const orderId = orders[turn % orders.length] ?? 0;
      judgeAnswer(orderId, await announce(stage, balancer.next() ?? staying, orderId));
    }
  };
  const calm = await goodput(Promise.all(Array.from({ length: FEW }, (_, at) => few(at))));
  const memory: number[] = [];
  const clients = Array.from({ length: CLIENTS }, (_, at) => client(at));
  const watch = async (): Promise<void> => {
    while (running) {
      memory.push(memoryOf(staying.pid));
      await delay(500);
    }
  };
  const watching = watch();
  const crowded = await goodput(delay((SECONDS / 3) * 1_000));
  const holder = await stage.pool.connect();
  await holder.query('begin; lock table miomente_partner_portal_booking_confirmations in access exclusive mode');
  await delay(LOCKED_MS / 2);
  const left = leaving.end('SIGTERM');
  await delay(LOCKED_MS / 2);
  await holder.query('rollback');
  holder.release();
  await left;
  const alone = await goodput(delay((SECONDS / 3) * 1_000));
  running = false;
  await Promise.all([...clients, watching, balancer.stop()]);
  expect([leaving.ended, leaving.output().slice(-2_000)]).toEqual([0, expect.any(String)]);
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(0);
  const third = Math.floor(memory.length / 3);
  const [early, late] = [memory.slice(0, third), memory.slice(-third)].map((part) => Math.max(...part));
  process.stdout.write(
    `F33 ${acknowledged.size} orders taken, ${refused} refused, ${early} MB, later ${late} MB; taken a second: ` +
      `${calm.toFixed(0)} of ${FEW} clients, ${crowded.toFixed(0)} of ${CLIENTS}, ${alone.toFixed(0)} of them by one process; ` +
      `the longest wait ${(longestMs / 1_000).toFixed(1)} s\n`,
  );
  expect(longestMs).toBeLessThan(MAX_MS);
  // On a slow machine none was taken of so many clients: each request spent its deadline among the others.
  expect(crowded).toBeGreaterThan(calm / 2);
  expect(alone).toBeGreaterThan(calm / 4);
  expect(late).toBeLessThanOrEqual((early ?? 0) * 1.5 + 50);
  stage.http.pop();
  await untilReady(stage);
  // What was refused is announced again, as its sender does.
  for (const orderId of orders) {
    for (let tries = 0; !acknowledged.has(orderId) && tries < 60; tries += 1) {
      judgeAnswer(orderId, await announce(stage, staying, orderId));
    }
  }
  expect(acknowledged.size).toBe(ORDERS);
  await until(stage, DRAINED);
  for (const each of stage.schedulers) process.stdout.write(each.output().slice(-5_000));
  expect(judge(await historyOf(stage, { acknowledged: [...acknowledged], lostAnswers: 0 }))).toEqual([]);
});
