import Koa from 'koa';
import type { HttpDeps } from './deps.ts';
import { makeDevices } from './device/devices.ts';
import { logAppErrors } from './logging/log-app-errors.ts';
import { logRequests } from './logging/log-requests.ts';
import { errorPages, type FindReader } from './pages/error-page.tsx';
import { readerOf } from './pages/frame/readers.ts';
import { answerAtLast } from './problem/answer-at-last.ts';
import { answerProblems } from './problem/answer-problems.ts';
import { requireAcceptableEncoding } from './request/accept-encoding.ts';
import type { AppMiddleware, HttpRouter, RequestState } from './request/context.ts';
import { chooseLanguage } from './request/language.ts';
import { readTarget } from './request/read-target.ts';
import { refuseUnrouted } from './request/refuse-unrouted.ts';
import { identifyRequest } from './request/request-id.ts';
import { makeOperationsRouter, makeRouter } from './router.ts';
import { securityHeaders } from './security/headers.ts';
import { refuseOtherOrigins } from './security/refuse-other-origins.ts';
import { countPages } from './session/count-pages.ts';
import { makeSessions } from './session/sessions.ts';
import { serveAssets } from './static/assets.ts';
import { compressPages } from './static/compress.ts';

type Surroundings = Pick<HttpDeps, 'settings' | 'log' | 'clock' | 'traced' | 'sample'>;

/** The complete HTTP application: API, pages and assets. */
export function createApp(deps: HttpDeps): Koa<RequestState> {
  const sessions = makeSessions(deps);
  const readerFor: FindReader = async (ctx) => readerOf(deps, ctx, await sessions.read(ctx));
  return appAround(deps, makeRouter(deps, sessions), {
    readerFor,
    counting: countPages({ ...deps, devices: makeDevices(deps) }),
  });
}

/** For a process without pages: health and metrics only, with the same headers, log and errors. */
export function createOperationsApp(
  deps: Surroundings & Pick<HttpDeps, 'metrics' | 'readiness' | 'liveness'>,
): Koa<RequestState> {
  return appAround(deps, makeOperationsRouter(deps));
}

function appAround(
  deps: Surroundings,
  router: HttpRouter,
  pages: { readonly readerFor?: FindReader; readonly counting?: AppMiddleware } = {},
): Koa<RequestState> {
  const { settings } = deps;
  // Of the addresses in X-Forwarded-For, only those that our own proxies wrote are trusted.
  const app = new Koa<RequestState>({ proxy: settings.trustProxyHops > 0, maxIpsCount: settings.trustProxyHops });

  logAppErrors(app, deps);
  answerAtLast(app);
  app.use(identifyRequest(deps));
  app.use(securityHeaders(settings));
  app.use(logRequests(deps));
  app.use(chooseLanguage(settings.language));
  app.use(compressPages());
  app.use(answerProblems(deps, errorPages(deps)));
  // Everything that a hostile request could break comes after this middleware.
  app.use(answerProblems(deps, errorPages(deps, pages.readerFor)));
  app.use(requireAcceptableEncoding());
  app.use(readTarget());
  app.use(refuseOtherOrigins(settings));
  app.use(serveAssets());
  if (pages.counting !== undefined) app.use(pages.counting);
  app.use(router.routes());
  app.use(refuseUnrouted());
  return app;
}
