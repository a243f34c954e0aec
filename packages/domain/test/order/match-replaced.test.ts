import {
  asCustomerNumber,
  asOrderItemId,
  type Booking,
  type BookingDetails,
  type CourseItem,
  DAY_MS,
  isSameCourse,
  matchReplaced,
} from '@miomente/booking-domain';
import {
  anObservation,
  aPendingBooking,
  EVENT_START,
  numbered,
  type Overrides,
  PARTNER_NUMBER,
  someDetails,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const old = (orderItemId: number, details: Overrides<BookingDetails> = {}, customerNumber = PARTNER_NUMBER): Booking =>
  aPendingBooking({ order: { orderItemId: asOrderItemId(orderItemId) }, details, customerNumber });

const item = (
  orderItemId: number,
  details: Overrides<BookingDetails> = {},
  customerNumber = PARTNER_NUMBER,
): CourseItem => ({
  type: 'course',
  order: { ...numbered(1).order, orderItemId: asOrderItemId(orderItemId) },
  customerNumber,
  observation: anObservation({ details, customerNumber }),
});

const matched = (bookings: readonly Booking[], items: readonly CourseItem[]) => [...matchReplaced(bookings, items)];
const later = { eventStart: EVENT_START + DAY_MS };
const other = { course: { sku: 'BROT-1' } };

describe('booking#edited-order · items of an edited order are matched by SKU, date, quantity, then order', () => {
  it('the same course, date and quantity, in any position', () => {
    expect(matched([old(1), old(2, later), old(3, other)], [item(11, other), item(12, later), item(13)])).toEqual([
      [1, 13],
      [2, 12],
      [3, 11],
    ]);
  });

  it('among equal ones the sequence decides', () => {
    expect(matched([old(1), old(2)], [item(11), item(12)])).toEqual([
      [1, 11],
      [2, 12],
    ]);
  });

  it('the date matters more than the quantity, an exact match more than either', () => {
    const items = [item(11, { ...later, participants: 2 }), item(12, { participants: 5 })];
    expect(matched([old(1)], items)).toEqual([[1, 12]]);
    expect(matched([old(1)], [...items, item(13)])).toEqual([[1, 13]]);
  });

  it('an exact match is not used up by an earlier, looser one', () => {
    expect(matched([old(1, { participants: 4 }), old(2)], [item(11)])).toEqual([[2, 11]]);
  });

  it('the quantity distinguishes two moved dates', () => {
    const items = [item(11, { ...later, participants: 1 }), item(12, { ...later, participants: 2 })];
    expect(matched([old(1, { participants: 2 }), old(2, { participants: 1 })], items)).toEqual([
      [1, 12],
      [2, 11],
    ]);
  });

  it('the course alone is a match', () => {
    expect(matched([old(1)], [item(11, { ...later, participants: 9 })])).toEqual([[1, 11]]);
  });

  it('another partner is no match', () => {
    expect(
      matched([old(1)], [item(12, {}, asCustomerNumber('P-200')), item(13, other, asCustomerNumber('P-200'))]),
    ).toEqual([]);
  });

  it('without a matching SKU the product decides: a variant for another date', () => {
    const before = old(1, { course: { id: 77, sku: 'SUSHI-2501' } });
    const items = [
      item(11, { course: { id: 78, sku: 'BROT-1' } }),
      item(12, { ...later, course: { id: 77, sku: 'SUSHI-2601' } }),
    ];
    expect(matched([before], items)).toEqual([[1, 12]]);
    expect(matched([before, old(2, { course: { id: 78, sku: 'BROT-2' } })], items)).toEqual([
      [2, 11],
      [1, 12],
    ]);
  });

  it('of several variants of a product the one with the same quantity', () => {
    const variant = (id: number, sku: string, participants: number) =>
      item(id, { ...later, course: { id: 77, sku }, participants });
    const before = old(1, { course: { id: 77, sku: 'SUSHI-2501' }, participants: 2 });
    expect(matched([before], [variant(11, 'SUSHI-2601', 1), variant(12, 'SUSHI-2602', 2)])).toEqual([[1, 12]]);
  });

  it('a SKU matters more than a product, and a product more than the sequence', () => {
    const bookings = [old(1, { course: { id: 1, sku: 'A' } }), old(2, { course: { id: 2, sku: 'B' } })];
    const items = [item(11, { course: { id: 2, sku: 'C' } }), item(12, { course: { id: 9, sku: 'A' } })];
    expect(matched(bookings, items)).toEqual([
      [1, 12],
      [2, 11],
    ]);
  });

  it('without either the sequence decides; two missing products are equal', () => {
    const none = { course: { id: null, sku: 'X' } };
    expect(matched([old(1, none), old(2, other)], [item(11, { course: { id: null, sku: 'Y' } }), item(12)])).toEqual([
      [2, 12],
      [1, 11],
    ]);
  });

  it('each row replaces at most one booking, and each booking is replaced by at most one row', () => {
    const details = fc.record({
      course: fc.constantFrom({ sku: 'A' }, { sku: 'B' }),
      participants: fc.constantFrom(1, 2),
      eventStart: fc.constantFrom(EVENT_START, null),
    });
    fc.assert(
      fc.property(fc.array(details, { maxLength: 6 }), fc.array(details, { maxLength: 6 }), (before, after) => {
        const bookings = before.map((d, i) => old(i + 1, d));
        const items = after.map((d, i) => item(i + 11, d));
        const pairs = matched(bookings, items);
        expect(new Set(pairs.map(([, to]) => to)).size).toBe(pairs.length);
        expect(pairs.length).toBe(Math.min(before.length, after.length));
        const skus = (list: readonly { course: { sku: string } }[], sku: string) =>
          list.filter((d) => d.course.sku === sku).length;
        const ofOneSku = pairs.filter(
          ([from, to]) => before[from - 1]?.course.sku === after[to - 11]?.course.sku,
        ).length;
        const possible = ['A', 'B'].map((sku) => Math.min(skus(before, sku), skus(after, sku)));
        expect(ofOneSku).toBe(possible.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('same course, date and quantity is the same booking, whatever its price and name', () => {
    expect(isSameCourse(someDetails(), someDetails({ price: { tenThousandths: 1 }, course: { name: 'X' } }))).toBe(
      true,
    );
    for (const change of [later, other, { participants: 1 }])
      expect(isSameCourse(someDetails(), someDetails(change))).toBe(false);
  });
});
