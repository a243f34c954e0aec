import { asBookingId, asCustomerNumber, asOrderId, type OrderId, partnerScope } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { ids, keep, keepWith, mail, present } from '../commits.ts';
import { NOW, office, oneOfEach, owner, pending, STRANGER, stranger, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything } from './queries.ts';

const MISSING = asBookingId(424_242);

export const scopeTests: PersistenceTests = (harness) => {
  describe('attack isolation · api#own-bookings: a foreign booking answers exactly like a missing one', () => {
    it('find', async () => {
      const { bookings } = harness().ports;
      for (const booking of await keep(bookings, ...oneOfEach(1))) {
        for (const scope of [owner, office, system]) {
          expect(await bookings.find(scope, booking.id)).toStrictEqual(booking);
          expect(await bookings.find(scope, MISSING)).toBeUndefined();
        }
        for (const scope of [stranger, partnerScope(asCustomerNumber(''))])
          expect(await bookings.find(scope, booking.id)).toBeUndefined();
      }
    });

    it('findMany', async () => {
      const { bookings } = harness().ports;
      const own = await keep(bookings, ...oneOfEach(1));
      const foreign = await keep(bookings, pending(11, { customerNumber: STRANGER }));
      const wanted = [...ids(own), ...ids(foreign), MISSING];
      const byId = (rows: Awaited<ReturnType<typeof bookings.findMany>>) => rows.toSorted((a, b) => a.id - b.id);
      expect(byId(await bookings.findMany(owner, wanted))).toStrictEqual(byId(own));
      expect(await bookings.findMany(stranger, wanted)).toStrictEqual(foreign);
      expect(await bookings.findMany(office, [])).toEqual([]);
      for (const scope of [office, system])
        expect(byId(await bookings.findMany(scope, wanted))).toStrictEqual(byId([...own, ...foreign]));
      const twice = ids(own).slice(0, 1);
      expect(await bookings.findMany(owner, [...twice, ...twice])).toHaveLength(1);
    });

    it('customer numbers are compared to the letter', async () => {
      const { bookings } = harness().ports;
      const [own] = await keep(bookings, pending(1, { customerNumber: asCustomerNumber('ab 1') }));
      const { id } = present(own);
      for (const other of ['AB 1', 'ab 1 ', ' ab 1', 'ab', 'ab%1', 'ab_1', '%', "ab 1' or '1'='1"]) {
        expect(await bookings.find(partnerScope(asCustomerNumber(other)), id)).toBeUndefined();
        expect((await bookings.list(partnerScope(asCustomerNumber(other)), everything, NOW)).total).toBe(0);
      }
      expect(await bookings.find(partnerScope(asCustomerNumber('ab 1')), id)).toStrictEqual(own);
    });

    it('list: rows, total and summary are those of the scope', async () => {
      const { bookings } = harness().ports;
      const own = await keep(bookings, ...oneOfEach(1));
      const foreign = await keep(bookings, ...oneOfEach(11, { customerNumber: STRANGER }).slice(1));
      const mine = await bookings.list(owner, everything, NOW);
      expect(ids(mine.rows).toSorted()).toEqual(ids(own).toSorted());
      expect(mine.total).toBe(4);
      expect(mine.summary).toEqual({ pending: 1, confirmed: 1, declined: 1, cancelled: 1, unanswered: 0 });
      const theirs = await bookings.list(stranger, everything, NOW);
      expect(ids(theirs.rows).toSorted()).toEqual(ids(foreign).toSorted());
      expect(theirs.total).toBe(3);
      expect(theirs.summary).toEqual({ pending: 0, confirmed: 1, declined: 1, cancelled: 1, unanswered: 0 });
      for (const scope of [office, system]) {
        const all = await bookings.list(scope, everything, NOW);
        expect(all.total).toBe(7);
        expect(all.rows).toHaveLength(7);
        expect(all.summary).toEqual({ pending: 1, confirmed: 2, declined: 2, cancelled: 2, unanswered: 0 });
      }
      const nobody = await bookings.list(partnerScope(asCustomerNumber('P-999')), everything, NOW);
      expect(nobody).toEqual({
        rows: [],
        total: 0,
        summary: { pending: 0, confirmed: 0, declined: 0, cancelled: 0, unanswered: 0 },
      });
    });

    it('list: no filter reaches outside the scope', async () => {
      const { bookings } = harness().ports;
      const [foreign] = await keep(bookings, pending(1, { customerNumber: STRANGER }));
      const { order, details } = present(foreign);
      for (const filter of [
        { search: order.orderNumber },
        { search: details.customer.lastName },
        { courseId: details.course.id },
        { status: 'pending' as const },
        { from: '2025-03-01', to: '2025-03-31' },
      ]) {
        expect((await bookings.list(owner, { ...everything, ...filter }, NOW)).total).toBe(0);
        expect((await bookings.list(stranger, { ...everything, ...filter }, NOW)).total).toBe(1);
      }
    });

    it('courses', async () => {
      const { bookings } = harness().ports;
      const course = (id: number | null, name: string) => ({ details: { course: { id, name, sku: name } } });
      await keep(
        bookings,
        pending(1, course(2, 'Brot')),
        pending(2, course(1, 'Pasta')),
        pending(3, course(2, 'Brot')),
        pending(4, course(null, 'Ohne Nummer')),
        pending(5, { ...course(3, 'Austern'), customerNumber: STRANGER }),
      );
      const [austern, brot, pasta] = [
        { id: 3, name: 'Austern' },
        { id: 2, name: 'Brot' },
        { id: 1, name: 'Pasta' },
      ];
      expect(await bookings.courses(owner)).toEqual([brot, pasta]);
      expect(await bookings.courses(stranger)).toEqual([austern]);
      expect(await bookings.courses(partnerScope(asCustomerNumber('P-999')))).toEqual([]);
      for (const scope of [office, system]) expect(await bookings.courses(scope)).toEqual([austern, brot, pasta]);
    });

    it('a course with several names is one course', async () => {
      const { bookings } = harness().ports;
      const named = (n: number, name: string) => pending(n, { details: { course: { id: 9, name, sku: 'S' } } });
      await keep(bookings, named(1, 'Brot'), named(2, 'Brot backen'), named(3, 'Brot'));
      expect((await bookings.courses(owner)).map((course) => course.id)).toEqual([9]);
    });

    it('timeline', async () => {
      const { bookings } = harness().ports;
      const { id } = await keepWith(bookings, pending(1), [mail('confirmation_request')]);
      const own = await bookings.timeline(owner, id);
      expect(own).toHaveLength(2);
      for (const scope of [office, system]) expect(await bookings.timeline(scope, id)).toEqual(own);
      expect(await bookings.timeline(stranger, id)).toEqual(await bookings.timeline(stranger, MISSING));
      expect(await bookings.timeline(stranger, id)).toEqual([]);
    });

    it('findByTokenDigest finds by the whole digest only', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, ...oneOfEach(1));
      for (const booking of stored) {
        expect(await bookings.findByTokenDigest(system, booking.token.digest)).toStrictEqual(booking);
      }
      const { digest, nonce } = present(stored[0]).token;
      for (const wrong of [nonce, digest.slice(0, 63), `${digest}0`, ` ${digest}`, '', '%', 'f'.repeat(64)]) {
        expect(await bookings.findByTokenDigest(system, wrong)).toBeUndefined();
      }
    });

    it('findByOrders returns the bookings of these orders, by order item id', async () => {
      const { bookings } = harness().ports;
      const item = (n: number, orderId: OrderId) => ({ ...pending(n), order: { ...pending(n).order, orderId } });
      const kept = await keep(
        bookings,
        item(5, asOrderId(90)),
        item(3, asOrderId(91)),
        item(4, asOrderId(90)),
        item(1, asOrderId(92)),
        item(2, asOrderId(91)),
      );
      const [five, three, four, , two] = kept.map(present);
      expect(await bookings.findByOrders(system, [asOrderId(91), asOrderId(90)])).toStrictEqual([
        two,
        three,
        four,
        five,
      ]);
      expect(await bookings.findByOrders(system, [asOrderId(90), asOrderId(90), asOrderId(7)])).toStrictEqual([
        four,
        five,
      ]);
      expect(await bookings.findByOrders(system, [])).toEqual([]);
      expect(await bookings.findByOrders(system, [asOrderId(7)])).toEqual([]);
    });
  });
};
