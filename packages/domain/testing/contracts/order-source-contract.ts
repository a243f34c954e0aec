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

/** What an adapter of `OrderSource` brings to its suite. */
export interface OrderSourceHarness extends ExternalSystemHarness {
  readonly source: OrderSource;
  /**
   * Puts an order into the shop under its own id, or replaces it by a newer state of itself.
   * @returns the order as it must be read again; differs from what was given only in what the shop can't keep
   */
  place(order: Order): Promise<Order>;
  /** Puts an order into the shop in a transaction that has not committed, and gives what commits it. */
  placeUncommitted(order: Order): Promise<() => Promise<void>>;
  /** Makes the next call fail as if the shop could not be reached. */
  failNext(): Promise<void>;
}

const BEGINNING: OrderCursor = { updatedAt: 0, orderId: asOrderId(0) };

/** Holds an adapter of `OrderSource` to the port. */
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
    ])('gives an order with its items, as the shop has it: %s', async (_, order) => {
      const placed = await harness().place(order);
      expect(await harness().source.byId(order.orderId)).toStrictEqual(placed);
      expect(await harness().source.byIds([order.orderId])).toStrictEqual(new Map([[order.orderId, placed]]));
    });

    it('gives the newest state', async () => {
      await harness().place(shopOrder(1));
      const newer = await harness().place(shopOrder(1, { state: 'canceled', updatedAt: PLACED_AT + HOUR_MS }));
      expect(await harness().source.byId(asOrderId(1))).toStrictEqual(newer);
    });

    it('an order that is not there is undefined, and absent among several', async () => {
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

    it('gives many at once', async () => {
      const ids = Array.from({ length: 60 }, (_, i) => asOrderId(i + 1));
      for (const id of ids) await harness().place(shopOrder(id));
      const found = await harness().source.byIds([...ids, ...ids.map((id) => asOrderId(id + 10_000))]);
      expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(ids);
      for (const [id, order] of found) expect(order.items.map((item) => item.itemId)).toEqual([id * 100 + 1]);
    });

    it('F8 an order that has not committed is not seen, then it is', async () => {
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
    it('gives nothing of an empty shop', async () => {
      expect(await changed(BEGINNING, 10)).toEqual([]);
    });

    it('gives places by time of change, then id, after the cursor, at most as many as asked for', async () => {
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

    it('an order that changes again moves to its new place', async () => {
      await harness().place(shopOrder(1));
      await harness().place(shopOrder(2));
      await harness().place(shopOrder(1, { updatedAt: PLACED_AT + HOUR_MS }));
      expect(await changed(BEGINNING, 10)).toEqual([2, 1]);
    });

    it('F9 pages cover every order once, whatever stamps they share', async () => {
      const stamps = fc.array(fc.constantFrom(0, 0, 0, HOUR_MS, DAY_MS), { minLength: 1, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(stamps, fc.integer({ min: 1, max: 7 }), async (offsets, limit) => {
          await harness().reset();
          for (const [i, offset] of offsets.entries()) {
            await harness().place(shopOrder(i + 1, { updatedAt: PLACED_AT + offset }));
          }
          const seen: number[] = [];
          let cursor = BEGINNING;
          // One page an order and one more at the most: a source that gives an order again never ends.
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

/** What may change of an order without its time of change; each leads to another order for `byId`. */
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

    it('an order that stays has one fingerprint, of 64 characters at most, and others have others', async () => {
      await harness().place(shopOrder(1));
      await harness().place(shopOrder(2));
      const first = await fingerprint();
      expect(first).toMatch(/^.{8,64}$/);
      expect(await fingerprint()).toBe(first);
      await harness().place(shopOrder(1));
      expect(await fingerprint()).toBe(first);
      expect(await fingerprint(2)).not.toBe(first);
    });

    it('are of those that can be seen alone, however many are asked for', async () => {
      const ids = Array.from({ length: 60 }, (_, i) => asOrderId(i + 1));
      for (const id of ids) await harness().place(shopOrder(id));
      const commit = await harness().placeUncommitted(shopOrder(61));
      const found = await harness().source.fingerprints([...ids, asOrderId(61), asOrderId(10_000)]);
      await commit();
      expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(ids);
      expect(new Set(found.values()).size).toBe(ids.length);
      expect((await harness().source.fingerprints([])).size).toBe(0);
    });

    it.each(CHANGES)('another one once anything of it differs, though its time does not: %s', async (_, change) => {
      await harness().place(shopOrder(2));
      const before = await harness().place(shopOrder(1));
      const first = await fingerprint();
      const after = await harness().place(shopOrder(1, change));
      expect(after).not.toEqual(before);
      expect(await fingerprint()).not.toBe(first);
      await harness().place(shopOrder(1));
      expect(await fingerprint()).toBe(first);
    });
  });
}

function failureTests(harness: () => OrderSourceHarness): void {
  it('F10 a shop that can not be reached is a TransientFailure, in words without addresses; then it works', async () => {
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
