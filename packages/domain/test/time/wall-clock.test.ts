import {
  DAY_MS,
  dayBounds,
  HOUR_MS,
  instantOf,
  isTimeZone,
  MINUTE_MS,
  toMinute,
  wallClockAt,
} from '@miomente/booking-domain';
import { anyInstant } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const BERLIN = 'Europe/Berlin';
const ZONES = [
  BERLIN,
  'UTC',
  'America/New_York',
  'America/Havana',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;
const anyZone = fc.constantFrom(...ZONES);
const utc = (text: string): number => Date.parse(text);

describe('orders#event-start · local times in TIME_ZONE', () => {
  it('show day and time to the minute', () => {
    expect(wallClockAt(utc('2026-07-18T16:00:59.999Z'), BERLIN)).toEqual({ date: '2026-07-18', time: '18:00' });
    expect(wallClockAt(utc('2026-12-31T23:00:00Z'), BERLIN)).toEqual({ date: '2027-01-01', time: '00:00' });
    expect(wallClockAt(-1, 'UTC')).toEqual({ date: '1969-12-31', time: '23:59' });
  });

  it('any minute converted to local time and back is the same', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone, (instant, zone) => {
        const shown = wallClockAt(instant, zone);
        const back = instantOf(shown, zone) ?? Number.NaN;
        expect(wallClockAt(back, zone)).toEqual(shown);
        // The first of two occurrences, or the only one: never later than what was shown.
        expect([0, HOUR_MS, HOUR_MS / 2]).toContain(toMinute(instant) - back);
      }),
      { numRuns: 500 },
    );
  });

  it('a repeated time means its first occurrence', () => {
    expect(instantOf({ date: '2025-10-26', time: '02:00' }, BERLIN)).toBe(utc('2025-10-26T00:00:00Z'));
    expect(instantOf({ date: '2025-10-26', time: '02:59' }, BERLIN)).toBe(utc('2025-10-26T00:59:00Z'));
    expect(instantOf({ date: '2025-10-26', time: '03:00' }, BERLIN)).toBe(utc('2025-10-26T02:00:00Z'));
    expect(instantOf({ date: '2025-04-06', time: '01:45' }, 'Australia/Lord_Howe')).toBe(utc('2025-04-05T14:45:00Z'));
  });

  it('a skipped time is shifted by the gap', () => {
    expect(instantOf({ date: '2025-03-30', time: '01:59' }, BERLIN)).toBe(utc('2025-03-30T00:59:00Z'));
    expect(instantOf({ date: '2025-03-30', time: '02:00' }, BERLIN)).toBe(utc('2025-03-30T01:00:00Z'));
    expect(instantOf({ date: '2025-03-30', time: '02:30' }, BERLIN)).toBe(utc('2025-03-30T01:30:00Z'));
    expect(instantOf({ date: '2025-03-30', time: '03:00' }, BERLIN)).toBe(utc('2025-03-30T01:00:00Z'));
  });

  it('a day or time that does not exist is undefined', () => {
    const wrong = [
      { date: '2026-02-30', time: '10:00' },
      { date: '2025-02-29', time: '10:00' },
      { date: '2026-13-01', time: '10:00' },
      { date: '2026-00-10', time: '10:00' },
      { date: '2026-01-01', time: '24:00' },
      { date: '2026-01-01', time: '10:60' },
      { date: '2026-1-1', time: '10:00' },
      { date: '2026-01-01', time: '9:00' },
      { date: '0000-00-00', time: '00:00' },
      { date: '', time: '' },
      { date: 'x2026-01-01', time: '10:00x' },
    ];
    for (const clock of wrong) expect(instantOf(clock, BERLIN)).toBeUndefined();
    expect(instantOf({ date: '2024-02-29', time: '10:00' }, BERLIN)).toBe(utc('2024-02-29T09:00:00Z'));
  });

  it('an unknown zone throws', () => {
    expect(() => wallClockAt(0, 'Europe/Nowhere')).toThrow(RangeError);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
    for (const zone of ZONES) expect(isTimeZone(zone)).toBe(true);
  });

  it('the seconds of an instant are dropped, also before 1970', () => {
    expect(toMinute(utc('2026-07-18T16:00:59.999Z'))).toBe(utc('2026-07-18T16:00:00Z'));
    expect(toMinute(-1)).toBe(-MINUTE_MS);
    expect(toMinute(+MINUTE_MS)).toBe(MINUTE_MS);
  });
});

describe('orders#event-start · from and to are days in TIME_ZONE', () => {
  it('a day of 23 hours, of 25, and of 24', () => {
    const length = (date: string): number => {
      const bounds = dayBounds(date, BERLIN);
      return bounds === undefined ? Number.NaN : bounds.end - bounds.start;
    };
    expect(length('2025-03-30')).toBe(23 * HOUR_MS);
    expect(length('2025-10-26')).toBe(25 * HOUR_MS);
    expect(length('2025-06-01')).toBe(24 * HOUR_MS);
    expect(dayBounds('2025-03-30', BERLIN)).toEqual({
      start: utc('2025-03-29T23:00:00Z'),
      end: utc('2025-03-30T22:00:00Z'),
    });
  });

  it('a day whose midnight occurs twice starts at the first', () => {
    expect(dayBounds('2025-11-02', 'America/Havana')).toEqual({
      start: utc('2025-11-02T04:00:00Z'),
      end: utc('2025-11-03T05:00:00Z'),
    });
  });

  it('a day without a midnight starts when its clocks do', () => {
    expect(dayBounds('2025-03-09', 'America/Havana')?.start).toBe(utc('2025-03-09T05:00:00Z'));
  });

  it('the last day of a month and of a year end with the next day', () => {
    expect(dayBounds('2024-02-29', BERLIN)?.end).toBe(utc('2024-02-29T23:00:00Z'));
    expect(dayBounds('2025-12-31', BERLIN)?.end).toBe(utc('2025-12-31T23:00:00Z'));
  });

  it('every instant is in the day it shows, and days have no gap or overlap', () => {
    fc.assert(
      fc.property(anyInstant(), anyZone, (instant, zone) => {
        const { date } = wallClockAt(instant, zone);
        const bounds = dayBounds(date, zone);
        expect(bounds).toBeDefined();
        if (bounds === undefined) return;
        expect(bounds.start).toBeLessThanOrEqual(instant);
        expect(bounds.end).toBeGreaterThan(instant);
        const next = wallClockAt(bounds.end, zone).date;
        expect(next > date).toBe(true);
        expect(dayBounds(next, zone)?.start).toBe(bounds.end);
        expect(wallClockAt(bounds.end - 1, zone).date).toBe(date);
        expect(bounds.end - bounds.start).toBeLessThanOrEqual(DAY_MS + HOUR_MS);
      }),
      { numRuns: 500 },
    );
  });

  it('a day that does not exist has no bounds', () => {
    for (const date of ['2025-02-30', '2025-1-1', 'heute']) expect(dayBounds(date, BERLIN)).toBeUndefined();
  });
});

it('orders#odd-values · the first years exist, and are not taken for those of the last century', () => {
  for (const date of ['0001-01-01', '0050-06-01', '0099-12-31']) {
    const { start, end } = dayBounds(date, 'Europe/Berlin') ?? expect.fail(date);
    expect(end - start).toBe(DAY_MS);
    expect(Math.abs(start - Date.parse(date))).toBeLessThan(HOUR_MS);
  }
  expect(dayBounds('0000-01-01', 'Europe/Berlin')).toBeUndefined();
});
