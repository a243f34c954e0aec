import { setTimeout as delay } from 'node:timers/promises';
import { TransientFailure } from '@miomente/booking-domain';
import { postgresScheduling } from '@miomente/booking-postgres';
import { freshDatabase, startTcpProxy } from '@miomente/booking-testing';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SchedulerDeps, type SchedulerEvent, startScheduler } from '../src/index.ts';
import { emptyQueue, gate, idle, jobRows, queueDelivery, SHORT_TIMES } from './queue.ts';

// An unhandled error anywhere in these tests fails the whole run; vitest does that.

const { url, pool } = await freshDatabase();
beforeEach(() => emptyQueue(pool));

const CONCURRENCY = 4;
// For a machine under load.
vi.setConfig({ testTimeout: 150_000 });
afterAll(() => vi.resetConfig());

function start(changes: Partial<SchedulerDeps> = {}) {
  const delivered: number[] = [];
  const { deps, events } = idle(pool, {
    concurrency: CONCURRENCY,
    makeEnginePool: () => enginePool(url),
    deliver: async (id) => {
      await delay(5);
      delivered.push(id);
      return { type: 'done', providerId: null };
    },
    ...changes,
  });
  const scheduler = startScheduler(deps);
  onTestFinished(() => scheduler.stop());
  return { scheduler, delivered, events };
}
function enginePool(connectionString: string): pg.Pool {
  const made = new pg.Pool({ connectionString, max: CONCURRENCY + 2 });
  made.on('error', () => {});
  return made;
}
/** Closes every connection to the database except this one. */
const dropAll = () =>
  pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
const engineFailures = (events: readonly { event: string }[]) =>
  reasons(events).filter((why) => why === 'query_failed').length;
/** Closes connections until the engine has noticed. One that isn't in use at that moment is replaced by the pool in silence. */
async function dropUntilNoticed(events: readonly { event: string }[]) {
  const before = engineFailures(events);
  await vi.waitFor(
    async () => {
      await dropAll();
      expect(engineFailures(events)).toBeGreaterThan(before);
    },
    { timeout: 60_000 },
  );
}
const queueIsEmpty = () => vi.waitFor(async () => expect(await jobRows(pool)).toEqual([]), { timeout: 100_000 });
/** Few attempts, so that a delivery would be lost if an outage counted as one. */
async function queueMany(first: number, count: number) {
  for (let id = first; id < first + count; id += 1) await queueDelivery(pool, id, { maxAttempts: 3 });
}
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const sorted = (ids: Iterable<number>) => [...new Set(ids)].sort((a, b) => a - b);
const reasons = (events: readonly { event: string }[]) =>
  events.flatMap((event) => ('why' in event ? [event.why] : []));

const failed = (events: readonly SchedulerEvent[], loop: string) =>
  events.filter((event) => event.event === 'loop_failed' && event.loop === loop);

describe('running#sending-resumes: connections that break', () => {
  it('F21 four times right after the start', async () => {
    await queueMany(1, 60);
    const { delivered } = start();
    for (let i = 0; i < 4; i += 1) {
      await delay(30 * i);
      await dropAll();
    }
    await queueIsEmpty();
    expect(sorted(delivered)).toEqual(numbers(60));
  });

  it('F21 four times during work', async () => {
    await queueMany(1, 300);
    const { scheduler, delivered, events } = start();
    await scheduler.atWork;
    for (let i = 0; i < 4; i += 1) await dropUntilNoticed(events);
    await queueIsEmpty();
    expect(sorted(delivered)).toEqual(numbers(300));
  });

  it('F21 more often than a job has attempts', async () => {
    await queueMany(1, 300);
    const { delivered } = start();
    for (let i = 0; i < 15; i += 1) {
      await delay(150);
      await dropAll();
    }
    await queueIsEmpty();
    expect(sorted(delivered)).toEqual(numbers(300));
  });

  it('F22 half-open: running and due deliveries are sent once the connection works again', async () => {
    const proxy = await startTcpProxy(url);
    onTestFinished(() => proxy.stop());
    const patience = { connectionTimeoutMillis: 300, query_timeout: 300 };
    const control = new pg.Pool({ connectionString: proxy.url, max: 4, ...patience });
    control.on('error', () => {});
    onTestFinished(() => control.end());
    const { scheduler, delivered, events } = start({
      ...postgresScheduling(control, SHORT_TIMES),
      makeEnginePool: () => enginePool(proxy.url),
      times: { ...SHORT_TIMES, engineDeadlineMs: 300 },
    });
    await scheduler.atWork;
    await queueMany(1, 20);
    proxy.fallSilent();
    await vi.waitFor(() => expect(reasons(events)).toContain('query_failed'), { timeout: 60_000 });
    // A database that is away is no defect of ours, whatever notices it.
    await vi.waitFor(() => expect(failed(events, 'heartbeat')).not.toEqual([]), { timeout: 60_000 });
    expect(events.filter((event) => 'failure' in event && event.failure === 'defect')).toEqual([]);
    // An engine that has just taken the place of another counts as working until its own first query fails.
    await vi.waitFor(() => expect(scheduler.health.isWorking()).toBe(false), { timeout: 60_000 });
    expect(scheduler.health.isAlive()).toBe(true);
    await queueMany(21, 20);
    proxy.heal();
    await queueIsEmpty();
    expect(sorted(delivered)).toEqual(numbers(40));
    await vi.waitFor(() => expect(scheduler.health.isWorking()).toBe(true));
  });
});

describe('running#liveness-follows-progress: engines without progress', () => {
  it('a stalled engine is replaced, and the next one takes its jobs', async () => {
    const proxy = await startTcpProxy(url);
    onTestFinished(() => proxy.stop());
    let made = 0;
    const { scheduler, delivered, events } = start({
      makeEnginePool: () => {
        made += 1;
        return enginePool(made === 1 ? proxy.url : url);
      },
      // Only the lack of progress reveals it.
      times: { ...SHORT_TIMES, engineDeadlineMs: 600_000, stallMs: 700 },
    });
    await scheduler.atWork;
    proxy.fallSilent();
    await queueMany(1, 20);
    await queueIsEmpty();
    expect(reasons(events)).toContain('no_progress');
    expect(sorted(delivered)).toEqual(numbers(20));
  });

  it('a job that never ends loses its lock and is done by the next engine; its attempt counts', async () => {
    let tries = 0;
    const { events } = start({
      times: { ...SHORT_TIMES, leaseMs: 700 },
      deliver: async () => {
        tries += 1;
        if (tries === 1) await new Promise(() => {});
        return { type: 'done', providerId: null };
      },
    });
    const id = await queueDelivery(pool, 1);
    await vi.waitFor(async () => expect(await jobRows(pool)).toMatchObject([{ id, attempts: 1 }]));
    await queueIsEmpty();
    expect(tries).toBe(2);
    expect(reasons(events)).toContain('job_hangs');
  });

  it('a job that an abandoned engine started continues to its end, and is not started again meanwhile', async () => {
    const begun = gate();
    const may = gate();
    const tries: number[] = [];
    const { events } = start({
      deliver: async (id) => {
        tries.push(id);
        if (id === 1) {
          begun.open();
          await may.opened;
        }
        return { type: 'done', providerId: null };
      },
    });
    await queueDelivery(pool, 1);
    await begun.opened;
    await dropUntilNoticed(events);
    await queueDelivery(pool, 2);
    await vi.waitFor(() => expect(tries).toContain(2), { timeout: 60_000 });
    await vi.waitFor(async () => expect(await jobRows(pool)).toHaveLength(1), { timeout: 60_000 });
    expect(tries.filter((id) => id === 1)).toEqual([1]);
    may.open();
    await queueIsEmpty();
  });

  it('due jobs that are not taken although the database works: not working, and after a lease not alive', async () => {
    await queueMany(1, 1);
    const holder = await pool.connect();
    onTestFinished(() => holder.release());
    await holder.query('begin');
    await holder.query('select from graphile_worker._private_jobs for update');
    const times = { ...SHORT_TIMES, stallMs: 500, leaseMs: 1_000 };
    const { scheduler, events } = start({ times });
    await vi.waitFor(() => expect(reasons(events)).toContain('takes_nothing'), { timeout: 60_000 });
    await vi.waitFor(() => expect(scheduler.health.isAlive()).toBe(false), { timeout: 60_000 });
    await holder.query('rollback');
    await queueIsEmpty();
    await vi.waitFor(() => expect([scheduler.health.isWorking(), scheduler.health.isAlive()]).toEqual([true, true]), {
      timeout: 60_000,
    });
  });
});

describe('running#an-outage-is-no-try: failures of the database', () => {
  it('a job that fails because the database is unreachable is repeated until it succeeds', async () => {
    let tries = 0;
    const { events } = start({
      deliver: async () => {
        tries += 1;
        if (tries < 6) throw new TransientFailure('The database is away.');
        return { type: 'done', providerId: null };
      },
    });
    await queueDelivery(pool, 1, { maxAttempts: 2 });
    await queueIsEmpty();
    expect(tries).toBe(6);
    expect(events.filter(({ event }) => event === 'delivery_given_up')).toEqual([]);
  });
});
