import {
  asOrderId,
  asOrderItemId,
  courseDateIn,
  type DatedCourseDate,
  DEFAULT_ORDER_POLICY,
  HOUR_MS,
  type Order,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  EVENT_START,
  MemoryOrderSource,
  MemoryTokenMint,
  MONDAY,
  SettableClock,
  someDetails,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPool } from '../src/index.ts';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
// running#isolation: whatever the database's own default is.
await pool.query(`DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''repeatable read''', current_database());
END $$`);
const scope = systemScope('tests of races for a standing yes');
const partner = aPartner();
const owner = partnerScope(partner.customerNumber);
const shop = new MemoryOrderSource();
const clock = new SettableClock(MONDAY);
const tokens = new MemoryTokenMint();

/** Three processes, each with its own connections. */
const processes = processesOn(url, 3).map((ports) => ({
  ports,
  ...useCasesOver({ ...ports, clock, tokens, orders: shop, orderPolicy: DEFAULT_ORDER_POLICY }),
}));

beforeEach(async () => {
  await harness.reset();
  await harness.ports.partners.save(partner);
});

const wallClock = '2025-03-13 18:00';
const courseDate = courseDateIn({ ...someDetails(), eventStart: EVENT_START }) as DatedCourseDate;
/** One to three people each, so that the number is never filled by equal steps. */
const peopleOf = (n: number): number => (n % 3) + 1;

function orderOf(n: number): Order {
  const item = anOrderItem({
    itemId: asOrderItemId(n),
    productId: courseDate.course as number,
    customerNumber: partner.customerNumber,
    quantity: { ordered: `${peopleOf(n)}`, cancelled: null, refunded: null },
    options: [{ label: 'Termin', text: wallClock, wallClock }],
  });
  return { ...anOrder({ orderId: asOrderId(n), orderNumber: String(n), orderedAt: MONDAY }), items: [item] };
}

async function announced(orders: readonly Order[], times = 1): Promise<void> {
  for (const order of orders) shop.place(order);
  const webhooks = Array.from({ length: times }, () => orders).flat();
  await Promise.all(webhooks.map(({ orderId }, n) => processes[n % 3]?.receiveOrder(orderId)));
}

const stored = (orders: readonly Order[]): Promise<readonly Stored[]> =>
  harness.ports.bookings.findByOrders(
    scope,
    orders.map(({ orderId }) => orderId),
  );
const inAdvance = (bookings: readonly Stored[]) =>
  bookings.filter((booking) => booking.status === 'confirmed' && booking.answer.channel === 'standing_yes');
const peopleIn = (bookings: readonly Stored[]): number =>
  bookings.reduce((sum, { details }) => sum + details.participants, 0);

test('running#isolation: connections ask for their isolation, beside options that the address has', async () => {
  const own = createPool({
    databaseUrl: `${url}${url.includes('?') ? '&' : '?'}options=-c%20work_mem%3D5MB`,
    poolSize: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
    queryTimeoutMs: 6_000,
  });
  const { rows } = await own.query(
    `SELECT current_setting('transaction_isolation') AS isolation, current_setting('work_mem') AS memory`,
  );
  await own.end();
  expect(rows).toEqual([{ isolation: 'read committed', memory: '5MB' }]);
});

describe('booking#standing-yes: 50 webhooks at once on three processes', () => {
  test('never go past the number, answer whatever has room, and each order counts once', async () => {
    for (let round = 0; round < 3; round += 1) {
      await harness.reset();
      await harness.ports.partners.save(partner);
      const people = 20 + round;
      await harness.ports.standingYeses.give(owner, courseDate, { people, hours: 1 }, clock.now());
      const orders = Array.from({ length: 50 }, (_, n) => orderOf(1_000 * (round + 1) + n));
      await announced(orders, 2);
      const bookings = await stored(orders);
      expect(bookings).toHaveLength(50);
      const filled = peopleIn(inAdvance(bookings));
      expect(filled).toBeLessThanOrEqual(people);
      // Nothing became free, so whatever is asked for had no room.
      const asked = bookings.filter(({ status }) => status === 'pending');
      expect(asked.filter(({ details }) => filled + details.participants <= people)).toEqual([]);
      const audit = await pool.query(
        `SELECT count(*)::int AS n FROM miomente_partner_portal_booking_audit
         WHERE type = 'confirmed' AND channel = 'standing_yes' AND details->>'standingYesPeople' = $1`,
        [String(people)],
      );
      expect(audit.rows).toEqual([{ n: inAdvance(bookings).length }]);
      const kinds = (await harness.deliveryRows()).map(({ content }) =>
        content.type === 'booking_message' && content.message.type === 'send_mail' ? content.message.mail : '',
      );
      expect(kinds.filter((kind) => kind === 'receipt')).toHaveLength(inAdvance(bookings).length);
      expect(kinds.filter((kind) => kind === 'confirmation_request')).toHaveLength(50 - inAdvance(bookings).length);
    }
  });

  test('once it is revoked among them, none is confirmed that was written later', async () => {
    for (let round = 0; round < 3; round += 1) {
      await harness.ports.standingYeses.give(owner, courseDate, { people: 999, hours: 1 }, clock.now());
      const orders = Array.from({ length: 30 }, (_, n) => orderOf(20_000 + 1_000 * round + n));
      const more = Array.from({ length: 10 }, (_, n) => orderOf(40_000 + 1_000 * round + n));
      for (const order of more) shop.place(order);
      const during = announced(orders);
      expect(await processes[1]?.ports.standingYeses.revoke(owner, courseDate, clock.now())).toBe(true);
      const before = (await inAdvanceNow(orders)).length;
      await during;
      await announced(more);
      expect(inAdvance(await stored(more))).toEqual([]);
      expect(await inAdvanceNow(orders)).toHaveLength(before);
    }
  });

  test('with cancellations beside them the number stands at every moment', async () => {
    const people = 12;
    await harness.ports.standingYeses.give(owner, courseDate, { people, hours: 1 }, clock.now());
    let running = true;
    const seen: number[] = [];
    const watching = (async () => {
      while (running) {
        const found = await harness.ports.standingYeses.find(owner, courseDate);
        seen.push(found?.confirmedPeople ?? Number.POSITIVE_INFINITY);
      }
    })();
    for (let round = 0; round < 3; round += 1) {
      const orders = Array.from({ length: 25 }, (_, n) => orderOf(60_000 + 1_000 * round + n));
      await announced(orders);
      const gone = inAdvance(await stored(orders)).slice(0, 3);
      await announced(
        gone.map(({ order }) => ({
          ...orderOf(order.orderId),
          state: 'canceled' as const,
          updatedAt: MONDAY + HOUR_MS + round,
        })),
      );
    }
    running = false;
    await watching;
    expect(Math.max(...seen)).toBeLessThanOrEqual(people);
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });
});

/** What is confirmed in advance among the orders that are written so far. */
const inAdvanceNow = async (orders: readonly Order[]) => inAdvance(await stored(orders));
