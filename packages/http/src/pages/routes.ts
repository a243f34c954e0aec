import type { Page } from '../guard/page.ts';
import { calendarPages } from './calendar/calendar-routes.tsx';
import { callPages } from './calls/call-routes.tsx';
import { courseDatePages } from './course-date/course-date-routes.tsx';
import { standingYesPages } from './course-date/standing-yes-routes.tsx';
import { bookingPages } from './dashboard/booking-routes.tsx';
import { declinePages } from './dashboard/decline-routes.tsx';
import { listPages } from './dashboard/list-routes.tsx';
import { figuresPages } from './figures/figures-routes.tsx';
import { everybody } from './gates.ts';
import { answerManyPages } from './inbox/answer-routes.tsx';
import { confirmLinkPages } from './link/confirm-routes.tsx';
import { declineLinkPages } from './link/decline-link.ts';
import { linkErrorPages } from './link/error-routes.tsx';
import { loginCodePages } from './login/code-routes.tsx';
import { declineLoginPages } from './login/decline-login.tsx';
import { loginPages } from './login/login-routes.tsx';
import { managerPages } from './manager/manager-routes.ts';
import type { PagesDeps } from './pages-deps.ts';
import { iconPages, rootPages } from './root-routes.ts';

/** Every page for people, as data: links, login, dashboard, office. */
export function pagesOf(deps: PagesDeps): readonly Page[] {
  return [
    ...confirmLinkPages(deps),
    ...linkErrorPages(deps),
    ...declineLinkPages(deps),
    ...loginCodePages(deps),
    ...loginPages(deps),
    ...listPages(deps),
    ...courseDatePages(deps),
    ...standingYesPages(deps),
    ...answerManyPages(deps),
    ...calendarPages(deps),
    ...figuresPages(deps),
    ...bookingPages(deps),
    ...declinePages(deps),
    ...declineLoginPages(deps),
    ...callPages(deps),
    ...managerPages(deps),
    ...iconPages(),
    ...(deps.sample === undefined ? rootPages(deps) : deps.sample.pages(everybody(deps))),
  ];
}
