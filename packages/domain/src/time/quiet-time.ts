import { dayNumber, dayOf, type LocalSpan, spanOn } from './days.ts';
import { type DurationMs, HOUR_MS, type Instant } from './instant.ts';

/** The hours of every night in which reminders and receipts wait (reminders#quiet-hours). */
export interface QuietTime {
  /** When the quiet time ends in which an instant lies; null when it lies in none. */
  endAfter(at: Instant): Instant | null;
  /** What it depends on, as text: two with the same text give the same instants. */
  readonly fingerprint: string;
}

/** An event that starts sooner than this after the quiet time is near: a mail about it does not wait. */
export const NEAR_AFTER_QUIET_MS: DurationMs = 24 * HOUR_MS;

/** Raised when the same hours lead to other due times, so that those of pending bookings are computed again. */
const RULE = 2;

/**
 * Quiet time from one time of day to another, which may be on the next day.
 * @param timeZone an IANA name
 */
export function quietTime({ from, to }: LocalSpan, timeZone: string): QuietTime {
  const overnight = from > to;
  return {
    endAfter: (at) => {
      const today = dayNumber(at, timeZone);
      for (const day of overnight ? [today - 1, today] : [today]) {
        const { start } = spanOn(dayOf(day), { from, to: '24:00' }, timeZone);
        const { end } = spanOn(dayOf(overnight ? day + 1 : day), { from: '00:00', to }, timeZone);
        if (start <= at && at < end) return end;
      }
      return null;
    },
    fingerprint: JSON.stringify({ from, to, timeZone, rule: RULE }),
  };
}

/**
 * When a mail that could leave at an instant does leave: when the quiet time ends, unless the event is near
 * (reminders#quiet-hours).
 * @param eventStart the earliest start; null when there is no date
 */
export function afterQuiet(quiet: QuietTime | null, at: Instant, eventStart: Instant | null): Instant {
  if (quiet === null || !Number.isFinite(at)) return at;
  const end = quiet.endAfter(at);
  if (end === null) return at;
  return eventStart !== null && eventStart - end < NEAR_AFTER_QUIET_MS ? at : end;
}
