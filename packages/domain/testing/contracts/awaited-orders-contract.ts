import { MINUTE_MS } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { FAR_FUTURE } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const fetching = (orderId: number, runAt: number, until: number): object => ({
  task: 'fetch_order',
  payload: { orderId, until },
  runAt,
});

/** Everything the `AwaitedOrders` port promises. */
export const awaitedOrdersTests: PersistenceTests = (harness) => {
  it('orders#answers-to-announcements: asks for an order at an instant, to the millisecond', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAt(2 ** 40, FAR_FUTURE + 3, FAR_FUTURE + MINUTE_MS + 5);
    expect(await harness().jobs()).toEqual([fetching(2 ** 40, FAR_FUTURE + 3, FAR_FUTURE + MINUTE_MS + 5)]);
  });

  it('a later request for the same order replaces the earlier one, sooner or later', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAt(1, FAR_FUTURE + 2, FAR_FUTURE + 20);
    await awaitedOrders.fetchAt(1, FAR_FUTURE + 1, FAR_FUTURE + 10);
    expect(await harness().jobs()).toEqual([fetching(1, FAR_FUTURE + 1, FAR_FUTURE + 10)]);
    await awaitedOrders.fetchAt(1, FAR_FUTURE + 3, FAR_FUTURE + 30);
    expect(await harness().jobs()).toEqual([fetching(1, FAR_FUTURE + 3, FAR_FUTURE + 30)]);
  });

  it('F4: fifty announcements at once are one request', async () => {
    const { awaitedOrders } = harness().ports;
    await Promise.all(Array.from({ length: 50 }, () => awaitedOrders.fetchAt(1, FAR_FUTURE, FAR_FUTURE)));
    expect(await harness().jobs()).toEqual([fetching(1, FAR_FUTURE, FAR_FUTURE)]);
  });

  it('orders do not replace each other', async () => {
    const { awaitedOrders } = harness().ports;
    await awaitedOrders.fetchAt(1, FAR_FUTURE, FAR_FUTURE);
    await awaitedOrders.fetchAt(11, FAR_FUTURE + 1, FAR_FUTURE);
    const jobs = (await harness().jobs()).toSorted((a, b) => a.runAt - b.runAt);
    expect(jobs).toEqual([fetching(1, FAR_FUTURE, FAR_FUTURE), fetching(11, FAR_FUTURE + 1, FAR_FUTURE)]);
  });
};

/** Holds an adapter of `AwaitedOrders` to the port. */
export function awaitedOrdersContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`AwaitedOrders: ${name}`, open, awaitedOrdersTests);
}
