import { asOrderId, MINUTE_MS, type OrderId, SECOND_MS } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import type { QueuedJob } from '../harness.ts';
import { present } from './commits.ts';
import { expectAfter, LONG_MS, meanwhile } from './later.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** The contract suite of the `AwaitedOrders` port. */
export const awaitedOrdersTests: PersistenceTests = (harness) => {
  const jobOf = async (orderId: OrderId): Promise<QueuedJob & { readonly task: 'fetch_order' }> => {
    const found = (await harness().jobs()).filter(
      (job) => job.task === 'fetch_order' && job.payload.orderId === orderId,
    );
    expect(found).toHaveLength(1);
    return present(found[0]) as QueuedJob & { readonly task: 'fetch_order' };
  };

  it('orders#answers-to-announcements delivery#later-is-a-duration queues a fetch for later, with its end, by the database’s clock', async () => {
    const { awaitedOrders } = harness().ports;
    const asked = await meanwhile(harness(), () =>
      awaitedOrders.fetchAfter(asOrderId(2 ** 40), LONG_MS + 3, LONG_MS + MINUTE_MS),
    );
    const { runAt, payload } = await jobOf(asOrderId(2 ** 40));
    expectAfter(runAt, asked, LONG_MS + 3);
    expectAfter(payload.until, asked, LONG_MS + MINUTE_MS);
    expect(Number.isInteger(payload.until)).toBe(true);
  });

  it('delivery#later-is-a-duration queues again only until its end', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAfter(asOrderId(1), 10 * SECOND_MS, MINUTE_MS);
    const { until } = (await jobOf(asOrderId(1))).payload;
    const again = await meanwhile(harness(), () => awaitedOrders.fetchAgain(asOrderId(2), 10 * SECOND_MS, until));
    const { runAt, payload } = await jobOf(asOrderId(2));
    expectAfter(runAt, again, 10 * SECOND_MS);
    expect(payload.until).toBe(until);
    await harness().letPass(MINUTE_MS - 5 * SECOND_MS);
    await awaitedOrders.fetchAgain(asOrderId(3), 10 * SECOND_MS, (await jobOf(asOrderId(1))).payload.until);
    expect((await harness().jobs()).map((job) => job.task === 'fetch_order' && job.payload.orderId)).not.toContain(3);
  });

  it('a later request for the same order replaces the earlier one, sooner or later', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAfter(asOrderId(1), LONG_MS + 2 * MINUTE_MS, 2 * LONG_MS);
    for (const afterMs of [LONG_MS + MINUTE_MS, LONG_MS + 3 * MINUTE_MS]) {
      const asked = await meanwhile(harness(), () => awaitedOrders.fetchAfter(asOrderId(1), afterMs, afterMs));
      const { runAt, payload } = await jobOf(asOrderId(1));
      expectAfter(runAt, asked, afterMs);
      expectAfter(payload.until, asked, afterMs);
    }
  });

  it('F4: fifty announcements at once are one request', async () => {
    const { awaitedOrders } = harness().ports;
    await Promise.all(Array.from({ length: 50 }, () => awaitedOrders.fetchAfter(asOrderId(1), LONG_MS, LONG_MS)));
    await jobOf(asOrderId(1));
    expect(await harness().jobs()).toHaveLength(1);
  });

  it('orders do not replace each other', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAfter(asOrderId(1), LONG_MS, LONG_MS);
    await awaitedOrders.fetchAfter(asOrderId(11), LONG_MS + MINUTE_MS, 2 * LONG_MS);
    expect((await jobOf(asOrderId(1))).runAt).toBeLessThan((await jobOf(asOrderId(11))).runAt);
  });
};

/** Runs the contract suite on an adapter of `AwaitedOrders`. */
export function awaitedOrdersContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`AwaitedOrders: ${name}`, open, awaitedOrdersTests);
}
