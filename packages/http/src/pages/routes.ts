import type { HttpDeps } from '../deps.ts';
import type { HttpRouter } from '../request/context.ts';

/** Puts the pages for people on the router: links, login, dashboard. */
export function registerPages(_router: HttpRouter, _deps: HttpDeps): void {}
