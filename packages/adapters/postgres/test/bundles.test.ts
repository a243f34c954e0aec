import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type BookingChange,
  type CustomerNumber,
  DAY_MS,
  HOUR_MS,
  type Mail,
  SECOND_MS,
  type SweepResult,
  systemScope,
  TransientFailure,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryMailer,
  MemoryOrderSource,
  MemoryTokenMint,
  MONDAY,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { creating, pendingNumber } from './given.ts';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const clock = new SettableClock();
const orders = new MemoryOrderSource();
const tokens = new MemoryTokenMint();
/** The ports of three schedulers on one database. */
const schedulers = processesOn(url, 3);
const over = (ports: (typeof schedulers)[number], mailer: MemoryMailer | Pick<MemoryMailer, 'send'>) =>
  useCasesOver({ ...ports, clock, orders, tokens, mailer });

beforeEach(async () => {
  await harness.reset();
  await harness.ports.partners.save(aPartner());
});

/** Bookings whose first reminder a sweep has just queued, in one bundle. */
async function reminded(count: number): Promise<readonly number[]> {
  const mailer = new MemoryMailer();
  const { importOrders, sweepReminders } = over(schedulers[0], mailer);
  const start = new Date(clock.now() + 20 * DAY_MS).toISOString().slice(0, 10);
  const options = [{ label: 'Termin', text: `${start} 18:00`, wallClock: null }];
  await importOrders(
    Array.from({ length: count }, (_, n) =>
      anOrder({
        orderId: asOrderId(1_000 + n),
        orderNumber: String(100_000_000 + n),
        items: [anOrderItem({ itemId: asOrderItemId(5_000 + n), options })],
      }),
    ),
  );
  await deliverAll(mailer);
  clock.advance(25 * HOUR_MS);
  expect(await sweepReminders()).toMatchObject({ firstReminders: count });
  return queued();
}

const queued = async (): Promise<readonly number[]> =>
  (await harness.deliveryRows()).flatMap(({ id, state }) => (state === 'queued' ? [id] : []));

/** Every scheduler runs the job of every queued delivery at once. */
async function deliverAll(mailer: Pick<MemoryMailer, 'send'>): Promise<void> {
  const ids = await queued();
  await Promise.all(
    schedulers.flatMap((ports) =>
      ids.map((id) =>
        over(ports, mailer)
          .deliver(id)
          .catch(() => undefined),
      ),
    ),
  );
}

const messageIds = (mails: readonly Mail[]) => new Set(mails.map(({ messageId }) => messageId));

test('delivery#bundles F3 · of three schedulers at once one sends the mail, and every booking is recorded', async () => {
  for (let round = 0; round < 8; round += 1) {
    await harness.reset();
    await harness.ports.partners.save(aPartner());
    const ids = await reminded(12);
    const mailer = new MemoryMailer();
    await deliverAll(mailer);
    // The turn of the same delivery may come twice here, as no queue keeps its job to one worker: a copy, never another mail.
    expect(messageIds(mailer.accepted).size).toBe(1);
    expect(mailer.accepted.every(({ bookingIds }) => bookingIds?.length === 12)).toBe(true);
    expect(await queued()).toEqual([]);
    const states = (await harness.deliveryRows()).filter(({ id }) => ids.includes(id)).map(({ state }) => state);
    expect(states).toEqual(Array(12).fill('done'));
  }
}, 60_000);

test('delivery#bundles F2 · a worker killed between acceptance and record costs one copy under the same message id', async () => {
  const ids = await reminded(5);
  const mailer = new MemoryMailer();
  const [one] = schedulers;
  const dying = {
    ...one,
    deliveries: {
      ...one.deliveries,
      finishWith: async () => {
        throw new TransientFailure('The worker was killed.');
      },
    },
  };
  await expect(over(dying, mailer).deliver(ids[0] ?? 0)).rejects.toThrow('killed');
  // Others find nothing to do while the turn lasts; the dead worker's job comes again.
  for (const id of ids.slice(1)) expect(await over(one, mailer).deliver(id)).toEqual({ type: 'finished_before' });
  await over(one, mailer).deliver(ids[0] ?? 0);
  expect(mailer.accepted).toHaveLength(2);
  expect(messageIds(mailer.accepted).size).toBe(1);
  expect(await queued()).toEqual([]);
  const jobs = (await harness.jobs()).filter(
    (job) => job.task === 'deliver' && ids.slice(1).includes(job.payload.deliveryId),
  );
  expect(jobs).toEqual([]);
});

test('delivery#bundles F2 · killed while recording, what is recorded stays, and the rest is sent once more', async () => {
  const ids = await reminded(5);
  const mailer = new MemoryMailer();
  const [one] = schedulers;
  let recorded = 0;
  const dying = {
    ...one,
    deliveries: {
      ...one.deliveries,
      finishWith: async (...end: Parameters<typeof one.deliveries.finishWith>) => {
        recorded += 1;
        if (recorded > 2) throw new TransientFailure('The worker was killed.');
        return one.deliveries.finishWith(...end);
      },
    },
  };
  await expect(over(dying, mailer).deliver(ids[0] ?? 0)).rejects.toThrow('killed');
  await over(one, mailer).deliver(ids[0] ?? 0);
  expect(mailer.accepted.map(({ bookingIds = [] }) => bookingIds.length)).toEqual([5, 3]);
  expect(messageIds(mailer.accepted).size).toBe(1);
  expect(await queued()).toEqual([]);
});

describe('reminders#sweep · three sweeps at once on three connections', () => {
  const LARGE = 230;
  const FEW = 30;
  const [large, ...few] = Array.from({ length: FEW + 1 }, (_, n) => asCustomerNumber(`P-${700 + n}`));

  /** Of one partner more than two mails, of thirty others three bookings each; the first reminder of all is due. */
  async function keepDue(): Promise<void> {
    clock.set(MONDAY + 26 * HOUR_MS);
    const whose = [
      ...Array<CustomerNumber | undefined>(LARGE).fill(large),
      ...few.flatMap((each) => [each, each, each]),
    ];
    const changes = whose.map((customerNumber, n) => {
      const booking = { ...pendingNumber(n), ...(customerNumber && { customerNumber }) };
      return { ...creating(booking), nextSweepAt: clock.now() - (((n * 37) % 600) + 1) * SECOND_MS };
    });
    await harness.ports.bookings.commitAll(changes);
  }

  /**
   * Begins a sweep on each connection, a millisecond apart, which makes bundles of their own; each begins when the one
   * before has claimed its first page, and none writes before all have.
   * @param killed the sweep that never writes
   * @returns the results of the others, and the bookings of each first page
   */
  async function sweepAll(killed?: number) {
    const claimed: (readonly number[])[] = [];
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const sweeps: Promise<SweepResult>[] = [];
    for (const [n, ports] of schedulers.entries()) {
      await new Promise<void>((arrived) => {
        let first = true;
        const write = async (changes: readonly BookingChange[]) => {
          if (first) {
            first = false;
            claimed.push(changes.map((change) => (change.type === 'update' ? change.before.id : 0)));
            arrived();
            await (n === killed ? NEVER : begun);
          }
          return ports.bookings.commitEach(changes);
        };
        const bookings = new Proxy(ports.bookings, {
          get: (target, method: keyof typeof ports.bookings) => (method === 'commitEach' ? write : target[method]),
        });
        const own = { clock: new SettableClock(clock.now() + n), orders, tokens, batchSize: 20 };
        sweeps.push(useCasesOver({ ...ports, bookings, ...own }).sweepReminders());
      });
    }
    begin();
    return { results: await Promise.all(sweeps.filter((_, n) => n !== killed)), claimed };
  }

  const expectWholeMails = async (): Promise<void> => {
    const { rows: twice } = await pool.query(
      `SELECT booking_id FROM miomente_partner_portal_booking_audit WHERE type = 'reminded'
       GROUP BY booking_id HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const { rows } = await pool.query<{ partner: string; mails: number; bookings: number }>(
      `SELECT partner, sum(ceil(bookings / 100.0))::int AS mails, sum(bookings)::int AS bookings
       FROM (
         SELECT b.customer_number AS partner, d.bundle, count(*) AS bookings
         FROM miomente_partner_portal_deliveries AS d
         JOIN miomente_partner_portal_booking_confirmations AS b ON b.id = d.booking_id
         WHERE d.mail = 'first_reminder' GROUP BY 1, 2) AS bundle
       GROUP BY partner ORDER BY partner`,
    );
    expect(rows).toEqual([
      { partner: large, mails: 3, bookings: LARGE },
      ...few.map((partner) => ({ partner, mails: 1, bookings: 3 })),
    ]);
  };

  test('each has a part of the work, each partner gets one mail, and a large one no more than its bookings fill', async () => {
    await keepDue();
    const { results, claimed } = await sweepAll();
    expect(new Set(claimed.flat()).size).toBe(claimed.flat().length);
    expect(results.reduce((sum, { firstReminders }) => sum + firstReminders, 0)).toBe(LARGE + 3 * FEW);
    expect(results.every(({ firstReminders, failed }) => firstReminders > 0 && failed === 0)).toBe(true);
    await expectWholeMails();
  });

  test('two that saw the same agree on who has which partner', async () => {
    await keepDue();
    const other = await pool.connect();
    await other.query('BEGIN');
    // Both wait for this claim, and find it gone.
    await other.query(
      `INSERT INTO miomente_partner_portal_sweep_claims (customer_number, sweep, claimed_until, turn)
       VALUES ($1, gen_random_uuid(), now(), 1)`,
      [few[0]],
    );
    const claim = { sweep: null, after: null, limit: 1_000, forMs: HOUR_MS, others: 'left' } as const;
    const pages = schedulers.map(({ bookings }) => bookings.claimDue(systemScope('a test'), clock.now(), claim));
    const waiting = async (): Promise<number> => {
      const { rowCount } = await pool.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%turn AS MATERIALIZED%'`,
      );
      return rowCount ?? 0;
    };
    await vi.waitUntil(async () => (await waiting()) === schedulers.length, { timeout: 10_000 });
    await other.query('ROLLBACK');
    other.release();
    const claimed = (await Promise.all(pages)).flatMap(({ bookings }) => bookings.map(({ id }) => id));
    expect(claimed).toHaveLength(LARGE + 3 * FEW);
    expect(new Set(claimed).size).toBe(claimed.length);
  });

  test('F3 · what a killed one had claimed the others do before they end', async () => {
    await keepDue();
    const { results } = await sweepAll(0);
    expect(results.reduce((sum, { firstReminders }) => sum + firstReminders, 0)).toBe(LARGE + 3 * FEW);
    await expectWholeMails();
  });
});

const NEVER = new Promise<never>(() => undefined);
