import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { leases } from '../src/leases.ts';
import { emptyQueue, jobRows, queueDelivery } from './queue.ts';

const { pool } = await freshDatabase();
beforeEach(() => emptyQueue(pool));

const LEASE_MS = 45_000;
const { recoverDead, renew, end } = leases(pool, LEASE_MS);

async function lock(worker: string, { secondsAgo }: { secondsAgo: number }) {
  const id = await queueDelivery(pool, 1);
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2 * interval '1 second' where id = $3`,
    [worker, secondsAgo, id],
  );
}
async function lastHeard(worker: string, { secondsAgo }: { secondsAgo: number }) {
  await renew(worker);
  await pool.query(
    `update miomente_partner_portal_workers set alive_at = now() - $1 * interval '1 second' where worker_id = $2`,
    [secondsAgo, worker],
  );
}
const lockers = async () => (await jobRows(pool)).map(({ locked_by }) => locked_by);

describe('leases', () => {
  it('F1 frees the jobs of a worker that has been silent for longer than the lease', async () => {
    await lock('dead', { secondsAgo: 50 });
    await lastHeard('dead', { secondsAgo: 46 });
    expect(await recoverDead()).toBe(1);
    expect(await lockers()).toEqual([null]);
  });

  it('frees the jobs of a worker that died before it ever said that it lives', async () => {
    await lock('never heard of', { secondsAgo: 46 });
    expect(await recoverDead()).toBe(1);
    expect(await lockers()).toEqual([null]);
  });

  it('leaves a living worker its jobs, however long they take', async () => {
    await lock('busy', { secondsAgo: 3_600 });
    await lastHeard('busy', { secondsAgo: 44 });
    expect(await recoverDead()).toBe(0);
    expect(await lockers()).toEqual(['busy']);
  });

  it('leaves a job alone that was taken within the lease: its worker may have had no time to say so', async () => {
    await lock('new', { secondsAgo: 44 });
    expect(await recoverDead()).toBe(0);
    expect(await lockers()).toEqual(['new']);
  });

  it('gives a worker that was only asleep its lease again', async () => {
    await lastHeard('asleep', { secondsAgo: 100 });
    await lock('asleep', { secondsAgo: 100 });
    await renew('asleep');
    expect(await recoverDead()).toBe(0);
  });

  it('frees at once what a worker leaves behind when it ends, and nobody else’s', async () => {
    await lock('ending', { secondsAgo: 0 });
    await lock('other', { secondsAgo: 0 });
    await renew('ending');
    await end('ending');
    expect(await lockers()).toEqual([null, 'other']);
  });

  it('any number of recoveries at once do no harm', async () => {
    await lock('dead', { secondsAgo: 50 });
    await lock('busy', { secondsAgo: 50 });
    await renew('busy');
    await Promise.all(Array.from({ length: 10 }, () => recoverDead()));
    expect(await lockers()).toEqual([null, 'busy']);
  });
});
