/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type CourseDateIdentity,
  courseDateKey,
  MAX_PAGE_SIZE,
  NO_FILTER,
  type PartnerScope,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { courseDate } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { PartnerSession } from '../../session/session.ts';
import { partnerGate, type Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CourseDatePage, type CourseDateView } from './course-date-page.tsx';
import { moreSections, type TypedInto } from './more-sections.tsx';

/** The page of one course date. */
export function courseDatePages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.courseDate,
      about: 'One course date: what is open, and who comes',
      gate: partnerGate(deps),
      params: { key: courseDate },
      answers: { 200: 'The course date' },
      handle: async ({ who, params }) => shows(<CourseDatePage view={await courseDateView(deps, who, params.key)} />),
    }),
  ];
}

/**
 * What the page shows.
 * @param typed what was typed into a section and can't be taken
 */
export async function courseDateView(
  deps: PagesDeps,
  who: Visitor<PartnerSession>,
  identity: CourseDateIdentity,
  typed?: TypedInto,
): Promise<CourseDateView> {
  const { session, reader } = who;
  const bookings = await bookingsOf(deps, session.scope, identity, reader.now);
  const newest = bookings.toSorted((a, b) => b.id - a.id).at(0);
  // Another partner's course date is treated as missing.
  if (newest === undefined) throw new HttpProblem('not_found');
  const key = courseDateKey(identity);
  return {
    reader,
    policy: deps.policy,
    identity,
    course: newest.details.course.name,
    bookings,
    here: paths.courseDate.at({ key }),
    more: await moreSections(deps, who, { identity, key }, typed),
  };
}

/** All bookings of a course date, however many. */
async function bookingsOf(
  { bookings }: Pick<PagesDeps, 'bookings'>,
  scope: PartnerScope,
  identity: CourseDateIdentity,
  now: number,
): Promise<readonly Stored[]> {
  const query = { ...NO_FILTER, courseDate: identity, limit: MAX_PAGE_SIZE };
  const all: Stored[] = [];
  for (let page = 1; ; page += 1) {
    const { rows, total } = await bookings.list(scope, { ...query, page }, now);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
