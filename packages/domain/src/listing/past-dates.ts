import { asBookingId, type BookingId } from '../booking/booking.ts';
import { isKeepable } from '../booking/course-date-key.ts';
import { earliestStart } from '../time/event-start.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import type { CourseDate } from './course-date.ts';

/**
 * A place in the sequence of course dates by their start: that of a course date, whether it is still there or not. So
 * pages that begin at places lose nothing and show nothing twice when others come or go.
 */
export interface CourseDatePlace {
  /** `earliestStart` of the course date. */
  readonly start: Instant;
  /** Its first booking, for those that start at the same time. */
  readonly firstId: BookingId;
}

/** Which part of a partner's past course dates. */
export interface PastDatesQuery {
  /** The last day of the past, in the configured time zone. */
  readonly to: LocalDate;
  /** Where to begin, itself left out, and in which direction; null begins with the newest. */
  readonly beyond: { readonly direction: 'older' | 'newer'; readonly place: CourseDatePlace } | null;
  /** At most so many course dates. */
  readonly limit: number;
}

/** A part of the past course dates. */
export interface PastDates {
  /** Those next to where it began, the newest first, whatever the direction. */
  readonly rows: readonly CourseDate[];
  /** Whether more follow in the direction; without one, older ones. */
  readonly more: boolean;
}

/** The place of a course date; null for one without a date. */
export function placeOf({ identity, firstId }: Pick<CourseDate, 'identity' | 'firstId'>): CourseDatePlace | null {
  const start = earliestStart(identity.eventStart);
  return start === null ? null : { start, firstId };
}

/** Negative when `a` is older than `b`. */
export function comparePlaces(a: CourseDatePlace, b: CourseDatePlace): number {
  return a.start - b.start || a.firstId - b.firstId;
}

/** A place as addresses name it. */
export function placeKey({ start, firstId }: CourseDatePlace): string {
  return `${start}.${firstId}`;
}

const KEY = /^(?<start>-?\d{1,15})\.(?<firstId>[1-9]\d{0,14})$/;

/** @returns the place of a key; undefined for what is no key of {@link placeKey} */
export function readPlaceKey(key: string): CourseDatePlace | undefined {
  const { start, firstId } = KEY.exec(key)?.groups ?? {};
  if (start === undefined || !isKeepable(start)) return undefined;
  return { start: Number(start) as Instant, firstId: asBookingId(Number(firstId)) };
}
