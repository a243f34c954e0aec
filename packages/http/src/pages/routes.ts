import type { HttpDeps } from '../deps.ts';
import { makeDevices } from '../device/devices.ts';
import type { HttpRouter } from '../request/context.ts';
import { makeSessions } from '../session/sessions.ts';
import { registerBooking } from './dashboard/booking-routes.tsx';
import { registerDecline } from './dashboard/decline-routes.tsx';
import { registerList } from './dashboard/list-routes.tsx';
import { registerEntrance } from './entrance.ts';
import { registerConfirmLink } from './link/confirm-routes.tsx';
import { registerDeclineLink } from './link/decline-link.ts';
import { registerLinkErrors } from './link/error-routes.tsx';
import { registerLogin } from './login/login-routes.tsx';
import { registerManager } from './manager/manager-routes.tsx';
import type { PagesDeps } from './pages-deps.ts';
import { registerSample } from './sample/sample-routes.tsx';

/** Puts the pages for people on the router: links, login, dashboard. */
export function registerPages(router: HttpRouter, deps: HttpDeps): void {
  const pages: PagesDeps = { ...deps, sessions: makeSessions(deps), devices: makeDevices(deps) };
  registerConfirmLink(router, pages);
  registerLinkErrors(router, pages);
  registerDeclineLink(router, pages);
  registerLogin(router, pages);
  registerList(router, pages);
  registerBooking(router, pages);
  registerDecline(router, pages);
  registerManager(router, pages);
  registerEntrance(router, { withRoot: deps.sample === undefined });
  if (deps.sample !== undefined) registerSample(router, pages, deps.sample);
}
