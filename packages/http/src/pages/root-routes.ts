import { readFileSync } from 'node:fs';
import { DAY_MS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { anyone, type Page, page } from '../guard/page.ts';
import { leadsTo, sends } from '../guard/page-answer.ts';
import { everybody } from './gates.ts';
import type { PagesDeps } from './pages-deps.ts';

const FAVICON = readFileSync(new URL('../../src/assets/favicon.svg', import.meta.url));

/** The site's root, which redirects. */
export function rootPages(deps: PagesDeps): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.root,
      about: 'The site’s bare address',
      gate: everybody(deps),
      answers: { 303: 'The portal’s home' },
      handle: async () => leadsTo(paths.dashboard.at()),
    }),
  ];
}

/** The site's icon. */
export function iconPages(): readonly Page[] {
  return [
    page({
      method: 'get',
      address: paths.favicon,
      about: 'The site’s icon',
      gate: anyone,
      sameForAll: { keptMs: DAY_MS },
      answers: { 200: 'The icon' },
      handle: async () => sends('image/svg+xml', FAVICON),
    }),
  ];
}
