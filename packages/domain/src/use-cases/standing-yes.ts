import type { CourseDateIdentity } from '../booking/course-date-key.ts';
import type { StandingYes, StandingYesTerms } from '../booking/standing-yes.ts';
import { NO_FILTER } from '../listing/query.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { PartnerScope } from '../ports/scope.ts';
import type { StandingYeses } from '../ports/standing-yeses.ts';
import { granted, type Result, refused } from '../result.ts';
import { eventStarted } from '../time/event-start.ts';
import type { NotFound } from './change-booking.ts';

/**
 * Why nobody can say yes in advance for a course date.
 * - `no_event_date`: it has no date, so no hours can be counted to it
 * - `event_started`: it is over, or has begun
 * - `not_found`: the partner has no booking of it
 */
export type StandingYesRefusal = NotFound | { readonly code: 'no_event_date' } | { readonly code: 'event_started' };

/** What {@link makeGiveStandingYes} needs. */
export interface StandingYesDeps {
  readonly bookings: Bookings;
  readonly standingYeses: StandingYeses;
  readonly clock: Clock;
}

/** See {@link makeGiveStandingYes}. */
export type GiveStandingYes = (input: {
  readonly scope: PartnerScope;
  readonly courseDate: CourseDateIdentity;
  readonly terms: StandingYesTerms;
}) => Promise<Result<StandingYes, StandingYesRefusal>>;

/** A partner says yes in advance for a course date, or changes the terms. Bookings that exist are not answered by it. */
export function makeGiveStandingYes({ bookings, standingYeses, clock }: StandingYesDeps): GiveStandingYes {
  return async ({ scope, courseDate, terms }) => {
    const { course, eventStart } = courseDate;
    const now = clock.now();
    const { total } = await bookings.list(scope, { ...NO_FILTER, courseDate, page: 1, limit: 1 }, now);
    if (total === 0) return refused({ code: 'not_found' });
    if (eventStart === null) return refused({ code: 'no_event_date' });
    if (eventStarted({ details: { eventStart }, tookPlace: null }, now)) return refused({ code: 'event_started' });
    return granted(await standingYeses.give(scope, { course, eventStart }, terms, now));
  };
}

/** See {@link makeRevokeStandingYes}. */
export type RevokeStandingYes = (input: {
  readonly scope: PartnerScope;
  readonly courseDate: CourseDateIdentity;
}) => Promise<boolean>;

/** A partner takes the yes in advance back: from then on, bookings are asked for. @returns whether one stood */
export function makeRevokeStandingYes({
  standingYeses,
  clock,
}: Pick<StandingYesDeps, 'standingYeses' | 'clock'>): RevokeStandingYes {
  return ({ scope, courseDate }) => standingYeses.revoke(scope, courseDate, clock.now());
}
