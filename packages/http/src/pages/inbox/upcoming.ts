import { type CourseDateQuery, NO_FILTER } from '@miomente/booking-domain';
import type { PartnerSession } from '../../session/session.ts';
import type { Reader } from '../frame/reader.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** What lies ahead: from today on, soonest first, and last what has no date yet (portal#tabs). */
export function upcomingQuery(reader: Reader, paging: Pick<CourseDateQuery, 'page' | 'limit'>): CourseDateQuery {
  return { ...NO_FILTER, ...paging, from: reader.notation.dayOf(reader.now), andUndated: true, sequence: 'soonest' };
}

/** How many course dates lie ahead. */
export async function countUpcoming(
  { bookings }: Pick<PagesDeps, 'bookings'>,
  { session, reader }: Visitor<PartnerSession>,
): Promise<number> {
  return (await bookings.courseDates(session.scope, upcomingQuery(reader, { page: 1, limit: 1 }), reader.now)).total;
}
