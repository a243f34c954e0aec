import { Router } from '@koa/router';
import { apiRoutes } from './api/routes.ts';
import type { HttpDeps } from './deps.ts';
import { makeDevices } from './device/devices.ts';
import { mount } from './guard/mount.ts';
import { registerReference } from './openapi/reference-routes.ts';
import { registerPages } from './pages/routes.ts';
import type { HttpRouter, RequestState } from './request/context.ts';
import { makeSessions } from './session/sessions.ts';

/** Everything that has an address: API, its description, and pages. */
export function makeRouter(deps: HttpDeps): HttpRouter {
  const router = new Router<RequestState>({ sensitive: true });
  const web = { ...deps, sessions: makeSessions(deps), devices: makeDevices(deps) };
  const routes = apiRoutes(web);
  mount(router, deps, routes);
  registerReference(router, routes, deps.settings);
  registerPages(router, web);
  return router;
}
