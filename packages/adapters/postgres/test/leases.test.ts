import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyQueue, jobRows, queueDelivery } from '../../../scheduler/test/queue.ts';
import { postgresScheduling } from '../src/index.ts';

const { pool } = await freshDatabase();
beforeEach(() => emptyQueue(pool));

const LEASE_MS = 45_000;
const { recoverDead, renew, end, giveBack, giveBackLater, waitingMs } = postgresScheduling(pool, {
  leaseMs: LEASE_MS,
}).leases;

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
  it('F1 unlocks the jobs of a worker that has been silent for longer than the lease', async () => {
    await lock('dead', { secondsAgo: 50 });
    await lastHeard('dead', { secondsAgo: 46 });
    expect(await recoverDead()).toBe(1);
    expect(await lockers()).toEqual([null]);
  });

  it('unlocks the jobs of a worker that died before its first renewal', async () => {
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

  it('ignores a job that was taken within the lease: its worker may not have renewed yet', async () => {
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

  it('unlocks at once what a worker leaves behind when it ends, and nobody else’s', async () => {
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

describe('F1 F3 jobs that were put aside while they ran', () => {
  const { spentDeliveries } = postgresScheduling(pool, { leaseMs: LEASE_MS });
  const add = (key: string) =>
    pool.query(`select graphile_worker.add_job('deliver', '{"deliveryId": 1}', job_key := $1)`, [key]);

  it('are taken away once their worker has died, whether removed or replaced; what can run or is at work stays', async () => {
    for (const key of ['delivery:removed', 'delivery:replaced', 'delivery:at-work', 'delivery:living']) await add(key);
    const held = ['delivery:removed', 'delivery:replaced', 'delivery:at-work'];
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '50 seconds', attempts = 1
       where key = any($1)`,
      [held],
    );
    await pool.query(`select graphile_worker.remove_job('delivery:removed')`);
    await add('delivery:replaced');
    await spentDeliveries();
    expect(await jobRows(pool)).toHaveLength(5);
    await recoverDead();
    await spentDeliveries();
    const { rows } = await pool.query<{ key: string | null; attempts: number }>(
      'select key, attempts from graphile_worker._private_jobs order by key, attempts',
    );
    expect(rows).toEqual([
      { key: 'delivery:at-work', attempts: 1 },
      { key: 'delivery:living', attempts: 0 },
      { key: 'delivery:replaced', attempts: 0 },
    ]);
  });
});

describe('running#an-outage-is-no-try: giving back jobs', () => {
  const tries = async () => (await jobRows(pool)).map(({ locked_by, attempts }) => [locked_by, attempts]);
  const lockThree = async () => {
    for (let i = 0; i < 3; i += 1) await lock('former', { secondsAgo: 0 });
    await pool.query('update graphile_worker._private_jobs set attempts = 2');
    return (await jobRows(pool)).map(({ id }) => id);
  };

  it('gives back fetched jobs without counting an attempt, hanging ones with it, and no running ones', async () => {
    const [kept = '', hung = ''] = await lockThree();
    await giveBack('former', [kept], [hung]);
    expect(await tries()).toEqual([
      ['former', 2],
      [null, 2],
      [null, 1],
    ]);
  });

  it('gives back nobody else’s', async () => {
    await lockThree();
    await giveBack('another', []);
    expect((await tries()).map(([worker]) => worker)).toEqual(['former', 'former', 'former']);
  });

  it('can give back one job, for later', async () => {
    const [first = '', second = ''] = await lockThree();
    await giveBackLater('former', first, 60_000);
    await giveBackLater('another', second, 60_000);
    expect((await tries()).slice(0, 2)).toEqual([
      [null, 1],
      ['former', 2],
    ]);
    const { rows } = await pool.query(
      `select run_at > now() + interval '50 seconds' as later from graphile_worker.jobs order by id`,
    );
    expect(rows[0]).toEqual({ later: true });
  });

  it('the waiting time starts when a job was due, for these tasks only, without locked and future ones', async () => {
    expect(await waitingMs(['deliver'])).toBe(0);
    await queueDelivery(pool, 1);
    await lock('busy', { secondsAgo: 0 });
    await pool.query(`update graphile_worker._private_jobs set run_at = now() - interval '1 minute'`);
    expect(await waitingMs(['deliver'])).toBeGreaterThanOrEqual(60_000);
    expect(await waitingMs(['fetch_order'])).toBe(0);
    await pool.query(
      `update graphile_worker._private_jobs set run_at = now() + interval '1 minute' where locked_by is null`,
    );
    expect(await waitingMs(['deliver'])).toBe(0);
  });
});
