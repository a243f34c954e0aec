import { TransientFailure } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SchedulerDeps, startScheduler } from '../src/index.ts';
import { emptyQueue, gate, idle, jobRows, queueDelivery } from './queue.ts';

const { pool } = await freshDatabase();
beforeEach(() => emptyQueue(pool));

function start(changes: Partial<SchedulerDeps> = {}) {
  const { deps, events } = idle(pool, changes);
  const scheduler = startScheduler(deps);
  onTestFinished(() => scheduler.stop());
  return { scheduler, events };
}
const queueIsEmpty = () => vi.waitFor(async () => expect(await jobRows(pool)).toEqual([]), { timeout: 10_000 });

describe('the outbox worker', () => {
  it('delivers what is queued at its start and later', async () => {
    const delivered: number[] = [];
    const deliver: SchedulerDeps['deliver'] = async (id) => {
      delivered.push(id);
      return { type: 'done', providerId: null };
    };
    await queueDelivery(pool, 1);
    const { events } = start({ deliver });
    await queueIsEmpty();
    await queueDelivery(pool, 2);
    await queueIsEmpty();
    expect(delivered).toEqual([1, 2]);
    expect(events).toContainEqual({ event: 'delivery', deliveryId: 2, requestId: null, outcome: 'done' });
  });

  it('fetches awaited orders', async () => {
    const fetched: unknown[] = [];
    start({ fetchAwaitedOrder: async (...args) => void fetched.push(args) });
    await pool.query(`select graphile_worker.add_job('fetch_order', '{"orderId": 7, "until": 1234}')`);
    await queueIsEmpty();
    expect(fetched).toEqual([[7, 1_234]]);
  });

  it('two schedulers at once deliver each thing once', async () => {
    const delivered: number[] = [];
    const deliver: SchedulerDeps['deliver'] = async (id) => {
      delivered.push(id);
      return { type: 'done', providerId: null };
    };
    for (let id = 1; id <= 200; id += 1) await queueDelivery(pool, id);
    start({ deliver });
    start({ deliver });
    await queueIsEmpty();
    expect([...delivered].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  it('stores and reports a code of a failure, and nothing of its message', async () => {
    const canary = 'anna.huber@example.org';
    const { events } = start({
      deliver: async () => {
        throw Object.assign(new Error(`duplicate key (email)=(${canary})`), { code: '23505', detail: canary });
      },
    });
    await queueDelivery(pool, 1);
    await vi.waitFor(async () => expect((await jobRows(pool))[0]?.last_error).toBe('defect 23505'));
    expect(events).toContainEqual(expect.objectContaining({ event: 'job_failed', failure: 'defect', code: '23505' }));
    expect(JSON.stringify(events)).not.toContain(canary);
  });

  it.each(['{}', '{"deliveryId": "1"}', '{"deliveryId": 1, "to": "x"}', '[]', 'null'])(
    'runs nothing for an unknown payload: %s',
    async (payload) => {
      const deliver = vi.fn<SchedulerDeps['deliver']>();
      const { events } = start({ deliver });
      await pool.query(`select graphile_worker.add_job('deliver', $1)`, [payload]);
      await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ event: 'job_failed' })));
      expect(deliver).not.toHaveBeenCalled();
    },
  );

  it('F27 a worker that wakes up late does not delete a job that another worker has by now', async () => {
    const { events } = start({
      deliver: async () => {
        // While this worker slept, its job was unlocked and another worker took it.
        await pool.query(`update graphile_worker._private_jobs set locked_by = 'somebody else', locked_at = now()`);
        return { type: 'superseded' };
      },
    });
    await queueDelivery(pool, 1);
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ outcome: 'superseded' })));
    await startScheduler(idle(pool).deps).stop();
    expect(await jobRows(pool)).toMatchObject([{ locked_by: 'somebody else' }]);
  });

  it('leaves to a person what fails at the last attempt, and loses nothing', async () => {
    const finished: unknown[] = [];
    const { events } = start({
      deliver: async () => {
        throw new TypeError('no such property');
      },
      giveUpDelivery: async (id, reason) => {
        finished.push([id, reason]);
        return { type: 'dead', reason };
      },
    });
    await queueDelivery(pool, 1, { maxAttempts: 1 });
    await queueIsEmpty();
    expect(finished).toEqual([[1, expect.stringContaining('TypeError')]]);
    expect(events).toContainEqual({ event: 'delivery_given_up', deliveryId: 1, requestId: null });
  });

  it('the id of a request is logged with what it caused: delivery, awaited order, failure', async () => {
    const under: unknown[] = [];
    const traced: SchedulerDeps['traced'] = ({ cause: { requestId, traceparent } }, work) => {
      under.push(traceparent ?? requestId);
      return work();
    };
    const { events } = start({
      traced,
      deliver: async (id) => {
        if (id === 2) throw new TypeError('no such property');
        return { type: 'done', providerId: null };
      },
    });
    await pool.query(`select graphile_worker.add_job('deliver', '{"deliveryId": 1, "requestId": "r-1"}')`);
    await pool.query(`select graphile_worker.add_job('deliver', '{"deliveryId": 2, "requestId": "r-2"}')`);
    await pool.query(`select graphile_worker.add_job('fetch_order', '{"orderId": 7, "until": 9, "requestId": "r-3"}')`);
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const traceOf = (cause: string): unknown[] => [JSON.stringify({ deliveryId: 5, requestId: cause })];
    await pool.query(`select graphile_worker.add_job('deliver', $1::json)`, traceOf(`r-5 ${traceparent}`));
    await pool.query(`select graphile_worker.add_job('deliver', '{"deliveryId": 4}')`);
    await vi.waitFor(() => {
      expect(events).toContainEqual({ event: 'delivery', deliveryId: 1, requestId: 'r-1', outcome: 'done' });
      expect(events).toContainEqual(expect.objectContaining({ event: 'job_failed', requestId: 'r-2' }));
      expect(events).toContainEqual({ event: 'awaited_order_fetched', orderId: 7, requestId: 'r-3' });
      expect(events).toContainEqual({ event: 'delivery', deliveryId: 4, requestId: null, outcome: 'done' });
      expect(events).toContainEqual({ event: 'delivery', deliveryId: 5, requestId: 'r-5', outcome: 'done' });
    });
    expect(new Set(under)).toEqual(new Set(['r-1', 'r-2', 'r-3', null, traceparent]));
  });

  it('reminders#partners-on-a-schedule: partners are read again after a failure, where somebody asked for it', async () => {
    let turns = 0;
    const readPartners = async () => {
      turns += 1;
      if (turns === 1) throw new TransientFailure('Odoo is away.');
      return { kept: 3, asked: 1, refused: 0 };
    };
    const { times } = idle(pool).deps;
    const { events } = start({ readPartners, times: { ...times, partnersEveryMs: 5 } });
    await vi.waitFor(() => expect(events).toContainEqual({ event: 'partners_read', kept: 3, asked: 1, refused: 0 }));
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'loop_failed', loop: 'import_partners', failure: 'transient' }),
    );
    const { events: none } = start();
    await vi.waitFor(() => expect(none).toContainEqual(expect.objectContaining({ event: 'swept' })));
    expect(none).not.toContainEqual(expect.objectContaining({ event: 'partners_read' }));
  });

  it('I7: continues after the queue’s connections were closed', async () => {
    const { events } = start();
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ event: 'swept' })));
    await pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await queueDelivery(pool, 1);
    await queueIsEmpty();
  });
});

describe('a stop', () => {
  it('waits for running deliveries, and takes no more', async () => {
    const begun = gate();
    const may = gate();
    const { scheduler, events } = start({
      concurrency: 1,
      deliver: async () => {
        begun.open();
        await may.opened;
        return { type: 'done', providerId: null };
      },
    });
    await queueDelivery(pool, 1);
    await begun.opened;
    await queueDelivery(pool, 2);
    const stopped = scheduler.stop();
    may.open();
    await stopped;
    expect(await jobRows(pool)).toMatchObject([{ locked_by: null }]);
    expect(events.at(-1)).toEqual({ event: 'scheduler_stopped', jobsGivenBack: false });
  });

  it('gives back what does not end in time', async () => {
    const begun = gate();
    const may = gate();
    onTestFinished(() => may.open());
    const { deps } = idle(pool, {
      deliver: async () => {
        begun.open();
        await may.opened;
        return { type: 'superseded' };
      },
    });
    const scheduler = startScheduler({ ...deps, times: { ...deps.times, stopWithinMs: 50 } });
    await queueDelivery(pool, 1);
    await begun.opened;
    await scheduler.stop();
    expect(await jobRows(pool)).toMatchObject([{ locked_by: null, attempts: 1 }]);
    const { rows } = await pool.query('select from miomente_partner_portal_workers');
    expect(rows).toEqual([]);
  });

  it('can be requested twice', async () => {
    const { scheduler } = start();
    await Promise.all([scheduler.stop(), scheduler.stop()]);
  });
});

describe('what runs repeatedly', () => {
  it('sweeps, imports orders and compares fingerprints at the start', async () => {
    const { events } = start({
      sweepReminders: async () => ({ firstReminders: 3, secondReminders: 2, escalations: 1, failed: 0 }),
      reconcileOrders: async () => ({ orders: 5 }),
      compareUpcoming: async () => ({ orders: 6 }),
    });
    await vi.waitFor(() => {
      expect(events).toContainEqual({
        event: 'swept',
        firstReminders: 3,
        secondReminders: 2,
        escalations: 1,
        failed: 0,
      });
      expect(events).toContainEqual({ event: 'orders_read', loop: 'reconcile', orders: 5 });
      expect(events).toContainEqual({ event: 'orders_read', loop: 'compare_upcoming', orders: 6 });
    });
  });

  it('F10 an unreachable shop stops neither sweep nor deliveries', async () => {
    const { events } = start({
      reconcileOrders: async () => {
        throw new TransientFailure('The shop can not be reached.');
      },
    });
    await queueDelivery(pool, 1);
    await queueIsEmpty();
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ event: 'swept' })));
    expect(events).toContainEqual({
      event: 'loop_failed',
      loop: 'reconcile',
      failure: 'transient',
      code: 'TransientFailure',
      message: 'The shop can not be reached.',
    });
  });

  it('computes due times again once after the hours were changed, and before the sweep', async () => {
    const order: string[] = [];
    const changes: Partial<SchedulerDeps> = {
      realignSchedule: async () => {
        order.push('realign');
        return { bookings: 4 };
      },
      sweepReminders: async () => {
        order.push('sweep');
        return { firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 };
      },
    };
    const once = async (policy = idle(pool).deps.policy) => {
      const { scheduler, events } = start({ ...changes, policy });
      await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ event: 'swept' })));
      await scheduler.stop();
    };
    await once();
    await once();
    await once({ ...idle(pool).deps.policy, firstReminderAfterMs: 77 });
    expect(order).toEqual(['realign', 'sweep', 'sweep', 'realign', 'sweep']);
    const { policy } = idle(pool).deps;
    const hours = { after: () => 0, endAfter: () => null };
    const working = { ...policy, workingTime: { ...hours, fingerprint: 'Mo-Fr' } };
    const quiet = { ...working, quietTime: { ...hours, fingerprint: '21-7' } };
    for (const changed of [
      policy,
      working,
      working,
      quiet,
      { ...quiet, workingTime: { ...hours, fingerprint: 'Sa' } },
    ]) {
      await once(changed);
    }
    expect(order.filter((what) => what === 'realign')).toHaveLength(6);
  });

  it('computes due times again when it was interrupted', async () => {
    const realignSchedule = vi.fn<SchedulerDeps['realignSchedule']>().mockRejectedValueOnce(new Error('broken off'));
    realignSchedule.mockResolvedValue({ bookings: 1 });
    const first = start({ realignSchedule });
    await vi.waitFor(() => expect(first.events).toContainEqual(expect.objectContaining({ event: 'loop_failed' })));
    await first.scheduler.stop();
    const second = start({ realignSchedule });
    await vi.waitFor(() => expect(second.events).toContainEqual({ event: 'schedule_realigned', bookings: 1 }));
  });
});
