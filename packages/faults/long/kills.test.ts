import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { announce, DRAINED, historyOf, judge, seeded, until, untilReady } from '../src/index.ts';
import { stageOfTest } from './stage-of-test.ts';

const KILLS = 50;
const ORDERS = 150;
const CONCURRENCY = 4;
const BOOKINGS = 'miomente_partner_portal_booking_confirmations';

it(`F3 ${KILLS} kills at random points while everything falls due: nothing is lost, and no reminder comes too soon`, async () => {
  const chance = seeded();
  process.stdout.write(`F3 seed ${chance.seed}\n`);
  const stage = await stageOfTest({
    http: 1,
    schedulers: 3,
    variables: {
      // 36 and 72 seconds: the kills fall into the request, both reminders and the tickets.
      REMINDER_FIRST_HOURS: '0.01',
      REMINDER_SECOND_HOURS: '0.02',
      REMINDER_SWEEP_MINUTES: '0.02',
      WORKER_HEARTBEAT_SECONDS: '0.4',
      WORKER_LEASE_SECONDS: '2',
      WORKER_CONCURRENCY: String(CONCURRENCY),
    },
  });
  await untilReady(stage);
  const acknowledged: number[] = [];
  for (let n = 0; n < ORDERS; n += 1) {
    const { orderId } = await stage.shop.placeOrder();
    const [http] = stage.http;
    if (http !== undefined && (await announce(stage, http, orderId)).status === 200) acknowledged.push(orderId);
  }
  expect(acknowledged).toHaveLength(ORDERS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const at = Math.floor(chance.next() * stage.schedulers.length);
    const replaced = stage.start('scheduler');
    await stage.schedulers[at]?.end('SIGKILL');
    stage.schedulers[at] = await replaced;
    await delay(500 + 1_500 * chance.next());
  }
  await until(stage, {
    what: 'every booking has been reminded twice and is with the office',
    sql: `select not exists (select from ${BOOKINGS} where status = 'pending' and escalated_at is null) as holds`,
    withinMs: 300_000,
  });
  await until(stage, DRAINED);
  const history = await historyOf(stage, { acknowledged, lostAnswers: KILLS * CONCURRENCY });
  expect(judge(history)).toEqual([]);
  expect(history.mails.filter(({ kind }) => kind === 'second_reminder').length).toBeGreaterThan(ORDERS / 2);
});
