/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CourseDateIdentity, courseDateKey } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { courseDate, typed } from '../../guard/fields.ts';
import { type Page, page } from '../../guard/page.ts';
import { leadsTo, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { partnerGate } from '../gates.ts';
import { NOTHING_DONE } from '../inbox/done-address.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CourseDatePage } from './course-date-page.tsx';
import { courseDateView } from './course-date-routes.tsx';
import { readStandingYes } from './standing-yes-form.ts';
import { STANDING_YES_PLACE } from './standing-yes-section.tsx';

/** Saying yes in advance on a course date's page, and taking it back (booking#standing-yes). */
export function standingYesPages(deps: PagesDeps): readonly Page[] {
  const gate = partnerGate(deps);
  const pageOf = (identity: CourseDateIdentity): string => paths.courseDate.at({ key: courseDateKey(identity) });
  const back = (identity: CourseDateIdentity) => leadsTo(`${pageOf(identity)}#${STANDING_YES_PLACE}`);
  return [
    page({
      method: 'post',
      address: paths.standingYes,
      about: 'Says yes in advance for a course date',
      gate,
      params: { key: courseDate },
      form: { people: typed, hours: typed },
      comeBack: ({ params }) => pageOf(params.key),
      answers: { 303: 'The course date', 422: 'The course date again, with what can’t be taken' },
      handle: async ({ who, params, form }) => {
        const terms = readStandingYes(form);
        if (!('people' in terms)) {
          const view = await courseDateView(deps, who, params.key, NOTHING_DONE, { draft: form, problems: terms });
          return shows(<CourseDatePage view={view} />, 422);
        }
        const given = await deps.giveStandingYes({ scope: who.session.scope, courseDate: params.key, terms });
        if (!given.ok && given.refusal.code === 'not_found') throw new HttpProblem('not_found');
        // A course date that begins meanwhile no longer offers it.
        return back(params.key);
      },
    }),
    page({
      method: 'post',
      address: paths.revokeStandingYes,
      about: 'Takes a yes in advance back',
      gate,
      params: { key: courseDate },
      comeBack: ({ params }) => pageOf(params.key),
      answers: { 303: 'The course date' },
      handle: async ({ who, params }) => {
        await deps.revokeStandingYes({ scope: who.session.scope, courseDate: params.key });
        return back(params.key);
      },
    }),
  ];
}
