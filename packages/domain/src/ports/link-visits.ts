import type { BookingId } from '../booking/booking.ts';
import type { DurationMs, Instant } from '../time/instant.ts';
import type { KeptVisit, Visit, VisitedLink } from '../token/kept-visit.ts';
import type { ManagerScope } from './scope.ts';

/** Visits of the same kind that come this soon after each other are kept as one, with their number. */
export const SAME_VISIT_MS: DurationMs = 10_000;
/** So many rows are kept of each of a booking's links; what comes after them is counted onto the newest. */
export const MAX_VISIT_ROWS = 40;

/** A visit that has just been. */
export interface NewVisit extends Visit {
  readonly bookingId: BookingId;
  readonly at: Instant;
}

/** What is known of visits to the links of bookings, and of answers to the question of their pages. */
export interface LinkVisits {
  /**
   * Keeps a visit. One like another of {@link SAME_VISIT_MS} before or after is counted onto it. Once there are
   * {@link MAX_VISIT_ROWS} of a booking's link, every visit is counted onto the newest of them, one of its kind if
   * there is one, so that no flood fills the table and {@link openedNear} still sees it. Many at once may go past
   * the limit by as many as write at the same moment.
   */
  keep(visit: NewVisit): Promise<void>;
  /** Which of a booking's links in mails were opened within a time before or after an instant, in whatever way. */
  openedNear(bookingId: BookingId, at: Instant, withinMs: DurationMs): Promise<readonly VisitedLink[]>;
  /** The visits to a booking's links that are kept, in the order of their first. */
  ofBooking(scope: ManagerScope, bookingId: BookingId): Promise<readonly KeptVisit[]>;
  /**
   * Takes one of the `MAX_WRONG_ANSWERS` that a booking's question takes within `WRONG_ANSWERS_WITHIN_MS`, before it
   * is known whether it is right: guessing at once gains nothing.
   * @returns how many were taken before this one; undefined, and takes none, when there is none left, however many
   *   answer at once
   */
  takeAnswer(bookingId: BookingId, now: Instant): Promise<number | undefined>;
  /** How many were taken in the time that counts. */
  answersTaken(bookingId: BookingId, now: Instant): Promise<number>;
  /** Gives all of them back: somebody knew the answer. */
  forgiveAnswers(bookingId: BookingId): Promise<void>;
  /** Forgets visits, and answers, whose last was before an instant, some at a time. @returns how many rows went */
  forget(before: Instant): Promise<number>;
}
