import { asOrderId, type OrderMark, type Stored } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';
import { commit, creating, keep, present, updating } from './commits.ts';
import { confirmed, NOW, pending, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const POLICY = 'one policy';
const mark = (orderId: number, fingerprint: string | null = 'as-it-is'): OrderMark => ({
  orderId: asOrderId(orderId),
  updatedAt: NOW,
  fingerprint,
});

/** The contract suite of the `SettledOrders` port. */
export const settledOrdersTests: PersistenceTests = (harness) => {
  /** The marked orders that need not be read. */
  const among = async (marks: readonly OrderMark[], policy = POLICY): Promise<readonly number[]> => {
    const unsettled = await harness().ports.settledOrders.unsettled(system, policy, marks);
    const ids = marks.map(({ orderId }) => orderId);
    expect([...unsettled].filter((orderId) => !ids.includes(orderId))).toEqual([]);
    return ids.filter((orderId) => !unsettled.has(orderId)).toSorted((a, b) => a - b);
  };
  const settle = (orderId: number, versions = 0, fingerprint = 'as-it-is', policy = POLICY): Promise<void> =>
    harness().ports.settledOrders.settle(policy, [{ orderId: asOrderId(orderId), fingerprint, versions }]);

  describe('orders#settled: orders that need not be read again', () => {
    it('none before anything was settled, and none of none', async () => {
      expect(await among([mark(1), mark(2)])).toEqual([]);
      expect(await among([])).toEqual([]);
      await harness().ports.settledOrders.settle(POLICY, []);
    });

    it('orders settled with the same fingerprint, and only the requested ones', async () => {
      const { settledOrders } = harness().ports;
      const orders = [2 ** 40, 1, 2, 3].map((orderId) => ({
        orderId: asOrderId(orderId),
        fingerprint: `f${orderId}`,
        versions: 0,
      }));
      await settledOrders.settle(POLICY, orders);
      expect(await among([mark(2 ** 40, `f${2 ** 40}`), mark(1, 'f1'), mark(2, 'F2'), mark(4, 'f4')])).toEqual([
        1,
        2 ** 40,
      ]);
    });

    it('never an order without a fingerprint', async () => {
      await settle(1, 0, '');
      await settle(2, 0, 'null');
      expect(await among([mark(1, null), mark(2, null)])).toEqual([]);
      await settle(3);
      expect(await among([mark(1, null), mark(3)])).toEqual([3]);
    });

    it('not under another policy', async () => {
      await settle(1);
      expect(await among([mark(1)], 'another policy')).toEqual([]);
      expect(await among([mark(1)])).toEqual([1]);
      await settle(1, 0, 'as-it-is', 'another policy');
      expect(await among([mark(1)], 'another policy')).toEqual([1]);
      expect(await among([mark(1)])).toEqual([]);
    });

    it('the last record of an order counts, and settling twice changes nothing', async () => {
      await settle(1, 0, 'older');
      await settle(1, 0, 'newer');
      await settle(1, 0, 'newer');
      expect(await among([mark(1, 'older')])).toEqual([]);
      expect(await among([mark(1, 'newer')])).toEqual([1]);
    });
  });

  describe('an order counts as new once one of its bookings is not as the import left it', () => {
    const orderId = pending(1).order.orderId;
    const second = () => pending(2, { order: { ...pending(2).order, orderId } });
    const total = (bookings: readonly Stored[]): number => bookings.reduce((sum, booking) => sum + booking.version, 0);

    async function settled(persistence: PersistenceHarness): Promise<Stored> {
      const stored = await keep(persistence.ports.bookings, pending(1), second(), pending(3));
      const [first, other] = stored;
      await settle(orderId, total([present(first), present(other)]));
      expect(await among([mark(orderId)])).toEqual([orderId]);
      return present(first);
    }

    it('when one changed', async () => {
      const first = await settled(harness());
      await commit(harness().ports.bookings, [updating(first, confirmed(pending(1)))]);
      expect(await among([mark(orderId)])).toEqual([]);
    });

    it('when one was added', async () => {
      await settled(harness());
      const third = pending(4, { order: { ...pending(4).order, orderId } });
      await commit(harness().ports.bookings, [creating(third)]);
      expect(await among([mark(orderId)])).toEqual([]);
    });

    it('when it was settled as having none', async () => {
      await settle(orderId, 0);
      expect(await among([mark(orderId)])).toEqual([orderId]);
      await keep(harness().ports.bookings, pending(1));
      expect(await among([mark(orderId)])).toEqual([]);
    });

    it('not when a booking of another order changes', async () => {
      await settled(harness());
      const [other] = await harness().ports.bookings.findByOrders(system, [pending(3).order.orderId]);
      await commit(harness().ports.bookings, [updating(present(other), confirmed(pending(3)))]);
      expect(await among([mark(orderId)])).toEqual([orderId]);
    });
  });
};

/** Runs the contract suite on an adapter of `SettledOrders`. */
export function settledOrdersContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`SettledOrders: ${name}`, open, settledOrdersTests);
}
