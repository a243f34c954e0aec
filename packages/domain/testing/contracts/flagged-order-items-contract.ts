import { asOrderId, asOrderItemId, DAY_MS, type FlaggedOrderItem } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { present } from './commits.ts';
import { NOW, office, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

function item(n: number, over: Partial<FlaggedOrderItem> = {}): FlaggedOrderItem {
  return {
    order: { orderId: asOrderId(1_000 + n), orderItemId: asOrderItemId(5_000 + n), orderNumber: `10000000${n}` },
    reason: 'no_partner',
    detail: null,
    courseName: `Käse & "Wein" 🧀 ${n}`,
    eventStart: NOW + DAY_MS,
    flaggedAt: NOW + 7,
    ...over,
  };
}

const WHOLE = { page: 1, limit: 10 };

/** The contract suite of the `FlaggedOrderItems` port. */
export const flaggedOrderItemsTests: PersistenceTests = (harness) => {
  const numbers = async (paging = WHOLE): Promise<readonly number[]> =>
    (await harness().ports.flaggedOrderItems.list(office, NOW, paging)).rows.map((kept) => kept.order.orderItemId);

  it('orders#which-items: stores an item as it was flagged', async () => {
    const { flaggedOrderItems } = harness().ports;
    const failed = { reason: 'import_failed', detail: 'RefusedByDatabase 22003', eventStart: null } as const;
    const kept = [
      item(1),
      item(2, { reason: 'product_unreadable', eventStart: null, courseName: '' }),
      item(3, failed),
      item(4, { eventStart: { start: NOW + 2 * DAY_MS, end: NOW + 3 * DAY_MS } }),
    ];
    for (const one of kept) await flaggedOrderItems.flag(one, { withTicket: false });
    for (const one of kept) expect(await flaggedOrderItems.find(one.order.orderItemId)).toStrictEqual(one);
    expect(await flaggedOrderItems.find(asOrderItemId(424_242))).toBeUndefined();
    expect(await flaggedOrderItems.list(office, NOW, WHOLE)).toStrictEqual({
      rows: [kept[0], kept[3], kept[1], kept[2]],
      total: 4,
    });
  });

  it('orders#which-items: queues its ticket in the same transaction, if it gets one', async () => {
    const { flaggedOrderItems, deliveries } = harness().ports;
    await flaggedOrderItems.flag(item(1), { withTicket: false });
    expect(await harness().deliveryRows()).toEqual([]);
    expect(await harness().jobs()).toEqual([]);
    await flaggedOrderItems.flag(item(2), { withTicket: true });
    const [row] = await harness().deliveryRows();
    const { id } = present(row);
    const content = { type: 'order_item_ticket', orderItemId: 5_002 };
    expect(await harness().deliveryRows()).toEqual([{ id, bookingId: null, content, state: 'queued', attempt: 0 }]);
    const [job] = await harness().jobs();
    expect(job).toMatchObject({ task: 'deliver', payload: { deliveryId: id } });
    expect(job?.runAt).toBeLessThanOrEqual(await harness().now());
    expect(await deliveries.begin(id, NOW)).toMatchObject({ content });
  });

  it('an item that is already stored changes nothing, however many flag it at once', async () => {
    const { flaggedOrderItems } = harness().ports;
    await Promise.all(Array.from({ length: 10 }, () => flaggedOrderItems.flag(item(1), { withTicket: true })));
    await flaggedOrderItems.flag(item(1, { courseName: 'Another', flaggedAt: NOW + DAY_MS }), { withTicket: true });
    expect(await flaggedOrderItems.find(asOrderItemId(5_001))).toStrictEqual(item(1));
    expect(await harness().deliveryRows()).toHaveLength(1);
    expect(await harness().jobs()).toHaveLength(1);
  });

  it('a corrected item is removed, and can be flagged again', async () => {
    const { flaggedOrderItems } = harness().ports;
    for (const n of [1, 2, 3]) await flaggedOrderItems.flag(item(n), { withTicket: false });
    await flaggedOrderItems.clear([asOrderItemId(5_001), asOrderItemId(5_003), asOrderItemId(424_242)]);
    await flaggedOrderItems.clear([]);
    expect(await numbers()).toEqual([5_002]);
    expect(await flaggedOrderItems.find(asOrderItemId(5_001))).toBeUndefined();
    await flaggedOrderItems.flag(item(1, { courseName: 'Another course' }), { withTicket: false });
    expect((await flaggedOrderItems.find(asOrderItemId(5_001)))?.courseName).toBe('Another course');
  });

  it('finds those of an order, and the orders that have any, once each, by id', async () => {
    const { flaggedOrderItems } = harness().ports;
    const second = item(1, {
      order: { orderId: asOrderId(1_001), orderItemId: asOrderItemId(6_001), orderNumber: '100000001' },
    });
    for (const one of [item(3), second, item(1), item(2)]) await flaggedOrderItems.flag(one, { withTicket: false });
    const ofTwo = await flaggedOrderItems.ofOrders(system, [asOrderId(1_001), asOrderId(1_003), asOrderId(424_242)]);
    expect(ofTwo.toSorted((a, b) => a.order.orderItemId - b.order.orderItemId)).toStrictEqual([
      item(1),
      item(3),
      second,
    ]);
    expect(await flaggedOrderItems.ofOrders(system, [])).toEqual([]);
    expect(await flaggedOrderItems.orderIds(system, asOrderId(0), 10)).toEqual([1_001, 1_002, 1_003]);
    expect(await flaggedOrderItems.orderIds(system, asOrderId(0), 2)).toEqual([1_001, 1_002]);
    expect(await flaggedOrderItems.orderIds(system, asOrderId(1_002), 2)).toEqual([1_003]);
    expect(await flaggedOrderItems.orderIds(system, asOrderId(1_003), 2)).toEqual([]);
  });

  it('orders#flagged-items: lists the soonest event first, those without a date last, page by page', async () => {
    const { flaggedOrderItems } = harness().ports;
    const starts = [NOW + 2 * DAY_MS, null, NOW + 1, NOW + DAY_MS];
    for (const [n, eventStart] of starts.entries()) {
      await flaggedOrderItems.flag(item(n, { eventStart }), { withTicket: false });
    }
    expect(await numbers()).toEqual([5_002, 5_003, 5_000, 5_001]);
    expect(await numbers({ page: 1, limit: 3 })).toEqual([5_002, 5_003, 5_000]);
    expect(await numbers({ page: 2, limit: 3 })).toEqual([5_001]);
    expect(await flaggedOrderItems.list(office, NOW, { page: 3, limit: 3 })).toEqual({ rows: [], total: 4 });
  });

  it('orders#flagged-items: a past item leaves the list at once, a day without a time when it is over', async () => {
    const { flaggedOrderItems, workload } = harness().ports;
    const starts = [NOW, { start: NOW - DAY_MS, end: NOW }, { start: NOW - 1, end: NOW + 1 }, null, NOW + 1];
    for (const [n, eventStart] of starts.entries()) {
      await flaggedOrderItems.flag(item(n, { eventStart }), { withTicket: false });
    }
    expect(await numbers()).toEqual([5_002, 5_004, 5_003]);
    expect((await flaggedOrderItems.list(office, NOW, WHOLE)).total).toBe(3);
    expect((await workload.count(office, NOW)).orderItems).toBe(3);
    expect((await flaggedOrderItems.list(office, NOW + 1, WHOLE)).total).toBe(1);
  });

  it('orders#flagged-items: the details of an item are recorded again, without a second ticket', async () => {
    const { flaggedOrderItems } = harness().ports;
    await flaggedOrderItems.flag(item(1), { withTicket: true });
    const later = { eventStart: { start: NOW + 2 * DAY_MS, end: NOW + 3 * DAY_MS }, courseName: 'Another course' };
    const again = item(1, { ...later, reason: 'product_unreadable' });
    await flaggedOrderItems.refresh({ ...again, flaggedAt: NOW + DAY_MS } as FlaggedOrderItem);
    expect(await flaggedOrderItems.find(asOrderItemId(5_001))).toStrictEqual(again);
    await flaggedOrderItems.refresh(item(1, { eventStart: null }));
    expect(await flaggedOrderItems.find(asOrderItemId(5_001))).toMatchObject({
      eventStart: null,
      reason: 'no_partner',
    });
    await flaggedOrderItems.refresh(item(2));
    expect(await numbers()).toEqual([5_001]);
    expect(await harness().deliveryRows()).toHaveLength(1);
  });
};

/** Runs the contract suite on an adapter of `FlaggedOrderItems`. */
export function flaggedOrderItemsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`FlaggedOrderItems: ${name}`, open, flaggedOrderItemsTests);
}
