import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from '@miomente/booking-testing';
import { expect, it, onTestFinished } from 'vitest';
import {
  ask,
  copyRepository,
  DRAINED,
  historyOf,
  judge,
  runProduct,
  startBalancer,
  startSteadyLoad,
  until,
  untilReady,
} from '../src/index.ts';
import { stageOfTest } from './stage-of-test.ts';

it('running#served-within-one-release: F34 a newer version is put beside the older one under load, its migrations first: no request fails', async () => {
  const folder = scratchFolder('booking-upgrade-');
  const newer = join(folder, 'newer');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  copyRepository(newer);
  const known = readdirSync(join(newer, 'migrations')).filter((name) => name.endsWith('.sql')).length;
  const number = (n: number): string => String(n).padStart(4, '0');
  writeFileSync(
    join(newer, 'migrations', `${number(known + 1)}_of_the_next_release.sql`),
    `-- Serves programs from ${number(known)}.
ALTER TABLE miomente_partner_portal_booking_confirmations ADD COLUMN of_the_next_release TEXT;
ALTER TABLE miomente_partner_portal_deliveries ADD COLUMN of_the_next_release TEXT;
`,
  );
  const stage = await stageOfTest({ http: 2, schedulers: 1 });
  await untilReady(stage);
  const older = [...stage.http];
  const balancer = startBalancer(stage.http);
  const load = startSteadyLoad(stage, balancer);
  await delay(2_000);
  await runProduct('migrate', { ...stage.env, DATABASE_URL: stage.server.url }, newer);
  // Longer than a process believes that migrations are current without looking.
  for (let second = 0; second < 15; second += 1) {
    for (const process of older) expect((await ask(process, '/readyz')).status).toBe(200);
    await delay(1_000);
  }
  for (const [at, leaving] of older.entries()) {
    await leaving.end('SIGTERM');
    expect(leaving.ended).toBe(0);
    stage.http[at] = await stage.start('http', { port: Number(new URL(leaving.url).port), root: newer });
    await untilReady(stage);
  }
  // One of each serves the outbox, and one of the older version can still be started.
  stage.schedulers.push(await stage.start('scheduler', { root: newer }), await stage.start('scheduler'));
  await untilReady(stage);
  await delay(2_000);
  expect(await load.stop()).toBeGreaterThan(50);
  await balancer.stop();
  expect(load.failed).toEqual([]);
  await until(stage, DRAINED);
  expect(judge(await historyOf(stage, { acknowledged: load.acknowledged, lostAnswers: 0 }))).toEqual([]);
});
