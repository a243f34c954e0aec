import { mount } from '../guard/mount.ts';
import type { HttpRouter } from '../request/context.ts';
import { registerBooking } from './dashboard/booking-routes.tsx';
import { registerDecline } from './dashboard/decline-routes.tsx';
import { registerList } from './dashboard/list-routes.tsx';
import { confirmLinkPages } from './link/confirm-routes.tsx';
import { declineLinkPages } from './link/decline-link.ts';
import { linkErrorPages } from './link/error-routes.tsx';
import { loginCodePages } from './login/code-routes.tsx';
import { declineLoginPages } from './login/decline-login.tsx';
import { loginPages } from './login/login-routes.tsx';
import { registerManager } from './manager/manager-routes.ts';
import type { PagesDeps } from './pages-deps.ts';
import { registerRoot } from './root-routes.ts';
import { registerSample } from './sample/sample-routes.tsx';

/** Puts the pages for people on the router: links, login, dashboard. */
export function registerPages(router: HttpRouter, pages: PagesDeps): void {
  mount(router, pages, [
    ...confirmLinkPages(pages),
    ...linkErrorPages(pages),
    ...declineLinkPages(pages),
    ...loginPages(pages),
    ...loginCodePages(pages),
    ...declineLoginPages(pages),
  ]);
  registerList(router, pages);
  registerBooking(router, pages);
  registerDecline(router, pages);
  registerManager(router, pages);
  registerRoot(router, { withRoot: pages.sample === undefined });
  if (pages.sample !== undefined) registerSample(router, pages, pages.sample);
}
