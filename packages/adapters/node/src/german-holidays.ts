import type { HolidayRegion, Holidays, LocalDate } from '@miomente/booking-domain';
import { getHolidays } from 'feiertagejs';

/** Holidays of a single year, which the library does not know: Berlin's law names them by date. */
const OF_ONE_YEAR: Partial<Record<HolidayRegion, readonly LocalDate[]>> = { 'DE-BE': ['2025-05-08', '2028-06-17'] };

type Region = Parameters<typeof getHolidays>[1];

const years = new Map<string, ReadonlySet<LocalDate>>();

/**
 * The public holidays of Germany and its states. A day that is a holiday in a part of a state counts for the whole state
 * where that part is the larger one: the Assumption of Mary in Bavaria does, the Peace Festival of Augsburg does not.
 */
export const germanHolidays: Holidays = {
  isHoliday: (day, region) => holidaysOf(day.slice(0, 4), region).has(day),
};

function holidaysOf(year: string, region: HolidayRegion): ReadonlySet<LocalDate> {
  const key = `${year} ${region}`;
  let days = years.get(key);
  if (days === undefined) {
    const code = (region === 'DE' ? 'BUND' : region.slice('DE-'.length)) as Region;
    // Each is at noon in UTC; its own text depends on the time zone of the process.
    const known = getHolidays(Number(year), code).map(({ date }) => date.toISOString().slice(0, 10));
    days = new Set([...known, ...(OF_ONE_YEAR[region] ?? [])]);
    years.set(key, days);
  }
  return days;
}
