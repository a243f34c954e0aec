import { DAY_MS, daysLater, everyWeek, mondayOf, responseMetrics, weekNumber } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const anyDay = () =>
  fc.integer({ min: 0, max: 60_000 }).map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10));
const today = '2026-11-26';
const whole = { from: null, to: null };
const metrics = responseMetrics([]);

describe('US-8 · weeks', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-03', '2026-12-28'],
  ])('%s is in the week of Monday, %s', (day, monday) => expect(mondayOf(day)).toBe(monday));

  it.each([
    ['2026-11-23', 48],
    // The last Monday of 2024 begins the first week of 2025; 2026 has 53 weeks.
    ['2024-12-30', 1],
    ['2026-12-28', 53],
    ['2027-01-04', 1],
  ])('the week of %s is number %i by ISO 8601', (monday, number) => expect(weekNumber(monday)).toBe(number));

  it('every day’s Monday is at most six days before it, and a week has one number', () => {
    fc.assert(
      fc.property(anyDay(), (day) => {
        const monday = mondayOf(day);
        expect(new Date(`${monday}T12:00:00Z`).getUTCDay()).toBe(1);
        expect([0, 1, 2, 3, 4, 5, 6].map((days) => daysLater(monday, days))).toContain(day);
        expect(weekNumber(daysLater(monday, 7))).not.toBe(weekNumber(monday));
      }),
    );
  });

  it('includes the weeks without bookings', () => {
    const known = [{ week: '2026-11-09', metrics: { ...metrics, bookings: 3 } }];
    const weeks = everyWeek(known, { from: '2026-11-01', to: null }, { today, most: 50 });
    expect(weeks.map(({ week, metrics: { bookings } }) => [week, bookings])).toEqual([
      ['2026-10-26', 0],
      ['2026-11-02', 0],
      ['2026-11-09', 3],
      ['2026-11-16', 0],
      ['2026-11-23', 0],
    ]);
  });

  it('starts with the first booking when the period has no start, ends today, and respects the maximum', () => {
    const known = [{ week: '2026-11-16', metrics }];
    const weeks = (most: number, to: string | null) =>
      everyWeek(known, { from: null, to }, { today, most }).map(({ week }) => week);
    expect(weeks(50, null)).toEqual(['2026-11-16', '2026-11-23']);
    expect(weeks(50, '2030-01-01')).toEqual(['2026-11-16', '2026-11-23']);
    expect(weeks(50, '2026-11-18')).toEqual(['2026-11-16']);
    expect(weeks(1, null)).toEqual(['2026-11-23']);
    expect(everyWeek([], whole, { today, most: 50 })).toHaveLength(1);
  });
});
