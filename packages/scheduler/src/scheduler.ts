import type {
  BookingPolicy,
  CompareUpcoming,
  EraseCustomerData,
  ForgetKeptAnswers,
  ForgetVisits,
  PushEvents,
  QueueDayBeforeLists,
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

/** The scheduler's intervals and limits, in milliseconds. */
export interface SchedulerTimes {
  /** `REMINDER_SWEEP_MINUTES`. */
  readonly sweepEveryMs: number;
  /** `RECONCILE_MINUTES`. */
  readonly reconcileEveryMs: number;
  readonly compareUpcomingEveryMs: number;
  /** How often to look for customer data whose time is over. */
  readonly eraseEveryMs: number;
  /** How often to check whether tomorrow's lists are due. */
  readonly dayBeforeEveryMs: number;
  /** `PARTNERS_IMPORT_MINUTES`. */
  readonly partnersEveryMs: number;
  /** How often events are published, and pushed if that is switched on. */
  readonly eventsEveryMs: number;
  /** How often the queue is asked for jobs whose time has come. */
  readonly pollEveryMs: number;
  /** How often the worker's progress is checked, its lease renewed, and other workers' leases checked. */
  readonly heartbeatEveryMs: number;
  /** The length of a lease: after it, a silent worker counts as dead. Longer than any provider's time-out. */
  readonly leaseMs: number;
  /** The time limit for one query of the queue's engine. After it, the engine's connections are replaced. */
  readonly engineDeadlineMs: number;
  /**
   * How long an engine with free capacity may show no progress. Longer than the poll interval and the time limit of a
   * query together.
   */
  readonly stallMs: number;
  /** How long a job waits that failed because the database was unreachable. */
  readonly giveBackForMs: number;
  /** How often to check whether anything is sent. */
  readonly watchEveryMs: number;
  /** How long nothing may be sent, although deliveries are due, before the log says so. */
  readonly quietMs: number;
  /** How long a stop waits for running deliveries. */
  readonly stopWithinMs: number;
}

/** The intervals in production, unless configured. */
export const DEFAULT_SCHEDULER_TIMES: SchedulerTimes = {
  sweepEveryMs: 10 * 60_000,
  reconcileEveryMs: 5 * 60_000,
  compareUpcomingEveryMs: 60 * 60_000,
  eraseEveryMs: 60 * 60_000,
  dayBeforeEveryMs: 60_000,
  partnersEveryMs: 60 * 60_000,
  eventsEveryMs: 1_000,
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

/** Dependencies of {@link startScheduler}. */
export interface SchedulerDeps extends Omit<TaskDeps, 'giveBackLater'> {
  /** Every lease lasts `times.leaseMs`. */
  readonly leases: Leases;
  readonly appliedPolicy: AppliedPolicy;
  readonly spentDeliveries: SpentDeliveries;
  /** Creates the connections of one engine: at least `concurrency` + 2. The engine closes them. */
  readonly makeEnginePool: () => pg.Pool;
  readonly outboxWatch: OutboxWatch;
  /** Keeps what was added to counts from piling up; any number of processes may call it at once. */
  readonly foldCounts: () => Promise<void>;
  /** What a failed query of the engine's means: a database that is away is a failure that passes. */
  readonly explained: (error: unknown) => unknown;
  readonly policy: BookingPolicy;
  readonly sweepReminders: SweepReminders;
  readonly reconcileOrders: ReconcileOrders;
  readonly compareUpcoming: CompareUpcoming;
  readonly realignSchedule: RealignSchedule;
  readonly queueDayBeforeLists: QueueDayBeforeLists;
  readonly pushEvents: PushEvents;
  readonly forgetKeptAnswers: ForgetKeptAnswers;
  readonly forgetVisits: ForgetVisits;
  readonly eraseCustomerData: EraseCustomerData;
  /** Reads partners from where they are kept; null when nobody asked for it. */
  readonly readPartners:
    | (() => Promise<{ readonly kept: number; readonly asked: number; readonly refused: number }>)
    | null;
  readonly random: Random;
  /** The number of concurrent deliveries. */
  readonly concurrency: number;
  readonly times: SchedulerTimes;
  readonly delay?: Delay;
}

/** A running scheduler. */
export interface Scheduler {
  readonly health: Health;
  /** Resolves when the worker has first been told which jobs there are. */
  readonly atWork: Promise<void>;
  /** Stops everything within `stopWithinMs`. Unfinished jobs are given back. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts everything that happens without a request: the outbox worker, the reminder sweep, the import of orders, and
 * the recovery of dead workers. Any number of schedulers may run at once. A failure is reported and tried again; a
 * failing external system or database does not end the scheduler.
 */
export function startScheduler(deps: SchedulerDeps): Scheduler {
  const { leases, times, report, random, concurrency, readPartners, delay = delayOnTimer } = deps;
  const now = (): number => performance.now();
  const watch = watchOutbox(deps, times.quietMs);
  const giveBackLater = (workerId: string, jobId: string): Promise<void> =>
    patiently(() => leases.giveBackLater(workerId, jobId, times.giveBackForMs), { forMs: times.leaseMs, delay })
      // By then its lease has expired, and with it the lock.
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
      // In this order: after the process slept for long, its own jobs must not be taken for those of a dead worker.
      const leftLying = await worker.check();
      const workers = await leases.recoverDead();
      if (workers > 0) report({ event: 'workers_recovered', workers });
      await giveUpSpent(deps);
      await watch.note();
      await deps.foldCounts();
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
    loop('erase', times.eraseEveryMs, async () => {
      const { bookings, callNotes } = await deps.eraseCustomerData();
      if (bookings + callNotes > 0) report({ event: 'customer_data_erased', bookings, callNotes });
    }),
    loop('day_before', times.dayBeforeEveryMs, async () => {
      report({ event: 'day_before_lists_queued', ...(await deps.queueDayBeforeLists()) });
    }),
    ...(readPartners === null
      ? []
      : [
          loop('import_partners', times.partnersEveryMs, async () => {
            report({ event: 'partners_read', ...(await readPartners()) });
          }),
        ]),
    loop('events', times.eventsEveryMs, async () => {
      const pushed = await deps.pushEvents();
      if (pushed.taken > 0 || pushed.failure !== null) report({ event: 'events_pushed', ...pushed });
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
    // The heartbeat stops last, so that jobs running until the end are not taken for those of a dead worker.
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

async function sweep(deps: SchedulerDeps): Promise<void> {
  const { appliedPolicy, policy, realignSchedule, sweepReminders, forgetKeptAnswers, forgetVisits, report } = deps;
  const bookings = await realignIfChanged(appliedPolicy, policy, realignSchedule);
  if (bookings !== undefined) report({ event: 'schedule_realigned', bookings });
  report({ event: 'swept', ...(await sweepReminders()) });
  await forgetVisits();
  await forgetKeptAnswers();
}
