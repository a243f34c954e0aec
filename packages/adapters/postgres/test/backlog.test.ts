import {
  asOrderId,
  asOrderItemId,
  type BookingChange,
  HOUR_MS,
  MINUTE_MS,
  managerScope,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryOrderSource,
  MemoryTokenMint,
  MONDAY,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresPorts, postgresScheduling } from '../src/index.ts';
import { creating, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';

const { pool: others, url } = await freshDatabase();
/** One connection, as old as the process: the plans inside its functions were made when nothing was queued. */
const pool = new pg.Pool({ connectionString: url, max: 1 });
afterAll(() => pool.end());

const clock = new SettableClock(MONDAY);
const orders = new MemoryOrderSource();
/** A process: what it has learned of the database it keeps. */
function aProcess() {
  const ports = createPostgresPorts(pool, { timeZone: 'Europe/Berlin' });
  return { ports, ...useCasesOver({ ...ports, clock, orders }) };
}
let own = aProcess();
const scheduling = postgresScheduling(pool, { leaseMs: MINUTE_MS });
const office = managerScope('office@example.org');
const system = systemScope('a test of backlogs');

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const DELIVERIES = 'miomente_partner_portal_deliveries';
const JOBS = 'graphile_worker._private_jobs';

/** The pages of all tables and indexes that an operation read, including functions and triggers, cached or not. */
async function pagesOf(work: () => Promise<unknown>): Promise<number> {
  const sum = async (): Promise<number> => {
    await pool.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await pool.query<{ pages: number }>(`
      SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)
        + coalesce(toast_blks_read + toast_blks_hit + tidx_blks_read + tidx_blks_hit, 0))::float8 AS pages
      FROM pg_statio_all_tables WHERE schemaname IN ('public', 'graphile_worker')`);
    return rows[0]?.pages ?? 0;
  };
  const before = await sum();
  await work();
  return (await sum()) - before;
}

let lastOrder = 10_000;
/** A booking that nobody else uses. */
async function booked(): Promise<Stored> {
  const orderId = placed();
  const received = await own.receiveOrder(asOrderId(orderId));
  const [booking] = received.type === 'booked' ? received.bookings : [];
  return booking ?? expect.fail('The order was not booked.');
}
function placed(): number {
  lastOrder += 1;
  orders.place(
    anOrder({
      orderId: asOrderId(lastOrder),
      orderNumber: String(lastOrder),
      orderedAt: clock.now(),
      items: [anOrderItem({ itemId: asOrderItemId(lastOrder) })],
    }),
  );
  return lastOrder;
}
/** The deliveries of an order whose requests travel in one mail. */
async function bundled(count: number): Promise<readonly number[]> {
  lastOrder += count;
  const items = Array.from({ length: count }, (_, n) =>
    anOrderItem({ itemId: asOrderItemId(lastOrder - n), sku: `${n}` }),
  );
  const orderId = asOrderId(lastOrder);
  orders.place(anOrder({ orderId, orderNumber: String(lastOrder), orderedAt: clock.now(), items }));
  const received = await own.receiveOrder(orderId);
  const all = received.type === 'booked' ? received.bookings : expect.fail('The order was not booked.');
  return Promise.all(all.map(deliveryOf));
}
const beginBundle = (id: number) =>
  own.ports.deliveries.beginBundle(id, clock.now(), { limit: 100, forMs: 2 * MINUTE_MS });
async function deliveryOf({ id }: Stored): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(`SELECT max(id) AS id FROM ${DELIVERIES} WHERE booking_id = $1`, [
    id,
  ]);
  return Number(rows[0]?.id);
}
async function attemptAt(booking: Stored) {
  return (await own.ports.deliveries.begin(await deliveryOf(booking), clock.now())) ?? expect.fail('It is not queued.');
}
const touching = (before: Stored, messages: BookingChange['messages']): BookingChange => ({
  type: 'update',
  before,
  booking: before,
  nextSweepAt: null,
  events: [],
  messages,
});

type Work = () => Promise<unknown>;
/** The operations that commit: each prepares what it needs, and returns the work whose pages count. */
const WORK: Readonly<Record<string, () => Promise<Work>>> = {
  'a new order': async () => {
    const orderId = placed();
    return () => own.receiveOrder(asOrderId(orderId));
  },
  'the same order again': async () => {
    const { order } = await booked();
    return () => own.receiveOrder(order.orderId);
  },
  'an order that is awaited': async () => {
    lastOrder += 1;
    const orderId = lastOrder;
    return () => own.receiveOrder(asOrderId(orderId));
  },
  'a confirm': async () => {
    const { id, customerNumber } = await booked();
    return async () => {
      const { ok } = await own.confirmBooking({ scope: partnerScope(customerNumber), id });
      expect(ok).toBe(true);
    };
  },
  'a decline': async () => {
    const { id, customerNumber } = await booked();
    return async () => {
      const { ok } = await own.declineBooking({
        scope: partnerScope(customerNumber),
        id,
        reason: 'capacity_full',
        notes: 'Leider voll.',
      });
      expect(ok).toBe(true);
    };
  },
  'a change that expedites a mail': async () => {
    const booking = await booked();
    const waits = {
      type: 'send_mail',
      mail: 'decline_confirmation',
      about: 0,
      afterMs: HOUR_MS,
      changes: null,
    } as const;
    const outcome = await own.ports.bookings.commitAll([touching(booking, [waits])]);
    const [now] = outcome.type === 'committed' ? outcome.bookings : [];
    const change = touching(now ?? booking, [{ type: 'expedite_mail', mail: 'decline_confirmation' }]);
    return () => own.ports.bookings.commitAll([change]);
  },
  'a step of the sweep': async () => {
    const { id } = await booked();
    await pool.query(`UPDATE ${BOOKINGS} SET next_sweep_at = NULL WHERE id <> $1`, [id]);
    await pool.query(`UPDATE ${BOOKINGS} SET asking_mail = 'sent', asked_at = clock_started_at WHERE id = $1`, [id]);
    await pool.query(`UPDATE ${BOOKINGS} SET next_sweep_at = clock_started_at WHERE id = $1`, [id]);
    clock.advance(25 * HOUR_MS);
    return async () => {
      expect(await own.sweepReminders()).toMatchObject({ firstReminders: 1 });
      clock.set(MONDAY);
    };
  },
  'an attempt that begins': async () => {
    const id = await deliveryOf(await booked());
    return () => own.ports.deliveries.begin(id, clock.now());
  },
  'a bundle that begins': async () => {
    const [first = 0] = await bundled(3);
    return async () => expect(await beginBundle(first)).toHaveLength(3);
  },
  'a bundle whose turn another has': async () => {
    const [first = 0, second = 0] = await bundled(3);
    await beginBundle(first);
    return async () => expect(await beginBundle(second)).toEqual([]);
  },
  'a report of a mail about several': async () => {
    const [first = 0] = await bundled(3);
    const [attempt] = await beginBundle(first);
    return async () =>
      expect(await own.ports.deliveries.findByMessageId(system, attempt?.messageId ?? '')).toHaveLength(3);
  },
  'an attempt that is done': async () => {
    const attempt = await attemptAt(await booked());
    return () => own.ports.deliveries.finish(attempt, { type: 'done', providerId: null }, clock.now());
  },
  'an attempt that is put off': async () => {
    const attempt = await attemptAt(await booked());
    const result = { type: 'later', afterMs: MINUTE_MS, reason: 'busy', failed: true } as const;
    return () => own.ports.deliveries.finish(attempt, result, clock.now());
  },
  'a delivery that is sent again': async () => {
    const attempt = await attemptAt(await booked());
    await own.ports.deliveries.finish(attempt, { type: 'dead', reason: 'refused' }, clock.now());
    return async () => expect(await own.ports.deliveries.resend(office, attempt.id, clock.now())).toBe(true);
  },
  'the mails about a booking': async () => {
    const { id } = await booked();
    return () => own.ports.deliveries.mailsOf([id]);
  },
  'an end that changes its booking': async () => {
    const booking = await booked();
    const attempt = await attemptAt(booking);
    const change = { type: 'update', before: booking, booking, nextSweepAt: null, events: [], messages: [] } as const;
    return () => own.ports.deliveries.finishWith(attempt, { type: 'done', providerId: null }, clock.now(), change);
  },
  'whether the ticket desk is in trouble': async () => () => own.ports.deliveries.ticketDeskIsFailing(),
  'a report of a mail': async () => {
    const { messageId } = await attemptAt(await booked());
    return async () => expect(await own.ports.deliveries.findByMessageId(system, messageId)).toHaveLength(1);
  },
  'a bounce without our id': async () => {
    const booking = await booked();
    const providerId = `provider-${booking.id}`;
    const address = `${providerId}@example.org`;
    const attempt = { ...(await attemptAt(booking)), address };
    await own.ports.deliveries.finish(attempt, { type: 'done', providerId }, clock.now());
    return async () => {
      expect(await own.ports.deliveries.findByProviderId(system, providerId)).toHaveLength(1);
      expect(await own.ports.deliveries.awaitingAnswerAt(system, address)).toHaveLength(1);
      expect(await own.ports.deliveries.mailsElsewhere([booking.id], address)).toEqual([]);
    };
  },
  'a heartbeat’s look at its own lease and at what waits': async () => async () => {
    await scheduling.leases.renew('a worker');
    expect(await scheduling.leases.waitingMs(['deliver'])).toBeGreaterThanOrEqual(0);
  },
  'a heartbeat’s look for dead workers': async () => async () => {
    expect(await scheduling.leases.recoverDead()).toBe(0);
  },
  'a heartbeat’s look for spent jobs': async () => async () => {
    expect(await scheduling.spentDeliveries()).toEqual([]);
  },
  'a look at since when nothing has left': async () => () => scheduling.outboxWatch.stall(),
  'a worker that ends': async () => {
    return async () => {
      await scheduling.leases.giveBack('a worker', []);
      await scheduling.leases.end('a worker');
    };
  },
  'a login': async () => {
    const token = { ...new MemoryTokenMint().mint('login'), expiresAt: clock.now() + MINUTE_MS };
    const { rows } = await pool.query<{ digest: string }>(
      "SELECT encode(sha256(random()::text::bytea), 'hex') AS digest",
    );
    const minted = { ...token, digest: rows[0]?.digest ?? '' };
    return () =>
      own.ports.logins.request({
        email: 'a@example.org',
        language: 'de',
        next: '/',
        token: minted,
        browser: null,
        at: clock.now(),
      });
  },
  'an order item that needs a person': async () => {
    lastOrder += 1;
    const order = {
      orderId: asOrderId(lastOrder),
      orderItemId: asOrderItemId(lastOrder),
      orderNumber: String(lastOrder),
    };
    const item = { order, reason: 'no_partner', detail: null, courseName: 'Kurs', eventStart: null } as const;
    return () => own.ports.flaggedOrderItems.flag({ ...item, flaggedAt: clock.now() }, { withTicket: true });
  },
};

/** Many jobs, each with its delivery, as after an outage: 50 for each of the first bookings. */
async function queueBacklog(count: number): Promise<void> {
  await others.query(
    `INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, created_at)
     SELECT 'send_mail', booking.id, 'decline_confirmation', '{}', now()
     FROM (SELECT id FROM ${BOOKINGS} ORDER BY id LIMIT 400) AS booking, generate_series(1, $1::int / 400)`,
    [count],
  );
  await others.query(`
    INSERT INTO ${JOBS} (task_id, key, payload)
    SELECT (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'deliver'), 'delivery:' || id,
      json_build_object('deliveryId', id)
    FROM ${DELIVERIES} WHERE state = 'queued'
    ON CONFLICT DO NOTHING`);
}

async function measured(): Promise<Readonly<Record<string, number>>> {
  const pages: Record<string, number> = {};
  for (const [what, prepare] of Object.entries(WORK)) pages[what] = await pagesOf(await prepare());
  return pages;
}

/** The planner's statistics during a backlog, which are from before it. */
const BELIEFS: Readonly<Record<string, () => Promise<unknown>>> = {
  'that everything is done': async () => {
    await others.query(
      `INSERT INTO ${DELIVERIES} (kind, booking_id, mail, content, created_at, state, finished_at)
       SELECT 'send_mail', booking.id, 'receipt', '{}', now(), 'done', now()
       FROM (SELECT id FROM ${BOOKINGS} ORDER BY id LIMIT 400) AS booking, generate_series(1, 100)`,
    );
    await others.query(`UPDATE ${DELIVERIES} SET state = 'done', finished_at = now() WHERE state = 'queued'`);
    await others.query(`DELETE FROM ${JOBS}`);
    await others.query('VACUUM ANALYZE');
  },
  'that there is nothing at all': async () => {
    await others.query('VACUUM ANALYZE');
  },
};

describe.each(Object.entries(BELIEFS))(
  'delivery#backlog-costs-nothing: with a backlog, while the planner believes %s',
  (_, believe) => {
    let idle: Readonly<Record<string, number>> = {};
    let behind: Readonly<Record<string, number>> = {};

    beforeAll(async () => {
      await postgresHarness(others).reset();
      await others.query('VACUUM');
      for (const table of [BOOKINGS, DELIVERIES, JOBS]) {
        await others.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
      }
      own = aProcess();
      await own.ports.partners.save(aPartner());
      await own.ports.bookings.commitAll(Array.from({ length: 2_000 }, (_, n) => creating(pendingNumber(n))));
      await believe();
      // As often as a session needs to cache the plans it makes.
      for (let times = 0; times < 6; times += 1) idle = await measured();
      await believe();
      idle = await measured();
      await queueBacklog(20_000);
      behind = await measured();
      // running#planned-once: what is kept for good is what must not read the backlog.
      const { rows } = await pool.query(`SELECT FROM pg_prepared_statements WHERE name LIKE 'booking_%'`);
      expect(rows.length).toBeGreaterThan(10);
    }, 300_000);

    test.each(Object.keys(WORK))('%s', (what) => {
      // Indexes are one level deeper; reading the backlog or the whole queue would be hundreds of pages.
      expect(behind[what]).toBeLessThanOrEqual((idle[what] ?? 0) + 80);
    });
  },
);
