import {
  asOrderId,
  DAY_MS,
  HOUR_MS,
  type Order,
  type OrderCursor,
  type OrderSource,
  TransientFailure,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExternalSystemHarness, externalSystemSuite, thrownBy } from './external-system-suite.ts';
import { orderItem, PLACED_AT, shopOrder } from './order-source/orders.ts';

/** What the suite needs of an adapter of `OrderSource`. */
export interface OrderSourceHarness extends ExternalSystemHarness {
  readonly source: OrderSource;
  /**
   * Adds an order to the shop under its own id, or replaces an earlier state of it.
   * @returns the order as it must be read; it differs from the given one only in what the shop can't store
   */
  place(order: Order): Promise<Order>;
  /** Adds an order to the shop in an open transaction, and returns a function that commits it. */
  placeUncommitted(order: Order): Promise<() => Promise<void>>;
  /** Makes the next call fail as if the shop could not be reached. */
  failNext(): Promise<void>;
}

const BEGINNING: OrderCursor = { updatedAt: 0, orderId: asOrderId(0) };

/** Runs the contract suite on an adapter of `OrderSource`. */
export function orderSourceContract(name: string, open: () => Promise<OrderSourceHarness>): void {
  externalSystemSuite(`OrderSource: ${name}`, open, (harness) => {
    singleOrderTests(harness);
    changedOrderTests(harness);
    fingerprintTests(harness);
    failureTests(harness);
  });
}

function singleOrderTests(harness: () => OrderSourceHarness): void {
  describe('byId and byIds', () => {
    it.each([
      ['a plain one', shopOrder(1)],
      ['without items', shopOrder(1, { items: [] })],
      ['with several items', shopOrder(1, { items: [1, 2, 3].map((n) => orderItem(1, n)) })],
      ['without amounts, paid nothing', shopOrder(1, { grandTotal: null, totalPaid: null, totalRefunded: null })],
      ['in a state of its own', shopOrder(1, { state: 'payment_review' })],
      [
        'with texts that drivers damage',
        shopOrder(1, {
          customer: { firstName: "Zoë 👩‍🍳 O'x", lastName: 'Ł\\%_"ß', email: 'z@example.org', phone: '+49 89 000002' },
        }),
      ],
    ])('return an order with its items, as stored in the shop: %s', async (_, order) => {
      const placed = await harness().place(order);
      expect(await harness().source.byId(order.orderId)).toStrictEqual(placed);
      expect(await harness().source.byIds([order.orderId])).toStrictEqual(new Map([[order.orderId, placed]]));
    });

    it('return the newest state', async () => {
      await harness().place(shopOrder(1));
      const newer = await harness().place(shopOrder(1, { state: 'canceled', updatedAt: PLACED_AT + HOUR_MS }));
      expect(await harness().source.byId(asOrderId(1))).toStrictEqual(newer);
    });

    it('a missing order is undefined, and left out of several', async () => {
      const one = await harness().place(shopOrder(1));
      const three = await harness().place(shopOrder(3));
      expect(await harness().source.byId(asOrderId(2))).toBeUndefined();
      expect(await harness().source.byIds([asOrderId(3), asOrderId(2), asOrderId(1), asOrderId(3)])).toStrictEqual(
        new Map([
          [1, one],
          [3, three],
        ]),
      );
      expect((await harness().source.byIds([])).size).toBe(0);
      expect((await harness().source.byIds([asOrderId(2)])).size).toBe(0);
    });

    it('return many at once', async () => {
      const ids = Array.from({ length: 60 }, (_, i) => asOrderId(i + 1));
      for (const id of ids) await harness().place(shopOrder(id));
      const found = await harness().source.byIds([...ids, ...ids.map((id) => asOrderId(id + 10_000))]);
      expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(ids);
      for (const [id, order] of found) expect(order.items.map((item) => item.itemId)).toEqual([id * 100 + 1]);
    });

    it('F8 an order is not visible before it is committed', async () => {
      const commit = await harness().placeUncommitted(shopOrder(1));
      expect(await harness().source.byId(asOrderId(1))).toBeUndefined();
      expect((await harness().source.byIds([asOrderId(1)])).size).toBe(0);
      expect(await harness().source.changedAfter(BEGINNING, 10)).toEqual([]);
      await commit();
      expect((await harness().source.byId(asOrderId(1)))?.orderId).toBe(1);
      expect((await harness().source.changedAfter(BEGINNING, 10)).map((order) => order.orderId)).toEqual([1]);
    });
  });
}

function changedOrderTests(harness: () => OrderSourceHarness): void {
  const changed = async (cursor: OrderCursor, limit: number): Promise<readonly number[]> =>
    (await harness().source.changedAfter(cursor, limit)).map((order) => order.orderId);

  describe('changedAfter', () => {
    it('returns nothing for an empty shop', async () => {
      expect(await changed(BEGINNING, 10)).toEqual([]);
    });

    it('returns positions by time of change, then id, after the cursor, at most as many as requested', async () => {
      const at = (id: number, updatedAt: number): Promise<Order> => harness().place(shopOrder(id, { updatedAt }));
      await at(4, PLACED_AT);
      await at(2, PLACED_AT + HOUR_MS);
      await at(3, PLACED_AT - DAY_MS);
      await at(1, PLACED_AT);
      expect(await changed(BEGINNING, 10)).toEqual([3, 1, 4, 2]);
      expect(await harness().source.changedAfter(BEGINNING, 1)).toEqual([
        { orderId: 3, updatedAt: PLACED_AT - DAY_MS },
      ]);
      expect(await changed({ updatedAt: PLACED_AT - DAY_MS, orderId: asOrderId(3) }, 2)).toEqual([1, 4]);
      expect(await changed({ updatedAt: PLACED_AT, orderId: asOrderId(0) }, 10)).toEqual([1, 4, 2]);
      expect(await changed({ updatedAt: PLACED_AT, orderId: asOrderId(1) }, 10)).toEqual([4, 2]);
      expect(await changed({ updatedAt: PLACED_AT + HOUR_MS, orderId: asOrderId(1) }, 10)).toEqual([2]);
      expect(await changed({ updatedAt: PLACED_AT + HOUR_MS, orderId: asOrderId(2) }, 10)).toEqual([]);
      expect(await changed({ updatedAt: PLACED_AT - 1, orderId: asOrderId(99) }, 10)).toEqual([1, 4, 2]);
    });

    it('an order that changes again moves to its new position', async () => {
      await harness().place(shopOrder(1));
      await harness().place(shopOrder(2));
      await harness().place(shopOrder(1, { updatedAt: PLACED_AT + HOUR_MS }));
      expect(await changed(BEGINNING, 10)).toEqual([2, 1]);
    });

    it('F9 pages cover every order once, even with equal timestamps', async () => {
      const stamps = fc.array(fc.constantFrom(0, 0, 0, HOUR_MS, DAY_MS), { minLength: 1, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(stamps, fc.integer({ min: 1, max: 7 }), async (offsets, limit) => {
          await harness().reset();
          for (const [i, offset] of offsets.entries()) {
            await harness().place(shopOrder(i + 1, { updatedAt: PLACED_AT + offset }));
          }
          const seen: number[] = [];
          let cursor = BEGINNING;
          // One page per order and one more at most: a source that repeats an order would never end.
          for (let pages = 0; pages <= offsets.length; pages += 1) {
            const page = await harness().source.changedAfter(cursor, limit);
            expect(page.length).toBeLessThanOrEqual(limit);
            seen.push(...page.map((order) => order.orderId));
            const last = page.at(-1);
            if (last === undefined || page.length < limit) break;
            cursor = { updatedAt: last.updatedAt, orderId: last.orderId };
          }
          const all = offsets.map((offset, i) => ({ offset, id: i + 1 }));
          expect(seen).toEqual(all.toSorted((a, b) => a.offset - b.offset || a.id - b.id).map(({ id }) => id));
        }),
        { numRuns: 10 },
      );
    });
  });
}

/** Changes of an order that do not move its time of change; each gives another order for `byId`. */
const CHANGES: readonly (readonly [string, Partial<Order>])[] = [
  ['its state', { state: 'holded' }],
  ['a payment', { totalPaid: '12.0000' }],
  ['a refund', { totalRefunded: '12.0000' }],
  ['the total', { grandTotal: '12.0000' }],
  ['a name', { customer: { ...shopOrder(1).customer, lastName: 'Anders' } }],
  ['a name with commas and quotes', { customer: { ...shopOrder(1).customer, firstName: "a','b" } }],
  ['a phone number', { customer: { ...shopOrder(1).customer, phone: '+49 89 000099' } }],
  ['a phone number that is gone', { customer: { ...shopOrder(1).customer, phone: '' } }],
  [
    'a quantity',
    { items: [orderItem(1, 1, { quantity: { ordered: '2.0000', cancelled: '1.0000', refunded: '0.0000' } })] },
  ],
  ['the date chosen', { items: [orderItem(1, 1, { options: [] })] }],
  ['a price', { items: [orderItem(1, 1, { rowTotalGross: '1.0000' })] }],
  ['a discount', { items: [orderItem(1, 1, { discount: '1.0000' })] }],
  ['a line more', { items: [orderItem(1, 1), orderItem(1, 2)] }],
  ['no line', { items: [] }],
  ['the order that replaces it', { replacedByOrderId: asOrderId(2) }],
  ['the order that it replaces', { replacesOrderId: asOrderId(2) }],
];

function fingerprintTests(harness: () => OrderSourceHarness): void {
  describe('fingerprints', () => {
    const fingerprint = async (orderId = 1): Promise<string | null | undefined> =>
      (await harness().source.fingerprints([asOrderId(orderId)])).get(asOrderId(orderId));

    it('an unchanged order keeps its fingerprint of at most 64 characters, and different orders have different ones', async () => {
      await harness().place(shopOrder(1));
      await harness().place(shopOrder(2));
      const first = await fingerprint();
      expect(first).toMatch(/^.{8,64}$/);
      expect(await fingerprint()).toBe(first);
      await harness().place(shopOrder(1));
      expect(await fingerprint()).toBe(first);
      expect(await fingerprint(2)).not.toBe(first);
    });

    it('exist for visible orders only, however many are requested', async () => {
      const ids = Array.from({ length: 60 }, (_, i) => asOrderId(i + 1));
      for (const id of ids) await harness().place(shopOrder(id));
      const commit = await harness().placeUncommitted(shopOrder(61));
      const found = await harness().source.fingerprints([...ids, asOrderId(61), asOrderId(10_000)]);
      await commit();
      expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(ids);
      expect(new Set(found.values()).size).toBe(ids.length);
      expect((await harness().source.fingerprints([])).size).toBe(0);
    });

    it.each(CHANGES)(
      'change with any part of the order, even if its time of change does not: %s',
      async (_, change) => {
        await harness().place(shopOrder(2));
        const before = await harness().place(shopOrder(1));
        const first = await fingerprint();
        const after = await harness().place(shopOrder(1, change));
        expect(after).not.toEqual(before);
        expect(await fingerprint()).not.toBe(first);
        await harness().place(shopOrder(1));
        expect(await fingerprint()).toBe(first);
      },
    );
  });
}

function failureTests(harness: () => OrderSourceHarness): void {
  it('F10 an unreachable shop is a TransientFailure without addresses in its message; then it works again', async () => {
    const order = await harness().place(shopOrder(1));
    const calls = [
      () => harness().source.byId(asOrderId(1)),
      () => harness().source.byIds([asOrderId(1)]),
      () => harness().source.changedAfter(BEGINNING, 10),
      () => harness().source.fingerprints([asOrderId(1)]),
    ];
    for (const call of calls) {
      await harness().failNext();
      const error = await thrownBy(call);
      expect(error).toBeInstanceOf(TransientFailure);
      expect(String(error)).not.toContain(order.customer.email);
      await expect(call()).resolves.toBeDefined();
    }
  });
}
