import type { Instant } from '../time/instant.ts';
import { dayBounds, type LocalDate, type LocalTime, wallClockAt } from '../time/wall-clock.ts';

/**
 * The day whose list is due now (delivery#day-before): tomorrow, from the configured time on until midnight.
 * @param at the configured local time; null for no lists
 * @returns undefined when none is due
 */
export function dayBeforeDue(at: LocalTime | null, now: Instant, timeZone: string): LocalDate | undefined {
  const today = wallClockAt(now, timeZone);
  if (at === null || today.time < at) return undefined;
  const bounds = dayBounds(today.date, timeZone);
  return bounds === undefined ? undefined : wallClockAt(bounds.end, timeZone).date;
}
