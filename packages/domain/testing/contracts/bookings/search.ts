import { asCustomerNumber, type Booking, foldForSearch, searchText } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, keepWith, updating } from '../commits.ts';
import { NOW, OWNER, office, owner, pending, STRANGER } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { everything, found, given } from './queries.ts';

function named(n: number, firstName: string, lastName: string): Booking {
  return pending(n, {
    details: { customer: { firstName, lastName, email: `canary${n}@example.org`, phone: '+49 89 000777' } },
  });
}

const PEOPLE: readonly Booking[] = [
  named(1, 'Jürgen', 'MÜLLER-GROẞ'),
  named(2, 'Renée', 'Strauß'),
  named(3, 'A%B', 'C_D'),
  named(4, 'Back\\slash', "O'Neill"),
  named(5, 'Σοφία', 'Οδυσσεύς'),
  named(6, 'Zoe\u0308', 'Ångström'),
  named(7, 'Mara  Lena', 'Óskarsdóttir'),
  named(8, '  ', ''),
];

/** What is typed, and which of the people it finds. */
const SEARCHES: readonly (readonly [string, readonly number[]])[] = [
  ['müller', [1]],
  ['MULLER', [1]],
  ['muller-gross', [1]],
  ['großß', []],
  ['jurgen müller', [1]],
  ['strauss', [2]],
  ['STRAUSS', [2]],
  ['straus', [2]],
  ['renee', [2]],
  ['RENÉE', [2]],
  ['Rene\u0301e', [2]],
  ['%', [3]],
  ['a%b', [3]],
  ['a%', [3]],
  ['_', [3]],
  ['c_d', [3]],
  ['\\', [4]],
  ['back\\slash', [4]],
  ["'neill", [4]],
  ["'", [4]],
  ['ΣΟΦΊΑ', [5]],
  ['zoë', [6]],
  ['angstrom', [6]],
  ['mara lena', [7]],
  [' mara   lena ', [7]],
  ['oskarsdottir', [7]],
  ['100000003', [3]],
  ['00000004', [4]],
  ['10000000', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['   ', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['canary1', []],
  ['000777', []],
  ['sushi', []],
  ['.*', []],
  ["' OR '1'='1", []],
  ["'; DROP TABLE miomente_partner_portal_booking_confirmations; --", []],
  ["o'neill' OR b.customer_number = 'P-200", []],
  ['$1', []],
];

export const searchTests: PersistenceTests = (harness) => {
  describe('attack injection · FR-5.4 list: search by any part of the name or the order number, as text and nothing else', () => {
    it.each(SEARCHES)('%j', async (search, people) => {
      await given(harness(), PEOPLE);
      expect(await found(harness(), { search })).toEqual(people.map((n) => 5000 + n));
    });

    it('an order number is found by any part, a leading zero or a suffix counts', async () => {
      const order = { ...pending(1).order, orderNumber: '000012345-1' };
      await given(harness(), [{ ...pending(1), order }]);
      for (const search of ['000012345-1', '12345', '-1', '0123', '5-1']) {
        expect(await found(harness(), { search })).toEqual([5001]);
      }
      expect(await found(harness(), { search: '12345-2' })).toEqual([]);
    });

    it('api#office-search: the office also finds bookings by their partner, known or unknown', async () => {
      const { bookings, partners } = harness().ports;
      const known = {
        email: null,
        phone: null,
        language: 'de',
        active: true,
        holidays: null,
        addressMark: null,
        addressCorrection: null,
      } as const;
      await partners.save({ ...known, customerNumber: OWNER, name: 'Kochschule Größe' });
      await partners.save({ ...known, customerNumber: asCustomerNumber('P-300'), name: 'Kochschule ohne Buchung' });
      await given(harness(), [
        pending(1),
        pending(2, { customerNumber: STRANGER }),
        pending(3, { customerNumber: STRANGER, details: { course: { id: 8, name: 'B', sku: 'B' } } }),
      ]);
      const search = async (scope: typeof office | typeof owner, text: string, courseId: number | null = null) => {
        const page = await bookings.list(scope, { ...everything, search: text, courseId }, NOW);
        expect(page.total).toBe(page.rows.length);
        return page.rows.map((booking) => booking.order.orderItemId);
      };
      for (const text of ['kochschule', 'GROSSE', 'p-100']) expect(await search(office, text)).toEqual([5001]);
      expect(await search(office, 'P-200')).toEqual([5002, 5003]);
      expect(await search(office, 'p-2', 8)).toEqual([5003]);
      expect(await search(office, 'ohne buchung')).toEqual([]);
      expect(await search(office, 'muster')).toEqual([5001, 5002, 5003]);
      for (const text of ['kochschule', 'P-100']) expect(await search(owner, text)).toEqual([]);
    });

    it('a changed name is found by the new one only', async () => {
      const { bookings } = harness().ports;
      const before = await keepWith(bookings, named(1, 'Alma', 'Alt'), []);
      await commit(bookings, [updating(before, named(1, 'Nora', 'Neu'))]);
      expect(await found(harness(), { search: 'alma' })).toEqual([]);
      expect(await found(harness(), { search: 'nora neu' })).toEqual([5001]);
    });

    it('finds the same as folding both sides', async () => {
      const letters = fc.constantFrom(
        'ä',
        'A',
        'ß',
        'ẞ',
        'e',
        'É',
        'o\u0308',
        '%',
        '_',
        '\\',
        ' ',
        '-',
        '1',
        'Ø',
        'ﬁ',
        "'",
      );
      const text = (maxLength: number) => fc.string({ unit: letters, maxLength });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(text(6), text(6)), { minLength: 1, maxLength: 8 }),
          text(3),
          async (names, search) => {
            await harness().reset();
            const people = names.map(([first, last], n) => named(n, first, last));
            await given(harness(), people);
            const expected = people.filter((booking) =>
              searchText(booking.details.customer, booking.order.orderNumber).includes(foldForSearch(search)),
            );
            expect(await found(harness(), { search })).toEqual(expected.map((booking) => booking.order.orderItemId));
          },
        ),
        { numRuns: 40 },
      );
    });
  });
};
