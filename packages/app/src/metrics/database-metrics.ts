import { type Gauges, readGauges } from '@miomente/booking-postgres';
import type pg from 'pg';
import { Gauge, type Registry } from 'prom-client';

/** Prometheus waits 10 seconds by default. A database that hangs must not take the other metrics with it. */
const PATIENCE_MS = 3_000;

/** The metrics of the database. */
export interface DatabaseMetrics {
  /**
   * Sets the connections to measure.
   * @param asking the pool for queries; by default the first of the others
   * @param eventsPushed whether events are pushed here: how many wait is of no interest where nobody is told
   */
  watch(pools: Readonly<Record<string, pg.Pool | CurrentPool>>, asking?: pg.Pool, eventsPushed?: boolean): void;
  /** Reads all values. Never throws: values that can't be read are left out, and `booking_database_up` is 0. */
  refresh(): Promise<void>;
}

/** A pool that is replaced from time to time; undefined while there is none. */
export type CurrentPool = () => Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'> | undefined;

const NO_CONNECTIONS = { totalCount: 0, idleCount: 0, waitingCount: 0 };

/** Metrics from the database: the same from every process. */
export function databaseMetrics(registry: Registry, patienceMs: number = PATIENCE_MS): DatabaseMetrics {
  const registers = [registry];
  const up = new Gauge({
    name: 'booking_database_up',
    help: 'Whether the database answered this look at the metrics.',
    registers,
  });
  const jobs = new Gauge({
    name: 'booking_outbox_jobs',
    help: 'Mails, tickets and awaited orders that are ready, waiting for their time, or dead.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'booking_outbox_oldest_seconds',
    help: 'For how long the longest has been waited for; retries count on.',
    labelNames: ['kind'],
    registers,
  });
  const stalled = new Gauge({
    name: 'booking_outbox_stalled_seconds',
    help: 'For how long nothing has been sent by any process though something was due. 0 while all is well.',
    // With a label, the metric has no value until it is known; without one it would show 0.
    labelNames: ['outbox'],
    registers,
  });
  const lag = new Gauge({
    name: 'booking_reconciler_watermark_age_seconds',
    help: 'How old the newest change of an order is that the reconciler has read. Rises while nobody orders.',
    // With a label, the metric has no value until it is known; without one it would show 0.
    labelNames: ['watermark'],
    registers,
  });
  const eventsWaiting = new Gauge({
    name: 'booking_events_waiting',
    help: 'Events that the receiver of pushed events has not taken; counted up to 100000.',
    labelNames: ['receiver'],
    registers,
  });
  const eventsOldest = new Gauge({
    name: 'booking_events_oldest_seconds',
    help: 'For how long the oldest of them has waited.',
    labelNames: ['receiver'],
    registers,
  });
  const eventsPaused = new Gauge({
    name: 'booking_events_paused',
    help: 'Whether pushing is paused, after nothing was taken for a day.',
    labelNames: ['receiver'],
    registers,
  });
  const connections = new Gauge({
    name: 'booking_database_connections',
    help: 'Connections by pool: in use, idle, and requests that wait for one.',
    labelNames: ['pool', 'state'],
    registers,
  });

  let watched: readonly (readonly [string, pg.Pool | CurrentPool])[] = [];
  let askedThrough: pg.Pool | undefined;
  let pushes = false;
  let asking: Promise<Gauges | undefined> | undefined;
  /** At most one query at a time, however often the metrics are read. */
  const ask = (pool: pg.Pool): Promise<Gauges | undefined> => {
    asking ??= readGauges(pool)
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  const show = (gauges: Gauges | undefined): void => {
    up.set(gauges === undefined ? 0 : 1);
    for (const gauge of [jobs, oldest, stalled, lag, eventsWaiting, eventsOldest, eventsPaused]) gauge.reset();
    for (const { kind, ready, waiting, dead, oldestSeconds } of gauges?.outbox ?? []) {
      jobs.set({ kind, state: 'ready' }, ready);
      jobs.set({ kind, state: 'waiting' }, waiting);
      jobs.set({ kind, state: 'dead' }, dead);
      oldest.set({ kind }, oldestSeconds);
    }
    if (gauges !== undefined) stalled.set({ outbox: 'all' }, gauges.stalledSeconds);
    const events = gauges?.events ?? null;
    if (pushes && events !== null) {
      eventsWaiting.set({ receiver: 'url' }, events.waiting);
      eventsOldest.set({ receiver: 'url' }, events.oldestSeconds);
      eventsPaused.set({ receiver: 'url' }, events.paused ? 1 : 0);
    }
    const age = gauges?.watermarkAgeSeconds;
    if (age !== undefined && age !== null) lag.set({ watermark: 'orders' }, age);
  };
  return {
    watch: (pools, asking, eventsPushed = false) => {
      pushes = eventsPushed;
      watched = Object.entries(pools);
      askedThrough = asking ?? Object.values(pools).find((pool) => typeof pool !== 'function');
    },
    refresh: async () => {
      for (const [pool, connected] of watched) {
        const counts = typeof connected === 'function' ? connected() : connected;
        const { totalCount, idleCount, waitingCount } = counts ?? NO_CONNECTIONS;
        connections.set({ pool, state: 'in_use' }, totalCount - idleCount);
        connections.set({ pool, state: 'idle' }, idleCount);
        connections.set({ pool, state: 'awaited' }, waitingCount);
      }
      if (askedThrough !== undefined) show(await within(patienceMs, ask(askedThrough)));
    },
  };
}

/** The value of a promise when it comes in time, else undefined. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
