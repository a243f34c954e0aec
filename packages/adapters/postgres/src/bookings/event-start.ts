import { type EventStart, earliestStart, type Instant, isDay, latestStart } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';

/** How an event's start is kept: `event_day_end` only of a day whose time is not known. */
interface EventStartColumns<Value> {
  readonly event_start: Value | null;
  readonly event_day_end: Value | null;
}

export function eventStartColumns(start: EventStart | null): EventStartColumns<string> {
  return {
    event_start: toSql(earliestStart(start)),
    event_day_end: toSql(isDay(start) ? latestStart(start) : null),
  };
}

export function eventStartOf({
  event_start: start,
  event_day_end: end,
}: EventStartColumns<Instant>): EventStart | null {
  return start === null || end === null ? start : { start, end };
}

/** No day is longer, whatever clocks do; a check of the table. */
const MAX_DAY = "interval '28 hours'";

/**
 * SQL that says whether the event of a row `b` has started (`eventStarted`). Both conditions begin with one on
 * `event_start`, for that is what indexes are ordered by.
 * @param at SQL of the instant
 */
export function hasStarted(at: string): string {
  return `(b.event_start <= ${at} AND (b.event_day_end IS NULL OR b.event_day_end <= ${at}))`;
}

/** SQL that says whether the event of a row `b` has a date and has not started. */
export function isAhead(at: string): string {
  return `(b.event_start > ${at} - ${MAX_DAY} AND coalesce(b.event_day_end, b.event_start) > ${at})`;
}

/** SQL that says whether a row `b` has no date and is from before go-live, so that nobody waits for an answer. */
export const UNDATED_HISTORIC = '(b.event_start IS NULL AND b.historic)';

/** SQL that says whether a row `b` has no date and is no such booking. */
export const UNDATED_OPEN = '(b.event_start IS NULL AND NOT b.historic)';

/** As {@link isAhead}, or without a date. */
export function isAheadOrUndated(at: string): string {
  return `(b.event_start IS NULL OR ${isAhead(at)})`;
}
