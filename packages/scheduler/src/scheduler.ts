import type {
  BookingPolicy,
  CompareUpcoming,
  Random,
  RealignSchedule,
  ReconcileOrders,
  SweepReminders,
} from '@miomente/booking-domain';
import type pg from 'pg';
import { type AppliedPolicy, realignIfChanged } from './applied-policy.ts';
import { type Delay, delayOnTimer } from './delay.ts';
import { failureOf } from './failure.ts';
import { giveUpSpent, type SpentDeliveries } from './give-up.ts';
import { type Health, makeHealth } from './health.ts';
import type { Leases } from './leases.ts';
import { type Loop, startLoop } from './loop.ts';
import type { OutboxWatch } from './outbox-watch.ts';
import { watchOutbox } from './outbox-watch.ts';
import { patiently } from './patience.ts';
import type { LoopName } from './report.ts';
import { type TaskDeps, tasks } from './tasks.ts';
import { startWorker } from './worker.ts';

/** The scheduler's intervals, in milliseconds. */
export interface SchedulerTimes {
  /** `REMINDER_SWEEP_MINUTES`. */
  readonly sweepEveryMs: number;
  /** `RECONCILE_MINUTES`. */
  readonly reconcileEveryMs: number;
  readonly compareUpcomingEveryMs: number;
  /** How often the queue is asked for jobs whose time has come. */
  readonly pollEveryMs: number;
  /** How often it is looked whether the worker gets on, which renews its lease, and for others that no longer do. */
  readonly heartbeatEveryMs: number;
  /** After how long a silence a worker counts as dead. Longer than any provider's time-out. */
  readonly leaseMs: number;
  /** How long one query of the queue's engine may take; then its connections are replaced. */
  readonly engineDeadlineMs: number;
  /** How long an engine with a free hand may show no sign of getting on. Longer than poll and deadline together. */
  readonly stallMs: number;
  /** How long a job waits that broke off because the database was away. */
  readonly giveBackForMs: number;
  /** How often it is looked whether anything leaves. */
  readonly watchEveryMs: number;
  /** How long nothing may have been sent, though something was due, before the log says so. */
  readonly quietMs: number;
  /** How long a stop waits for what is being delivered. */
  readonly stopWithinMs: number;
}

export const DEFAULT_SCHEDULER_TIMES: SchedulerTimes = {
  sweepEveryMs: 10 * 60_000,
  reconcileEveryMs: 5 * 60_000,
  compareUpcomingEveryMs: 60 * 60_000,
  pollEveryMs: 1_000,
  heartbeatEveryMs: 5_000,
  leaseMs: 45_000,
  engineDeadlineMs: 5_000,
  stallMs: 10_000,
  giveBackForMs: 2_000,
  watchEveryMs: 30_000,
  quietMs: 60_000,
  stopWithinMs: 4_000,
};

export interface SchedulerDeps extends Omit<TaskDeps, 'giveBackLater'> {
  /** Each as long as `times.leaseMs`. */
  readonly leases: Leases;
  readonly appliedPolicy: AppliedPolicy;
  readonly spentDeliveries: SpentDeliveries;
  /** Makes connections for one engine: at least `concurrency` + 2. Whoever gets them ends them. */
  readonly makeEnginePool: () => pg.Pool;
  readonly outboxWatch: OutboxWatch;
  /** What a failed query of the engine's means: a database that is away is a failure that passes. */
  readonly explained: (error: unknown) => unknown;
  readonly policy: BookingPolicy;
  readonly sweepReminders: SweepReminders;
  readonly reconcileOrders: ReconcileOrders;
  readonly compareUpcoming: CompareUpcoming;
  readonly realignSchedule: RealignSchedule;
  readonly random: Random;
  /** How many deliveries are at work at once. */
  readonly concurrency: number;
  readonly times: SchedulerTimes;
  readonly delay?: Delay;
}

export interface Scheduler {
  readonly health: Health;
  /** Resolves when the worker has first been told what there is to do. */
  readonly atWork: Promise<void>;
  /** Stops everything within `stopWithinMs`; what could not be finished is given back. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts what happens without anyone asking: the outbox's worker, the reminder sweep, the reading
 * of orders, and the recovery of dead workers. Any number may run at once. What fails is reported
 * and tried again; nothing here ends because an external system or the database is away.
 */
export function startScheduler(deps: SchedulerDeps): Scheduler {
  const { leases, times, report, random, concurrency, delay = delayOnTimer } = deps;
  const now = (): number => performance.now();
  const watch = watchOutbox(deps, times.quietMs);
  const giveBackLater = (workerId: string, jobId: string): Promise<void> =>
    patiently(() => leases.giveBackLater(workerId, jobId, times.giveBackForMs), { forMs: times.leaseMs, delay })
      // Then its lease is over, and with it the lock.
      .catch(() => {});
  const worker = startWorker({
    ...times,
    makePool: deps.makeEnginePool,
    explained: deps.explained,
    taskList: tasks({ ...deps, giveBackLater, report: watch.counting(report) }),
    concurrency,
    pollMs: times.pollEveryMs,
    deadlineMs: times.engineDeadlineMs,
    leases,
    now,
    delay,
    random,
    report,
  });
  const health = makeHealth(worker, { now, silentMs: times.leaseMs + times.stallMs, stuckMs: times.leaseMs });
  const loop = (name: LoopName, everyMs: number, turn: () => Promise<void>): Loop =>
    startLoop({ name, everyMs, turn, delay, random, report });
  const heartbeat = loop('heartbeat', times.heartbeatEveryMs, () =>
    health.turn(async () => {
      // In this order: after a long sleep the own jobs must not be taken for a dead worker's.
      const leftLying = await worker.check();
      const workers = await leases.recoverDead();
      if (workers > 0) report({ event: 'workers_recovered', workers });
      await giveUpSpent(deps);
      await watch.note();
      return leftLying;
    }),
  );
  const loops = [
    loop('sweep', times.sweepEveryMs, () => sweep(deps)),
    loop('reconcile', times.reconcileEveryMs, async () => {
      report({ event: 'orders_read', loop: 'reconcile', ...(await deps.reconcileOrders()) });
    }),
    loop('compare_upcoming', times.compareUpcomingEveryMs, async () => {
      report({ event: 'orders_read', loop: 'compare_upcoming', ...(await deps.compareUpcoming()) });
    }),
    loop('outbox_watch', times.watchEveryMs, () => watch.look()),
  ];
  report({ event: 'scheduler_started', concurrency });
  const stopAll = async (): Promise<void> => {
    const inTime = new AbortController();
    const deadline = delay(times.stopWithinMs, inTime.signal);
    const turns = Promise.all(loops.map((each) => each.stop()));
    const jobsGivenBack = await worker.stop(deadline).catch((error: unknown) => {
      report({ event: 'stop_failed', ...failureOf(error) });
      return true;
    });
    // The heartbeat last, so that jobs at work until the end are not taken for a dead worker's.
    await Promise.race([Promise.all([turns, heartbeat.stop()]), deadline]);
    inTime.abort();
    report({ event: 'scheduler_stopped', jobsGivenBack });
  };
  let stopped: Promise<void> | undefined;
  return {
    health,
    atWork: worker.atWork,
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}

async function sweep({ appliedPolicy, policy, realignSchedule, sweepReminders, report }: SchedulerDeps): Promise<void> {
  const bookings = await realignIfChanged(appliedPolicy, policy, realignSchedule);
  if (bookings !== undefined) report({ event: 'schedule_realigned', bookings });
  report({ event: 'swept', ...(await sweepReminders()) });
}
