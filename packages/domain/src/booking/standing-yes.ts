import { type Branded, idOf } from '../brand.ts';
import type { CustomerNumber, UnreachableReason } from '../partner/partner.ts';
import { type EventStart, earliestStart } from '../time/event-start.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import type { PendingBooking } from './booking.ts';
import { type CourseDateIdentity, courseDateOf, sameCourseDate } from './course-date-key.ts';

/** The database's id of a standing yes, from 1. */
export type StandingYesId = Branded<number, 'StandingYesId'>;

/** Makes a number a standing yes's id. @throws RangeError for an invalid id */
export function asStandingYesId(value: number): StandingYesId {
  return idOf(value);
}

/** On which terms a partner says yes in advance (booking#standing-yes). */
export interface StandingYesTerms {
  /** How many people it confirms in all: 1 to {@link MAX_STANDING_YES_PEOPLE}. */
  readonly people: number;
  /** It answers while the event is at least so many hours away: 1 to {@link MAX_STANDING_YES_HOURS}. */
  readonly hours: number;
}

/** The largest number of people that a standing yes can be for. */
export const MAX_STANDING_YES_PEOPLE = 999;
/** The largest number of hours before the event. */
export const MAX_STANDING_YES_HOURS = 999;

/** A course date with a known day; only for such a one can a partner say yes in advance. */
export type DatedCourseDate = CourseDateIdentity & { readonly eventStart: EventStart };

/** A partner's yes in advance for a course date, as it stands. */
export interface StandingYes extends StandingYesTerms {
  readonly id: StandingYesId;
  /** Rises whenever it is given, changed or revoked. */
  readonly version: number;
  readonly customerNumber: CustomerNumber;
  readonly courseDate: DatedCourseDate;
  /** The people in bookings of this course date that a standing yes confirmed and that are still confirmed so. */
  readonly confirmedPeople: number;
}

/** What a new booking needs of a standing yes to be written: that this version of it still stands and has room. */
export type StandingYesClaim = Pick<StandingYes, 'id' | 'version'>;

/** Until when a standing yes answers; counted to a day's beginning where no time is known. */
export function standingYesUntil({ courseDate, hours }: Pick<StandingYes, 'courseDate' | 'hours'>): Instant {
  return earliestStart(courseDate.eventStart) - hours * HOUR_MS;
}

/**
 * Whether a standing yes answers a booking that is being created. Never one that a manager should look at, one that is
 * held or historic, or one whose partner would not learn of it because no mail reaches them.
 */
export function standingYesAnswers(
  standingYes: StandingYes,
  booking: PendingBooking,
  { at, unreachable }: { readonly at: Instant; readonly unreachable: UnreachableReason | null },
): boolean {
  const { participants } = booking.details;
  const { people, confirmedPeople } = standingYes;
  return (
    booking.customerNumber === standingYes.customerNumber &&
    sameCourseDate(courseDateOf(booking), standingYes.courseDate) &&
    !booking.historic &&
    booking.hold === null &&
    booking.flags.length === 0 &&
    unreachable === null &&
    participants > 0 &&
    confirmedPeople + participants <= people &&
    at <= standingYesUntil(standingYes)
  );
}
