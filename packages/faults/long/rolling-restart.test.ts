import { expect, it } from 'vitest';
import { DRAINED, historyOf, judge, startBalancer, startSteadyLoad, until, untilReady } from '../src/index.ts';
import { stageOfTest } from './stage-of-test.ts';

it('running#leaving: F26 a rolling restart under load, behind a balancer that asks each second: no request fails', async () => {
  const stage = await stageOfTest({ http: 3, schedulers: 2 });
  await untilReady(stage);
  const balancer = startBalancer(stage.http);
  const load = startSteadyLoad(stage, balancer);
  for (const [at, leaving] of [...stage.http].entries()) {
    await leaving.end('SIGTERM');
    // A process that does not end in good order within ten seconds ends with 1.
    expect(leaving.ended).toBe(0);
    stage.http[at] = await stage.start('http', { port: Number(new URL(leaving.url).port) });
    await untilReady(stage);
  }
  for (const [at, leaving] of [...stage.schedulers].entries()) {
    await leaving.end('SIGTERM');
    expect(leaving.ended).toBe(0);
    stage.schedulers[at] = await stage.start('scheduler');
    await untilReady(stage);
  }
  const requests = await load.stop();
  await balancer.stop();
  expect(load.failed).toEqual([]);
  expect(requests).toBeGreaterThan(50);
  await until(stage, DRAINED);
  expect(judge(await historyOf(stage, { acknowledged: load.acknowledged, lostAnswers: 0 }))).toEqual([]);
});
