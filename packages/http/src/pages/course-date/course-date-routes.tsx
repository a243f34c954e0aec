/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CourseDateIdentity, courseDateKey } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { courseDate } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { PartnerSession } from '../../session/session.ts';
import { partnerGate, type Visitor } from '../gates.ts';
import { DONE_FIELDS, type Done, readDone, withDone } from '../inbox/done-address.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CourseDatePage, type CourseDateView } from './course-date-page.tsx';
import { moreSections, type TypedInto } from './more-sections.tsx';
import { courseDateQuestions } from './questions.ts';

/** The page of one course date. */
export function courseDatePages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.courseDate,
      about: 'One course date: what is open, and who comes',
      gate: partnerGate(deps),
      params: { key: courseDate },
      query: DONE_FIELDS,
      answers: { 200: 'The course date' },
      handle: async ({ who, params, query }) => {
        const view = await courseDateView(deps, who, params.key, readDone(query));
        return shows(<CourseDatePage view={view} />);
      },
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
  done: Done,
  typed?: TypedInto,
): Promise<CourseDateView> {
  const { session, reader } = who;
  const scope = { scope: session.scope, now: reader.now };
  const questions = await courseDateQuestions(deps, scope, { identity, done });
  const newest = questions.bookings.at(-1);
  // Another partner's course date is treated as missing.
  if (newest === undefined) throw new HttpProblem('not_found');
  const key = courseDateKey(identity);
  return {
    ...questions,
    reader,
    policy: deps.policy,
    identity,
    course: newest.details.course.name,
    here: withDone(paths.courseDate.at({ key }), done),
    more: await moreSections(deps, who, { identity, key }, typed),
  };
}
