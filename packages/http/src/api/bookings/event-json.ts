import { type EventStart, earliestStart, isDay, wallClockAt } from '@miomente/booking-domain';

/** An event's start in the API (orders#day-without-time): the time is null when only the day is known. */
export function eventJson(
  start: EventStart | null,
  timeZone: string,
): { readonly eventDate: string | null; readonly eventTime: string | null } {
  if (start === null) return { eventDate: null, eventTime: null };
  const { date, time } = wallClockAt(earliestStart(start), timeZone);
  return { eventDate: date, eventTime: isDay(start) ? null : time };
}
