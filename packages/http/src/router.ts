import { Router } from '@koa/router';
import { healthRoutes } from './api/health/health.ts';
import { apiRoutes } from './api/routes.ts';
import type { HttpDeps } from './deps.ts';
import { makeDevices } from './device/devices.ts';
import { mount } from './guard/mount.ts';
import { registerMetrics } from './metrics/metrics-routes.ts';
import { registerReference } from './openapi/reference-routes.ts';
import { registerPages } from './pages/routes.ts';
import type { HttpRouter, RequestState } from './request/context.ts';
import { makeSessions, type Sessions } from './session/sessions.ts';

/** Everything that has an address: API, its description, and pages. */
export function makeRouter(deps: HttpDeps, sessions: Sessions = makeSessions(deps)): HttpRouter {
  const router = new Router<RequestState>({ sensitive: true });
  const web = { ...deps, sessions, devices: makeDevices(deps) };
  const routes = apiRoutes(web);
  mount(router, deps, routes);
  registerMetrics(router, deps);
  registerReference(router, routes, deps.settings);
  registerPages(router, web);
  return router;
}

/** What a process without pages answers: whether it lives, whether it can work, and its metrics. */
export function makeOperationsRouter(
  deps: Pick<HttpDeps, 'settings' | 'metrics' | 'readiness' | 'liveness'>,
): HttpRouter {
  const router = new Router<RequestState>({ sensitive: true });
  mount(router, deps, healthRoutes(deps));
  registerMetrics(router, deps);
  return router;
}
