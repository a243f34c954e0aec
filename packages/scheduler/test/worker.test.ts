import { setImmediate } from 'node:timers/promises';
import { freePort, freshDatabase } from '@miomente/booking-testing';
import pg from 'pg';
import { beforeEach, expect, it, vi } from 'vitest';
import { delayOnTimer } from '../src/delay.ts';
import { startWorker } from '../src/worker.ts';
import { emptyQueue, gate, idle } from './queue.ts';

const { pool, url } = await freshDatabase();
beforeEach(() => emptyQueue(pool));

it('running#liveness-follows-progress: a stop ends the lease after a renewal in flight, and no other begins', async () => {
  const { deps } = idle(pool);
  const said: string[] = [];
  const renewing = gate();
  const renewed = gate();
  const worker = startWorker({
    ...deps,
    ...deps.times,
    makePool: deps.makeEnginePool,
    taskList: { deliver: async () => {} },
    pollMs: 50,
    deadlineMs: 10_000,
    now: () => performance.now(),
    delay: delayOnTimer,
    leases: {
      renew: async () => {
        renewing.open();
        await renewed.opened;
        said.push('renewed');
      },
      recoverDead: async () => 0,
      end: async () => void said.push('ended'),
      giveBack: async () => {},
      giveBackLater: async () => {},
      waitingMs: async () => 0,
    },
  });
  await vi.waitFor(async () => {
    void worker.check();
    await Promise.race([renewing.opened, Promise.reject(new Error('not at work yet'))]);
  });
  const stopped = worker.stop(Promise.resolve());
  await setImmediate();
  renewed.open();
  await stopped;
  await worker.check();
  expect(said.at(-1)).toBe('ended');
  expect(said).toContain('renewed');
});

it('running#sending-resumes: F20 while the database is away an engine is tried again at growing distances, and at once after its return', async () => {
  const { deps } = idle(pool);
  const away = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
  let server = away;
  const pauses: number[] = [];
  const worker = startWorker({
    ...deps,
    ...deps.times,
    makePool: () => {
      const made = new pg.Pool({ connectionString: server, max: 3 });
      made.on('error', () => {});
      return made;
    },
    taskList: { deliver: async () => {} },
    pollMs: 50,
    deadlineMs: 10_000,
    now: () => performance.now(),
    random: { next: () => 0.5 },
    delay: async (ms) => {
      pauses.push(ms);
      if (pauses.length === 7) server = url;
    },
    leases: {
      renew: async () => {},
      recoverDead: async () => 0,
      end: async () => {},
      giveBack: async () => {},
      giveBackLater: async () => {},
      waitingMs: async () => 0,
    },
  });
  await worker.atWork;
  expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000, 1_000]);
  await worker.stop(Promise.resolve());
});
