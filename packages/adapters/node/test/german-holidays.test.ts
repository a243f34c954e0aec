import { readFileSync } from 'node:fs';
import { DAY_MS, HOLIDAY_REGIONS, type HolidayRegion } from '@miomente/booking-domain';
import { describe, expect, test } from 'vitest';
import { germanHolidays } from '../src/index.ts';

/**
 * Every public holiday of 2025 to 2034 with its regions, written by python-holidays 0.105 (MIT), which shares neither code
 * nor data with the library here: `country_holidays('DE', subdiv=…, categories=('public',))`, in Bavaria with `catholic`.
 */
const TABLE = readFileSync(new URL('german-holidays.csv', import.meta.url), 'utf8');
const regionsOf = new Map(
  TABLE.trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [string, string])
    .map(([day, regions]) => [day, regions === 'all' ? [...HOLIDAY_REGIONS] : (regions.split(' ') as HolidayRegion[])]),
);

describe('reminders#working-time · the holidays of the German states', () => {
  test('all 16 and the whole country, on every day of ten years, are those of an independent table', () => {
    expect(regionsOf.size).toBe(192);
    for (let day = Date.UTC(2025, 0, 1); day < Date.UTC(2035, 0, 1); day += DAY_MS) {
      const date = new Date(day).toISOString().slice(0, 10);
      const found = HOLIDAY_REGIONS.filter((region) => germanHolidays.isHoliday(date, region));
      expect([date, found.toSorted()]).toEqual([date, (regionsOf.get(date) ?? []).toSorted()]);
    }
  });

  test('Berlin has two of a single year', () => {
    expect(germanHolidays.isHoliday('2025-05-08', 'DE-BE')).toBe(true);
    expect(germanHolidays.isHoliday('2026-05-08', 'DE-BE')).toBe(false);
    expect(germanHolidays.isHoliday('2028-06-17', 'DE-BE')).toBe(true);
    expect(germanHolidays.isHoliday('2028-06-17', 'DE')).toBe(false);
  });
});
