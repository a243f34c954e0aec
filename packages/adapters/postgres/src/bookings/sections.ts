import type { BookingStatus, ListStatus } from '@miomente/booking-domain';
import { hasStarted, isAhead, UNDATED_HISTORIC, UNDATED_OPEN } from './event-start.ts';

/** A part of the list that one index returns in order. */
export interface Section {
  /** Its position in the list; sections with the same position are merged by event start and id. */
  readonly place: 1 | 2 | 3 | 4;
  readonly status: BookingStatus;
  /** SQL for rows called `b`. */
  readonly condition: string;
  readonly order: string;
  /** Whether its bookings have a date. */
  readonly dated: boolean;
}

const RISING = 'b.event_start, b.id';
/** Nulls never occur here; the text must equal the index's, so that the index is used. */
const FALLING = 'b.event_start DESC, b.id DESC';

/**
 * The list's order (`compareForList`) as sections: pending in the future, pending without a date, then everything else
 * by descending date, and last the others without a date. Each is read along the index on (status, event_start, id), so
 * a page costs about its own length, however long the list is.
 * @param now SQL of the instant until which pending bookings can be answered
 */
export function sections(statuses: readonly ListStatus[], now: string): readonly Section[] {
  return statuses.flatMap((status): readonly Section[] =>
    status === 'pending'
      ? [
          { place: 1, status, condition: isAhead(now), order: RISING, dated: true },
          { place: 2, status, condition: UNDATED_OPEN, order: 'b.id', dated: false },
        ]
      : status === 'unanswered'
        ? [
            { place: 3, status: 'pending', condition: hasStarted(now), order: FALLING, dated: true },
            { place: 4, status: 'pending', condition: UNDATED_HISTORIC, order: 'b.id DESC', dated: false },
          ]
        : [
            { place: 3, status, condition: 'b.event_start IS NOT NULL', order: FALLING, dated: true },
            { place: 4, status, condition: 'b.event_start IS NULL', order: 'b.id DESC', dated: false },
          ],
  );
}

/** The order of rows with `place`, `event_start` and `id`, of one section or several. */
export const LIST_ORDER: string = `place,
  CASE WHEN place = 1 THEN event_start END, CASE WHEN place = 3 THEN event_start END DESC,
  CASE WHEN place <= 2 THEN id END, id DESC`;

/** SQL that names every status of a row `b`, so that the index on partner, status and start is read from a start on. */
export const ANY_STATUS = "b.status IN ('pending', 'confirmed', 'declined', 'cancelled')";

/** SQL for the position of a row `b`. */
export function placeOf(now: string): string {
  return `CASE
    WHEN b.status = 'pending' AND ${isAhead(now)} THEN 1
    WHEN b.status = 'pending' AND ${UNDATED_OPEN} THEN 2
    WHEN b.event_start IS NOT NULL THEN 3
    ELSE 4 END`;
}

/** SQL for the group of a row `b` in a list (`listStatusOf`). */
export function listStatusAt(now: string): string {
  return `CASE WHEN b.status = 'pending' AND (${hasStarted(now)} OR ${UNDATED_HISTORIC}) THEN 'unanswered'
    ELSE b.status END`;
}
