/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DAY_MS, type EventStart, earliestStart, type Instant, isDay } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/** "Heute", "Morgen", else "Sa., 25.01.". */
export function dayWord({ words, notation, now }: Reader, at: Instant): string {
  const days = daysBetween(notation.dayOf(now), notation.dayOf(at));
  if (days === 0) return words.courseDates.today;
  return days === 1 ? words.courseDates.tomorrow : notation.shortDay(at, now);
}

/** "Heute, 18:00"; the day alone when the time is unknown. */
export function whenWords(reader: Reader, start: EventStart | null): string {
  if (start === null) return reader.words.booking.noDate;
  const day = dayWord(reader, earliestStart(start));
  return isDay(start) ? day : reader.words.courseDates.at(day, reader.notation.clock(start));
}

/** {@link whenWords}, readable for programs. */
export function WhenWords({ reader, start }: { readonly reader: Reader; readonly start: EventStart | null }) {
  const words = whenWords(reader, start);
  return start === null ? <span>{words}</span> : <time dateTime={reader.notation.machine(start)}>{words}</time>;
}

/** How many calendar days the second day is after the first, `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
