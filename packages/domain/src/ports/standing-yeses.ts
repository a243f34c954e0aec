import type { CourseDateIdentity } from '../booking/course-date-key.ts';
import type { DatedCourseDate, StandingYes, StandingYesTerms } from '../booking/standing-yes.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { PartnerScope, SystemScope } from './scope.ts';

/**
 * What partners say yes to in advance: at most one for a partner and a course date. Whether a booking may still be
 * written because of one is decided by `Bookings` with the booking (booking#standing-yes).
 */
export interface StandingYeses {
  /** The one that stands for this course date; undefined when there is none, or it was revoked. */
  find(scope: PartnerScope, courseDate: CourseDateIdentity): Promise<StandingYes | undefined>;
  /**
   * Gives it, or replaces the terms of the one that stands. What was confirmed before counts on, also when it was
   * revoked in between. The same terms again change nothing.
   */
  give(scope: PartnerScope, courseDate: DatedCourseDate, terms: StandingYesTerms, at: Instant): Promise<StandingYes>;
  /**
   * Once this resolves, no booking is confirmed by it any more; what it confirmed stays confirmed.
   * @returns whether one stood
   */
  revoke(scope: PartnerScope, courseDate: CourseDateIdentity, at: Instant): Promise<boolean>;
  /** Those of these partners that stand and whose event has not started, in no particular order. */
  ofPartners(
    scope: SystemScope,
    customerNumbers: readonly CustomerNumber[],
    now: Instant,
  ): Promise<readonly StandingYes[]>;
}
