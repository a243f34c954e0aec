import {
  BOOKING_STATUSES,
  type Booking,
  compareForAttention,
  compareForList,
  DAY_MS,
  HOUR_MS,
  isOpen,
  type Stored,
} from '@miomente/booking-domain';
import { aBooking, EVENT_START, MONDAY, stored } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOW = MONDAY + DAY_MS;
const compare = compareForList(NOW);

function row(id: number, status: Booking['status'], eventStart: number | null): Stored {
  return stored(aBooking(status, { details: { eventStart } }), { id });
}

const ids = (rows: readonly Stored[]): readonly number[] => [...rows].sort(compare).map((r) => r.id);

const anyRow = (id: number): fc.Arbitrary<Stored> =>
  fc
    .tuple(fc.constantFrom(...BOOKING_STATUSES), fc.constantFrom(null, NOW - 1, NOW, NOW + 1, EVENT_START))
    .map(([status, start]) => row(id, status, start));

describe('FR-1.7 · api#list-order · the order of every list', () => {
  it('pending that can still be answered first, nearest event first, those without a date after them', () => {
    const rows = [
      row(1, 'confirmed', EVENT_START),
      row(2, 'pending', EVENT_START + DAY_MS),
      row(3, 'pending', EVENT_START),
      row(4, 'pending', null),
      row(5, 'pending', NOW + 1),
    ];
    expect(ids(rows)).toEqual([5, 3, 2, 4, 1]);
  });

  it('then the rest, newest event first, without a date last; missed ones among them', () => {
    const rows = [
      row(1, 'declined', null),
      row(2, 'cancelled', EVENT_START),
      row(3, 'confirmed', EVENT_START + DAY_MS),
      row(4, 'pending', NOW),
      row(5, 'declined', NOW - HOUR_MS),
    ];
    expect(ids(rows)).toEqual([3, 2, 4, 5, 1]);
  });

  it('ties: the pending by age, the rest newest first', () => {
    expect(ids([row(2, 'pending', null), row(1, 'pending', null)])).toEqual([1, 2]);
    expect(ids([row(1, 'confirmed', EVENT_START), row(2, 'cancelled', EVENT_START)])).toEqual([2, 1]);
    expect(ids([row(1, 'confirmed', null), row(2, 'declined', null)])).toEqual([2, 1]);
  });

  it('is a total order: no two rows are equal, and any sequence sorts to the same', () => {
    const trio = fc.tuple(anyRow(1), anyRow(2), anyRow(3));
    fc.assert(
      fc.property(trio, ([a, b, c]) => {
        expect(compare(a, a)).toBe(0);
        for (const [x, y] of [
          [a, b],
          [b, c],
          [a, c],
        ] as const) {
          expect(compare(x, y)).not.toBe(0);
          expect(Math.sign(compare(x, y))).toBe(-Math.sign(compare(y, x)));
        }
        if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never sorts one that waits for an answer below one that does not', () => {
    const rows = fc.tuple(...Array.from({ length: 8 }, (_, i) => anyRow(i + 1)));
    fc.assert(
      fc.property(rows, (list) => {
        const waiting = [...list].sort(compare).map((r) => isOpen(r, NOW));
        expect(waiting).toEqual([...waiting].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
});

describe('api#list-order · the order of the office’s lists', () => {
  const sequence = (...starts: readonly (number | null)[]): readonly number[] =>
    starts
      .map((start, i) => row(i + 1, 'declined', start))
      .sort(compareForAttention(NOW))
      .map(({ id }) => id);

  it('future events, soonest first, then without a date; then past ones, latest first', () => {
    expect(sequence(NOW - DAY_MS, NOW + DAY_MS, null, NOW - HOUR_MS, NOW + HOUR_MS, NOW)).toEqual([5, 2, 3, 6, 4, 1]);
  });

  it('ties are sorted by id, ascending for future and descending for past ones, so that pages never overlap', () => {
    expect(sequence(NOW + 1, NOW - 1, NOW + 1, NOW - 1)).toEqual([1, 3, 4, 2]);
  });
});
