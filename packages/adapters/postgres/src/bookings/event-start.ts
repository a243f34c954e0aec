import { type EventStart, earliestStart, type Instant, isDay, latestStart } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';

/** How an event's start is stored: `event_day_end` only for a day without a time. */
interface EventStartColumns<Value> {
  readonly event_start: Value | null;
  readonly event_day_end: Value | null;
}

/** Writes an event's start into its columns. */
export function eventStartColumns(start: EventStart | null): EventStartColumns<string> {
  return {
    event_start: toSql(earliestStart(start)),
    event_day_end: toSql(isDay(start) ? latestStart(start) : null),
  };
}

/** Reads an event's start from its columns. */
export function eventStartOf({
  event_start: start,
  event_day_end: end,
}: EventStartColumns<Instant>): EventStart | null {
  return start === null || end === null ? start : { start, end };
}

/** No day is longer, even when clocks change; a check of the table. */
const MAX_DAY = "interval '28 hours'";

/**
 * SQL for whether the event of a row `b` has started (`eventStarted`). Both conditions begin with one on `event_start`,
 * because indexes are sorted by it.
 * @param at SQL of the instant
 */
export function hasStarted(at: string): string {
  return `(b.event_start <= ${at} AND (b.event_day_end IS NULL OR b.event_day_end <= ${at}))`;
}

/** SQL for whether the event of a row `b` has a date and has not started. */
export function isAhead(at: string): string {
  return `(b.event_start > ${at} - ${MAX_DAY} AND coalesce(b.event_day_end, b.event_start) > ${at})`;
}

/** SQL for whether a row `b` has no date and is from before go-live, so that nobody waits for an answer. */
export const UNDATED_HISTORIC = '(b.event_start IS NULL AND b.historic)';

/** SQL for whether a row `b` has no date and is not from before go-live. */
export const UNDATED_OPEN = '(b.event_start IS NULL AND NOT b.historic)';

/** Like {@link isAhead}, or without a date. */
export function isAheadOrUndated(at: string): string {
  return `(b.event_start IS NULL OR ${isAhead(at)})`;
}
