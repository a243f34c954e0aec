import { describe, expect, it } from 'vitest';
import { startLoop } from '../src/loop.ts';
import type { SchedulerEvent } from '../src/report.ts';

/** A delay that lasts until the test ends it, and that records how long it was asked for. */
function restByHand() {
  const asked: number[] = [];
  let wake: () => void = () => {};
  let started: () => void = () => {};
  const untilResting = () => new Promise<void>((resolve) => (started = resolve));
  const delay = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      asked.push(ms);
      wake = resolve;
      signal.addEventListener('abort', () => resolve());
      started();
    });
  return { delay, asked, untilResting, wake: () => wake() };
}

function loopWith(turn: () => Promise<void>, { random = 0.5 } = {}) {
  const byHand = restByHand();
  const events: SchedulerEvent[] = [];
  const resting = byHand.untilResting();
  const loop = startLoop({
    name: 'sweep',
    everyMs: 1_000,
    turn,
    delay: byHand.delay,
    random: { next: () => random },
    report: (event) => events.push(event),
  });
  return { loop, events, resting, ...byHand };
}

describe('a loop', () => {
  it('starts its first run at once, and waits after it', async () => {
    let turns = 0;
    const { loop, resting, asked } = loopWith(async () => {
      turns += 1;
    });
    await resting;
    expect([turns, asked]).toEqual([1, [1_000]]);
    await loop.stop();
  });

  it.each([
    [0, 900],
    [0.999_999, 1_100],
  ])('varies its interval by a tenth (random %d)', async (random, ms) => {
    const { loop, resting, asked } = loopWith(async () => {}, { random });
    await resting;
    expect(asked[0]).toBeCloseTo(ms, 0);
    await loop.stop();
  });

  it('never overlaps: it waits only after a run has ended', async () => {
    let atWork = 0;
    let most = 0;
    let turns = 0;
    const run = loopWith(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise(setImmediate);
      atWork -= 1;
      turns += 1;
    });
    for (let i = 0; i < 5; i += 1) {
      await (i === 0 ? run.resting : run.untilResting());
      expect(atWork).toBe(0);
      run.wake();
    }
    await run.loop.stop();
    expect([most, turns >= 5]).toEqual([1, true]);
  });

  it('I7: reports a failed run as a code without its message, and continues', async () => {
    let turns = 0;
    const run = loopWith(async () => {
      turns += 1;
      throw Object.assign(new Error('could not reach anna.huber@example.org'), { code: 'ECONNREFUSED' });
    });
    await run.resting;
    const again = run.untilResting();
    run.wake();
    await again;
    await run.loop.stop();
    expect(turns).toBe(2);
    expect(run.events[0]).toMatchObject({
      event: 'loop_failed',
      loop: 'sweep',
      failure: 'defect',
      code: 'ECONNREFUSED',
    });
    expect(JSON.stringify(run.events)).not.toContain('example.org');
  });

  it('waits for the current run when it is stopped, and starts no other', async () => {
    let turns = 0;
    let finish: () => void = () => {};
    const { loop } = loopWith(() => {
      turns += 1;
      return new Promise((resolve) => (finish = resolve));
    });
    let stopped = false;
    const stop = loop.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(turns).toBe(1);
  });
});
