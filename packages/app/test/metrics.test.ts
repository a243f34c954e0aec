import { asOrderId, asOrderItemId, type Mailer, PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { MemoryMailer, MemoryOrderSource, MemoryTicketDesk } from '@miomente/booking-domain/testing';
import { postgresScheduling } from '@miomente/booking-postgres';
import { freshDatabase } from '@miomente/booking-testing';
import pg from 'pg';
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { migrateAll } from '../src/database/migrate-all.ts';
import { databaseMetrics } from '../src/metrics/database-metrics.ts';
import { makeMetrics } from '../src/metrics/metrics.ts';

const { url, pool } = await freshDatabase();
await migrateAll(url);

/** The value of a line such as `name{label="value"}`; undefined when there is none. */
const readingOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};
const request = (over: Partial<Parameters<ReturnType<typeof silent>['request']>[0]> = {}) => ({
  requestId: 'r-1',
  method: 'GET',
  route: '/api/confirm/:token',
  status: 303,
  durationMs: 30,
  code: null,
  ...over,
});
function silent() {
  return {
    request: (_line: {
      requestId: string;
      method: string;
      route: string | null;
      status: number;
      durationMs: number;
      code: string | null;
    }) => {},
    failure: () => {},
  };
}

describe('metrics of requests', () => {
  it('count by method, pattern and status, with the duration', async () => {
    const metrics = makeMetrics();
    const log = metrics.http.counting(silent());
    log.request(request());
    log.request(request({ durationMs: 700 }));
    const text = await metrics.text();
    const labels = 'method="GET",route="/api/confirm/:token",status="303"';
    expect(readingOf(text, `booking_http_request_duration_seconds_count{${labels}}`)).toBe(2);
    expect(readingOf(text, `booking_http_request_duration_seconds_sum{${labels}}`)).toBeCloseTo(0.73);
    expect(readingOf(text, `booking_http_request_duration_seconds_bucket{le="0.05",${labels}}`)).toBe(1);
  });

  it('do not grow with methods and addresses that clients invent', async () => {
    const metrics = makeMetrics();
    const log = metrics.http.counting(silent());
    for (const method of ['PROPFIND', 'MKCOL', 'LINK']) log.request(request({ method, route: null, status: 404 }));
    const counted = (await metrics.text()).split('\n').filter((line) => /^booking_http\w+_count/.test(line));
    expect(counted).toEqual([
      'booking_http_request_duration_seconds_count{method="other",route="none",status="404"} 3',
    ]);
  });
});

describe('metrics of provider calls', () => {
  const seriesOf = (provider: string, operation: string, outcome: string) =>
    `booking_provider_call_duration_seconds_count{provider="${provider}",operation="${operation}",outcome="${outcome}"}`;

  it('count every call of every external system', async () => {
    const metrics = makeMetrics();
    const shop = metrics.providers.orderSource(new MemoryOrderSource());
    await shop.byId(asOrderId(1));
    await shop.byIds([asOrderId(1)]);
    await shop.changedAfter({ updatedAt: 0, orderId: asOrderId(0) }, 1);
    await shop.fingerprints([asOrderId(1)]);
    const desk = metrics.providers.ticketDesk(new MemoryTicketDesk());
    const order = { orderId: asOrderId(1), orderItemId: asOrderItemId(2), orderNumber: '100' };
    const { ticketId } = await desk.open({
      type: 'order_item',
      key: 'k',
      order,
      courseName: 'Kurs',
      eventStart: null,
      reason: 'no_partner',
    });
    const note = {
      marker: 'm',
      note: { kind: 'reopened', at: 0 },
      declineReason: undefined,
      partnerNotes: null,
      reactivate: false,
      close: false,
    } as const;
    await desk.addNote(ticketId, note);
    await metrics.providers.mailer(new MemoryMailer()).send({
      messageId: 'm',
      bookingId: null,
      to: { name: '', address: 'kurse@example.org' },
      language: 'de',
      content: { kind: 'login_link', loginUrl: 'http://x/login/t', code: '042917', validUntil: 0 },
    });
    const text = await metrics.text();
    for (const [provider, operation] of [
      ['order_source', 'by_id'],
      ['order_source', 'by_ids'],
      ['order_source', 'changed_after'],
      ['order_source', 'fingerprints'],
      ['ticket_desk', 'open'],
      ['ticket_desk', 'add_note'],
      ['mailer', 'send'],
    ] as const) {
      expect(readingOf(text, seriesOf(provider, operation, 'ok')), operation).toBe(1);
    }
  });

  it.each([
    ['transient', new TransientFailure('busy')],
    ['permanent', new PermanentFailure('refused')],
    ['defect', new TypeError('anna.huber@example.org')],
  ])('%s failures are counted and passed on, and the metrics contain none of their text', async (outcome, failure) => {
    const metrics = makeMetrics();
    const broken: Mailer = { send: () => Promise.reject(failure) };
    await expect(metrics.providers.mailer(broken).send({} as never)).rejects.toBe(failure);
    const text = await metrics.text();
    expect(readingOf(text, seriesOf('mailer', 'send', outcome))).toBe(1);
    expect(text).not.toContain(failure.message);
  });
});

describe('metrics of the scheduler', () => {
  it('count deliveries, failures, recoveries, imported orders and results of sweeps, with the time of the last success', async () => {
    const metrics = makeMetrics();
    const report = metrics.scheduler.counting(() => {});
    report({ event: 'delivery', deliveryId: 1, requestId: null, outcome: 'done' });
    report({
      event: 'job_failed',
      task: 'deliver',
      jobId: '1',
      requestId: null,
      attempt: 1,
      failure: 'defect',
      code: 'TypeError',
    });
    report({ event: 'loop_failed', loop: 'reconcile', failure: 'transient', code: 'ECONNREFUSED' });
    report({ event: 'workers_recovered', workers: 2 });
    report({ event: 'orders_read', loop: 'reconcile', orders: 5 });
    report({ event: 'swept', firstReminders: 3, secondReminders: 2, escalations: 1, failed: 0 });
    const sweep = metrics.scheduler.sweep(async () => ({
      firstReminders: 3,
      secondReminders: 2,
      escalations: 1,
      failed: 4,
    }));
    await sweep();
    const text = await metrics.text();
    expect(readingOf(text, 'booking_deliveries_total{outcome="done"}')).toBe(1);
    expect(readingOf(text, 'booking_jobs_failed_total{task="deliver",failure="defect"}')).toBe(1);
    expect(readingOf(text, 'booking_loop_failures_total{loop="reconcile",failure="transient"}')).toBe(1);
    expect(readingOf(text, 'booking_workers_recovered_total')).toBe(2);
    expect(readingOf(text, 'booking_orders_read_total{loop="reconcile"}')).toBe(5);
    for (const loop of ['reconcile', 'sweep']) {
      expect(readingOf(text, `booking_loop_last_success_timestamp_seconds{loop="${loop}"}`)).toBeGreaterThan(1.7e9);
    }
    expect(
      ['first_reminder', 'second_reminder', 'escalation', 'failed'].map((result) =>
        readingOf(text, `booking_sweep_results_total{result="${result}"}`),
      ),
    ).toEqual([3, 2, 1, 4]);
  });

  it('and of the process itself', async () => {
    const text = await makeMetrics().text();
    for (const series of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(readingOf(text, series), series).toBeGreaterThan(0);
  });
});

describe('metrics of the database', () => {
  beforeEach(async () => {
    await pool.query('delete from graphile_worker._private_jobs');
    await pool.query('delete from miomente_partner_portal_deliveries');
    await pool.query('delete from miomente_partner_portal_watermarks');
  });

  const textOf = async (watched: pg.Pool, patienceMs?: number, eventsPushed?: boolean): Promise<string> => {
    const registry = new Registry();
    const database = databaseMetrics(registry, patienceMs);
    database.watch({ work: watched }, undefined, eventsPushed);
    await database.refresh();
    return registry.metrics();
  };
  const jobs = (text: string, kind: string) =>
    ['ready', 'waiting', 'dead'].map((state) =>
      readingOf(text, `booking_outbox_jobs{kind="${kind}",state="${state}"}`),
    );
  const delivery = (id: number, age: string, more: Record<string, string> = {}) => {
    const columns = {
      kind: "'order_item_ticket'",
      order_item_id: String(id),
      created_at: `now() - interval '${age}'`,
      queued_at: `now() - interval '${age}'`,
      ...more,
    };
    return pool.query(
      `insert into miomente_partner_portal_deliveries (${Object.keys(columns)}) values (${Object.values(columns)})`,
    );
  };

  it('show the outbox by kind: ready, waiting, dead, and the age of the oldest', async () => {
    await delivery(1, '10 minutes');
    await delivery(2, '2 hours', { due_at: "now() + interval '1 minute'", attempt: '3' });
    await delivery(3, '9 hours', { due_at: "now() + interval '1 hour'" });
    await delivery(4, '9 days', { state: "'dead'", finished_at: 'now()' });
    await delivery(5, '9 days', { state: "'done'", finished_at: 'now()' });
    await pool.query(`select graphile_worker.add_job('fetch_order', '{}', run_at := now() + interval '1 minute')`);
    const text = await textOf(pool);
    expect(jobs(text, 'order_item_ticket')).toEqual([1, 2, 1]);
    // The retry is the oldest that is due; a delivery scheduled for later is not late.
    expect(readingOf(text, 'booking_outbox_oldest_seconds{kind="order_item_ticket"}')).toBeCloseTo(7_200, -2);
    expect(jobs(text, 'fetch_order')).toEqual([0, 1, 0]);
    expect(jobs(text, 'send_mail')).toEqual([0, 0, 0]);
    expect(readingOf(text, 'booking_outbox_oldest_seconds{kind="send_mail"}')).toBe(0);
    expect(readingOf(text, 'booking_database_up')).toBe(1);
  });

  it('events#push: show what the receiver of events has not taken, and nothing where EVENTS_URL was taken away', async () => {
    await pool.query(
      `with published as (insert into miomente_partner_portal_events (audit_id) values (1) returning position)
       insert into miomente_partner_portal_event_push (position, paused_at) select position - 1, now() from published`,
    );
    const events = ['waiting', 'oldest_seconds', 'paused'].map((name) => `booking_events_${name}{receiver="url"}`);
    const readings = (text: string) => events.map((name) => readingOf(text, name));
    expect(readings(await textOf(pool, undefined, true))).toEqual([1, 0, 1]);
    expect(readings(await textOf(pool, undefined, false))).toEqual([undefined, undefined, undefined]);
    await pool.query('truncate miomente_partner_portal_event_push, miomente_partner_portal_events');
  });

  describe('running#nothing-was-sent: the time without a sent mail', () => {
    const stall = async () => readingOf(await textOf(pool), 'booking_outbox_stalled_seconds{outbox="all"}');
    const sent = (ago: string) =>
      pool.query(
        `insert into miomente_partner_portal_settings (name, value, updated_at)
         values ('outbox_last_sent', '', now() - interval '${ago}')
         on conflict (name) do update set updated_at = excluded.updated_at`,
      );
    beforeEach(() => pool.query('delete from miomente_partner_portal_settings'));

    it('is 0 while nothing is due, however long ago the last one was sent', async () => {
      await sent('9 days');
      await delivery(1, '3 hours', { due_at: "now() + interval '1 hour'" });
      await delivery(2, '3 hours', { due_at: "now() + interval '1 hour'", attempt: '1' });
      await delivery(3, '3 hours', { state: "'dead'", finished_at: 'now()' });
      expect(await stall()).toBe(0);
    });

    it('is the time since the oldest was due or the last was sent, whichever is shorter', async () => {
      await delivery(1, '10 minutes');
      await delivery(2, '3 hours', { due_at: "now() - interval '20 minutes'" });
      expect(await stall()).toBeCloseTo(1_200, -2);
      await sent('5 minutes');
      expect(await stall()).toBeCloseTo(300, -2);
      await postgresScheduling(pool, { leaseMs: 1 }).outboxWatch.noteSent();
      expect(await stall()).toBeLessThan(60);
    });

    it('counts a delivery that fails repeatedly from when it was queued', async () => {
      const failed = { attempt: '7', result_at: 'now()', result_failed: 'true' };
      await delivery(1, '2 hours', { due_at: "now() + interval '10 minutes'", ...failed });
      expect(await stall()).toBeCloseTo(7_200, -2);
    });
  });

  it('show the reconciler’s position, once it has one', async () => {
    const lag = 'booking_reconciler_watermark_age_seconds{watermark="orders"}';
    expect(readingOf(await textOf(pool), lag)).toBeUndefined();
    await pool.query(
      `insert into miomente_partner_portal_watermarks (name, order_updated_at, magento_order_id) values ('orders', now() - interval '1 hour', 1)`,
    );
    expect(readingOf(await textOf(pool), lag)).toBeCloseTo(3_600, -2);
  });

  it('show the connections', async () => {
    expect(readingOf(await textOf(pool), 'booking_database_connections{pool="work",state="awaited"}')).toBe(0);
  });

  it('F20 leave out what an unreachable database can not tell, and keep the rest', async () => {
    const away = new pg.Pool({ connectionString: 'postgres://127.0.0.1:9/x' });
    onTestFinished(() => away.end());
    const text = await textOf(away);
    expect(readingOf(text, 'booking_database_up')).toBe(0);
    expect(text).not.toMatch(/^booking_outbox_jobs\{/m);
  });

  it('F24 do not wait for a database that hangs, and send one query at a time', async () => {
    let asked = 0;
    const hanging = {
      totalCount: 1,
      idleCount: 0,
      waitingCount: 0,
      query: () => {
        asked += 1;
        return new Promise(() => {});
      },
    } as unknown as pg.Pool;
    const registry = new Registry();
    const database = databaseMetrics(registry, 1);
    database.watch({ work: hanging });
    await database.refresh();
    await database.refresh();
    expect(readingOf(await registry.metrics(), 'booking_database_up')).toBe(0);
    expect(asked).toBe(1);
  });
});
