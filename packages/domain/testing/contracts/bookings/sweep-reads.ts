import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  type Booking,
  DAY_MS,
  type HolidayRegion,
  NO_CUSTOMER,
  type OrderId,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { ids, keep, present } from '../commits.ts';
import { cancelled, confirmed, declined, NOW, OWNER, oneOfEach, owner, pending, STRANGER, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything } from './queries.ts';

const start = (eventStart: number | null) => ({ details: { eventStart } });

export const sweepReadTests: PersistenceTests = (harness) => {
  const items = (found: readonly Booking[]): readonly number[] => found.map((booking) => booking.order.orderItemId);

  describe('unannounced: bookings that a newly reachable partner was not asked about', () => {
    it('reminders#unreachable: pending, not historic, never asked, in the future, their own', async () => {
      const { bookings } = harness().ports;
      const silent = { announcedAt: null };
      await keep(
        bookings,
        pending(1, silent),
        pending(2),
        pending(3, { ...silent, historic: true }),
        pending(4, { ...silent, ...start(NOW) }),
        pending(5, { ...silent, ...start(null) }),
        pending(6, { ...silent, customerNumber: STRANGER }),
        confirmed(pending(7, silent)),
        declined(pending(8, silent)),
        cancelled(pending(9, silent)),
      );
      expect(items(await bookings.unannounced(system, OWNER, NOW, 10)).toSorted()).toEqual([5001, 5005]);
      expect(items(await bookings.unannounced(system, STRANGER, NOW, 10))).toEqual([5006]);
      expect(await bookings.unannounced(system, OWNER, NOW, 1)).toHaveLength(1);
      expect(await bookings.unannounced(system, asCustomerNumber('P-999'), NOW, 10)).toEqual([]);
    });
  });

  describe('countingOtherHolidays: bookings whose clock counts with holidays that the partner has no more', () => {
    it('reminders#working-time: pending, of this partner, with other holidays or none', async () => {
      const { bookings } = harness().ports;
      await keep(
        bookings,
        pending(1, { holidays: 'DE-BY' }),
        pending(2, { holidays: 'DE-BE' }),
        pending(3),
        pending(4, { holidays: 'DE-BE', customerNumber: STRANGER }),
        confirmed(pending(5, { holidays: 'DE-BE' })),
      );
      const found = async (...[holidays, limit = 10]: [HolidayRegion | null, number?]) =>
        items(await bookings.countingOtherHolidays(system, OWNER, holidays, limit)).toSorted();
      expect(await found('DE-BY')).toEqual([5002, 5003]);
      expect(await found(null)).toEqual([5001, 5002]);
      expect(await found('DE-HH', 2)).toHaveLength(2);
    });
  });

  describe('createdSince: what came in lately', () => {
    it('reminders#before-and-after: in any status, from an instant on, by id, in pages', async () => {
      const { bookings } = harness().ports;
      const createdAt = NOW - DAY_MS;
      await keep(
        bookings,
        pending(1, { createdAt }),
        confirmed(pending(2, { createdAt: createdAt - 1 })),
        declined(pending(3, { createdAt })),
        cancelled(pending(4, { createdAt: NOW, customerNumber: STRANGER })),
      );
      const all = await bookings.createdSince(system, createdAt, asBookingId(0), 10);
      expect(items(all)).toEqual([5001, 5003, 5004]);
      const first = present((await bookings.createdSince(system, createdAt, asBookingId(0), 1))[0]);
      expect(items(await bookings.createdSince(system, createdAt, first.id, 10))).toEqual([5003, 5004]);
    });
  });

  describe('erasable: whose customer data has to end', () => {
    const erased = { details: { customer: NO_CUSTOMER }, customerErasedAt: NOW };

    it('orders#customer-data-ends: longest over first, until an instant, in pages; what was erased is gone', async () => {
      const { bookings } = harness().ports;
      const day = { start: NOW - 3 * DAY_MS, end: NOW - 2 * DAY_MS };
      await keep(
        bookings,
        pending(1, start(NOW - DAY_MS)),
        confirmed(pending(2, start(NOW - 5 * DAY_MS))),
        declined(pending(3, { details: { eventStart: day } })),
        pending(4, start(NOW + 1)),
        pending(5, start(null)),
        cancelled(pending(6, start(NOW - 4 * DAY_MS))),
        pending(7, { ...erased, details: { ...erased.details, eventStart: NOW - 9 * DAY_MS } }),
        pending(8, start(NOW - 5 * DAY_MS)),
      );
      expect(items(await bookings.erasable(system, NOW, null, 10))).toEqual([5002, 5008, 5006, 5003, 5001]);
      expect(items(await bookings.erasable(system, NOW - 2 * DAY_MS, null, 10))).toEqual([5002, 5008, 5006, 5003]);
      const first = await bookings.erasable(system, NOW, null, 1);
      const after = { overSince: NOW - 5 * DAY_MS, id: present(first[0]).id };
      expect(items(await bookings.erasable(system, NOW, after, 2))).toEqual([5008, 5006]);
    });

    it('a cancelled one without a date counts from its cancellation, others without a date not at all', async () => {
      const { bookings } = harness().ports;
      const [stored] = await keep(bookings, cancelled(pending(1, start(null))), declined(pending(2, start(null))));
      const gone = present(stored);
      const at = gone.status === 'cancelled' ? gone.cancelledAt : 0;
      expect(items(await bookings.erasable(system, at, null, 10))).toEqual([5001]);
      expect(items(await bookings.erasable(system, at - 1, null, 10))).toEqual([]);
    });
  });

  describe('ofCustomer: everything about one address', () => {
    it('orders#customer-data-access: whatever the case, nobody else’s, and never those without an address', async () => {
      const { bookings } = harness().ports;
      const of = (email: string) => ({ details: { customer: { ...NO_CUSTOMER, email } } });
      await keep(
        bookings,
        pending(1, of('Mara@Example.org')),
        pending(2, of('x.mara@example.org')),
        pending(3, of('')),
      );
      expect(items(await bookings.ofCustomer(system, 'mara@EXAMPLE.org'))).toEqual([5001]);
      expect(items(await bookings.ofCustomer(system, 'mara_example.org'))).toEqual([]);
      expect(items(await bookings.ofCustomer(system, ''))).toEqual([]);
    });
  });

  describe('pending: all of them in pages', () => {
    it('pages by id over the pending ones only', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, ...oneOfEach(1), pending(21), ...oneOfEach(31, { customerNumber: STRANGER }));
      const wanted = stored.filter((booking) => booking.status === 'pending').toSorted((a, b) => a.id - b.id);
      expect(await bookings.pending(system, asBookingId(0), 10)).toStrictEqual(wanted);
      const first = await bookings.pending(system, asBookingId(0), 2);
      expect(first).toStrictEqual(wanted.slice(0, 2));
      expect(await bookings.pending(system, present(first[1]).id, 2)).toStrictEqual(wanted.slice(2));
      expect(await bookings.pending(system, present(wanted[2]).id, 2)).toEqual([]);
    });
  });

  describe('upcomingOrderIds: the orders that the reconciler compares', () => {
    it('orders#none-missed: not cancelled, in the future or without a date, each order once, ascending, in pages', async () => {
      const { bookings } = harness().ports;
      const of = (orderId: OrderId, booking: Booking): Booking => ({
        ...booking,
        order: { ...booking.order, orderId },
      });
      await keep(
        bookings,
        of(asOrderId(30), pending(1)),
        of(asOrderId(10), pending(2, start(null))),
        of(asOrderId(20), confirmed(pending(3))),
        of(asOrderId(20), pending(4)),
        of(asOrderId(25), declined(pending(5))),
        of(asOrderId(40), cancelled(pending(6))),
        of(asOrderId(50), pending(7, start(NOW))),
        of(asOrderId(60), pending(8, start(NOW + 1))),
        of(asOrderId(70), pending(9, { historic: true, customerNumber: STRANGER })),
        of(asOrderId(80), cancelled(pending(10))),
        of(asOrderId(80), pending(11)),
      );
      const expected = [10, 20, 25, 30, 60, 70, 80];
      expect(await bookings.upcomingOrderIds(system, NOW, asOrderId(0), 100)).toEqual(expected);
      const paged: OrderId[] = [];
      for (let pages = 0; pages <= expected.length; pages += 1) {
        const page = await bookings.upcomingOrderIds(system, NOW, paged.at(-1) ?? asOrderId(0), 2);
        expect(page.length).toBeLessThanOrEqual(2);
        paged.push(...page);
      }
      expect(paged).toEqual(expected);
    });
  });

  describe('liveTokenKeys: the secrets that are still needed', () => {
    it('links#rotation: counts pending and confirmed bookings whose token has not expired, by key', async () => {
      const { bookings } = harness().ports;
      const under = (n: number, keyId: string, expiresAt: number) =>
        pending(n, { token: { ...pending(n).token, keyId, expiresAt } });
      await keep(
        bookings,
        under(1, 'old', NOW + 1),
        under(2, 'old', NOW),
        confirmed(under(3, 'old', NOW + DAY_MS)),
        declined(under(4, 'old', NOW + DAY_MS)),
        cancelled(under(5, 'old', NOW + DAY_MS)),
        under(6, 'new', NOW + DAY_MS),
        declined(under(7, 'unneeded', NOW + DAY_MS)),
      );
      const keys = await bookings.liveTokenKeys(system, NOW);
      expect(Object.fromEntries(keys)).toEqual({ old: 2, new: 1 });
    });
  });

  it('reads see every commit acknowledged before', async () => {
    const { bookings } = harness().ports;
    for (let n = 1; n <= 10; n += 1) {
      await keep(bookings, pending(n));
      const seen = await Promise.all([
        bookings.list(owner, everything, NOW).then((page) => page.total),
        bookings.pending(system, asBookingId(0), 100).then((found) => ids(found).length),
      ]);
      expect(seen).toEqual([n, n]);
    }
  });
};
