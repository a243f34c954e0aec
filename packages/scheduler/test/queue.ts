import { postgresScheduling } from '@miomente/booking-postgres';
import pg from 'pg';
import type { SchedulerDeps, SchedulerEvent } from '../src/index.ts';
import { DEFAULT_SCHEDULER_TIMES } from '../src/index.ts';

/** Adds a delivery's job to the queue, as the outbox does. */
export async function queueDelivery(pool: pg.Pool, deliveryId: number, options: { maxAttempts?: number } = {}) {
  const { rows } = await pool.query<{ id: string }>(
    `select id from graphile_worker.add_job('deliver', json_build_object('deliveryId', $1::int), max_attempts := $2)`,
    [deliveryId, options.maxAttempts ?? 25],
  );
  return rows[0]?.id ?? '';
}

export interface JobRow {
  readonly id: string;
  readonly attempts: number;
  readonly locked_by: string | null;
  readonly last_error: string | null;
}

export async function jobRows(pool: pg.Pool): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    'select id, attempts, locked_by, last_error from graphile_worker.jobs order by id',
  );
  return rows;
}

/** Deletes all jobs and workers. */
export async function emptyQueue(pool: pg.Pool): Promise<void> {
  await pool.query('delete from graphile_worker._private_jobs');
  await pool.query('delete from miomente_partner_portal_workers');
  await pool.query('delete from miomente_partner_portal_settings');
}

/** Short intervals for tests, with enough tolerance for a machine under load. */
export const SHORT_TIMES = {
  ...DEFAULT_SCHEDULER_TIMES,
  pollEveryMs: 50,
  heartbeatEveryMs: 50,
  leaseMs: 5_000,
  stallMs: 3_000,
  giveBackForMs: 100,
  stopWithinMs: 5_000,
};

/** Dependencies of a scheduler that has nothing to do, and the events it reported. */
export function idle(pool: pg.Pool, changes: Partial<SchedulerDeps> = {}) {
  const events: SchedulerEvent[] = [];
  const deps: SchedulerDeps = {
    ...postgresScheduling(pool, SHORT_TIMES),
    makeEnginePool: () => new pg.Pool({ connectionString: pool.options.connectionString, max: 4 }),
    outboxWatch: { noteSent: async () => {}, stall: async () => undefined },
    concurrency: 2,
    times: SHORT_TIMES,
    policy: {
      firstReminderAfterMs: 1,
      secondReminderAfterMs: 2,
      escalationDelayMs: 0,
      escalateBeforeEventMs: 0,
      workingTime: null,
      quietTime: null,
      customerMails: null,
      tokenLifetimeMs: 9,
      declineUndoMs: 0,
      goLiveAt: null,
    },
    random: { next: () => 0.5 },
    report: (event) => events.push(event),
    traced: (_, work) => work(),
    deliver: async () => ({ type: 'done', providerId: null }),
    fetchAwaitedOrder: async () => {},
    giveUpDelivery: async () => ({ type: 'finished_before' }),
    queueDayBeforeLists: async () => ({ lists: 0 }),
    sweepReminders: async () => ({ firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 }),
    reconcileOrders: async () => ({ orders: 0 }),
    compareUpcoming: async () => ({ orders: 0 }),
    realignSchedule: async () => ({ bookings: 0 }),
    pushEvents: async () => ({ taken: 0, failure: null, paused: false }),
    forgetKeptAnswers: async () => 0,
    readPartners: null,
    forgetVisits: async () => 0,
    eraseCustomerData: async () => ({ bookings: 0, callNotes: 0 }),
    ...changes,
  };
  return { deps, events };
}

/** A promise that another part of the test resolves. */
export function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
