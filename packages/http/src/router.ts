import { Router } from '@koa/router';
import { healthRoutes } from './api/health/health.ts';
import { apiRoutes } from './api/routes.ts';
import type { HttpDeps } from './deps.ts';
import { makeDevices } from './device/devices.ts';
import { type Declared, mount } from './guard/mount.ts';
import { metricsPages } from './metrics/metrics-routes.ts';
import { referencePages } from './openapi/reference-routes.ts';
import type { PagesDeps } from './pages/pages-deps.ts';
import { pagesOf } from './pages/routes.ts';
import type { HttpRouter, RequestState } from './request/context.ts';
import { makeSessions, type Sessions } from './session/sessions.ts';

/** Everything that has an address: API, its description, and pages. */
export function makeRouter(deps: HttpDeps, sessions: Sessions = makeSessions(deps)): HttpRouter {
  const router = new Router<RequestState>({ sensitive: true });
  const web = { ...deps, sessions, devices: makeDevices(deps) };
  mount(router, deps, declarations(web));
  return router;
}

/** Everything that this process answers but its assets, as data. */
export function declarations(web: PagesDeps): readonly Declared[] {
  const routes = apiRoutes(web);
  return [...routes, ...metricsPages(web), ...referencePages(routes, web.settings), ...pagesOf(web)];
}

/** What a process without pages answers: whether it lives, whether it can work, and its metrics. */
export function makeOperationsRouter(
  deps: Pick<HttpDeps, 'settings' | 'metrics' | 'readiness' | 'liveness'>,
): HttpRouter {
  const router = new Router<RequestState>({ sensitive: true });
  mount(router, deps, [...healthRoutes(deps), ...metricsPages(deps)]);
  return router;
}
