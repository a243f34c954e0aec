import {
  type EventStart,
  earliestStart,
  endOf,
  HOUR_MS,
  isDay,
  isMoved,
  latestStart,
  sameStart,
} from '@miomente/booking-domain';
import { anyEventStart, MONDAY } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const DAY: EventStart = { start: MONDAY, end: MONDAY + 23 * HOUR_MS };

describe('orders#day-without-time · when an event starts', () => {
  it('at an instant, which is both the earliest and the latest', () => {
    expect([isDay(MONDAY), earliestStart(MONDAY), latestStart(MONDAY)]).toEqual([false, MONDAY, MONDAY]);
  });

  it('on a day: between its beginning and its end', () => {
    expect([isDay(DAY), earliestStart(DAY), latestStart(DAY)]).toEqual([true, MONDAY, MONDAY + 23 * HOUR_MS]);
  });

  it('what ends with the day ends on that day, anything else at its instant', () => {
    expect(endOf(MONDAY + 23 * HOUR_MS, DAY)).toEqual(DAY);
    expect(endOf(MONDAY + 23 * HOUR_MS - 1, DAY)).toBe(MONDAY + 23 * HOUR_MS - 1);
    expect([endOf(MONDAY, MONDAY), endOf(MONDAY, null)]).toEqual([MONDAY, MONDAY]);
  });

  it('without a date there is neither', () => {
    expect([isDay(null), earliestStart(null), latestStart(null)]).toEqual([false, null, null]);
  });
});

describe('orders#time-becomes-known · what counts as moved', () => {
  it.each<readonly [string, EventStart | null, EventStart | null, boolean]>([
    ['the same instant', MONDAY, MONDAY, false],
    ['the same day, read again', DAY, { ...DAY }, false],
    ['nothing, still', null, null, false],
    ['another instant', MONDAY, MONDAY + 1, true],
    ['another day', DAY, { start: MONDAY + 24 * HOUR_MS, end: MONDAY + 48 * HOUR_MS }, true],
    ['a time becomes known', DAY, MONDAY + 18 * HOUR_MS, true],
    ['even midnight becomes known', DAY, MONDAY, true],
    ['a time is no longer named', MONDAY + 18 * HOUR_MS, DAY, true],
    ['a date becomes known', null, DAY, true],
    ['midnight was the day all along', MONDAY, DAY, false],
  ])('%s', (_, before, after, moved) => expect(isMoved(before, after)).toBe(moved));

  it('equal starts never count as moved, and equality is symmetric', () => {
    fc.assert(
      fc.property(anyEventStart(), anyEventStart(), (a, b) => {
        expect(isMoved(a, structuredClone(a))).toBe(false);
        expect(sameStart(a, b)).toBe(sameStart(b, a));
        if (sameStart(a, b)) expect([earliestStart(a), latestStart(a)]).toEqual([earliestStart(b), latestStart(b)]);
      }),
    );
  });
});
