/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type CourseDatePlace,
  DAY_MS,
  DEFAULT_PAGE_SIZE,
  type LocalDate,
  type PastDates,
  type PastDatesQuery,
  placeKey,
  placeOf,
  readPlaceKey,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { lenient } from '../../guard/fields.ts';
import type { PartnerSession } from '../../session/session.ts';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { DatesPage } from './dates-page.tsx';
import { countUpcoming } from './upcoming.ts';

const place = z.string().transform((text, context): CourseDatePlace => {
  const read = readPlaceKey(text);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'No place.' });
  return read ?? z.NEVER;
});

/** Where a page of the past begins; what is no place is ignored, because people edit addresses. */
export const PAST_FIELDS = { older: lenient(place, null), newer: lenient(place, null) };

/** The parsed parameters. */
export interface PastFields {
  readonly older: CourseDatePlace | null;
  readonly newer: CourseDatePlace | null;
}

/** The course dates before today, newest first, from the place of an address on (portal#past-pages). */
export async function pastPage(deps: PagesDeps, visitor: Visitor<PartnerSession>, fields: PastFields) {
  const { reader } = visitor;
  const asked = beyondOf(fields);
  const [{ beyond, part }, upcoming] = await Promise.all([
    partFrom(deps, visitor, asked),
    countUpcoming(deps, visitor),
  ]);
  const none = beyond === null ? reader.words.courseDates.none.past : reader.words.bookings.noneHere;
  return (
    <DatesPage
      view={{ reader, policy: deps.policy, when: 'past', dates: part.rows, none, upcoming }}
      pager={<OlderNewer reader={reader} links={linksOf(beyond, part)} />}
    />
  );
}

type Beyond = PastDatesQuery['beyond'];

function beyondOf({ older, newer }: PastFields): Beyond {
  if (older !== null) return { direction: 'older', place: older };
  return newer === null ? null : { direction: 'newer', place: newer };
}

/** Where newer ones do not fill a page, it is the first page: who goes up ends where the past begins. */
async function partFrom(
  { bookings }: PagesDeps,
  { session, reader }: Visitor<PartnerSession>,
  beyond: Beyond,
): Promise<{ readonly beyond: Beyond; readonly part: PastDates }> {
  const query = { to: dayBefore(reader.notation.dayOf(reader.now)), limit: DEFAULT_PAGE_SIZE };
  const part = await bookings.pastDates(session.scope, { ...query, beyond }, reader.now);
  if (beyond?.direction !== 'newer' || part.more) return { beyond, part };
  return { beyond: null, part: await bookings.pastDates(session.scope, { ...query, beyond: null }, reader.now) };
}

function dayBefore(day: LocalDate): LocalDate {
  return new Date(Date.parse(`${day}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

interface Links {
  readonly newer: CourseDatePlace | null;
  readonly older: CourseDatePlace | null;
}

/** On the other side of a place is what the visitor comes from. A page without any leads back to there. */
function linksOf(beyond: Beyond, { rows, more }: PastDates): Links {
  const [first, last] = [rows[0], rows.at(-1)].map((date) =>
    date === undefined ? (beyond?.place ?? null) : placeOf(date),
  );
  const down = beyond?.direction !== 'newer';
  return { newer: beyond !== null ? (first ?? null) : null, older: !down || more ? (last ?? null) : null };
}

/** Links to the next part of a sequence that nobody counts, in both directions. */
function OlderNewer({
  reader: { words },
  links: { newer, older },
}: {
  readonly reader: Reader;
  readonly links: Links;
}) {
  const { bookings, courseDates } = words;
  if (newer === null && older === null) return null;
  const to = (places: { readonly older?: string; readonly newer?: string }) =>
    withQuery(paths.bookings.at(), { tab: 'past', ...places });
  return (
    <nav class="pages" aria-label={bookings.pages}>
      {newer === null ? (
        <span class="end" />
      ) : (
        <a class="button" rel="prev" href={to({ newer: placeKey(newer) })}>
          <Icon name="prev" />
          {courseDates.newer}
        </a>
      )}
      {older === null ? (
        <span class="end" />
      ) : (
        <a class="button" rel="next" href={to({ older: placeKey(older) })}>
          {courseDates.older}
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
