import { setImmediate } from 'node:timers/promises';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, it, vi } from 'vitest';
import { delayOnTimer } from '../src/delay.ts';
import { startWorker } from '../src/worker.ts';
import { emptyQueue, gate, idle } from './queue.ts';

const { pool } = await freshDatabase();
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
