import { Router } from '@koa/router';
import type { Language } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDevices } from '../../src/device/devices.ts';
import { mount } from '../../src/guard/mount.ts';
import { pagesOf } from '../../src/pages/routes.ts';
import type { RequestState } from '../../src/request/context.ts';
import { makeSessions } from '../../src/session/sessions.ts';
import { assetPath } from '../../src/static/assets.ts';
import { openEveryPage } from './every-page.ts';
import { inspectEveryPage, type Seen } from './inspect.ts';
import { DESK, PHONE, SMALL_PHONE } from './stage.ts';

/** Bytes transferred on a first visit: page, stylesheet, icons, script. */
const MAX_VISIT = 60_000;

const VIEWS = [
  { language: 'de', viewport: PHONE, colorScheme: 'light' },
  { language: 'en', viewport: DESK, colorScheme: 'dark' },
] as const;

let every: Awaited<ReturnType<typeof openEveryPage>>;
let looks: Readonly<Record<Language, readonly Seen[]>>;

beforeAll(async () => {
  every = await openEveryPage();
  // Each page is opened once per language, and everything is checked then.
  const [de, en] = await Promise.all(VIEWS.map((view) => inspectEveryPage(every.stage, every.visits, view)));
  looks = { de: de ?? [], en: en ?? [] };
}, 1_200_000);
afterAll(() => every.stage.close());

describe.each(VIEWS.map(({ language }) => language))('every page in %s', (language) => {
  /** Names of pages with their problems. */
  const wrong = (problem: (seen: Seen) => unknown): readonly unknown[] =>
    looks[language].flatMap((seen) => {
      const found = problem(seen);
      return found === undefined || found === false || (Array.isArray(found) && found.length === 0)
        ? []
        : [[seen.name, found]];
    });

  test('WCAG 2.2 AA: axe finds nothing, in light and in dark', () => {
    expect(looks[language].length).toBeGreaterThan(40);
    expect(wrong(({ violations }) => violations)).toEqual([]);
  });

  test('says which language it is in', () => {
    expect(wrong(({ lang }) => lang !== language && lang)).toEqual([]);
  });

  test('has one script, ours, which does not block reading, and no inline styles or handlers', () => {
    const ours = `<script type="module" src="${assetPath('portal.js')}"></script>`;
    expect(wrong(({ scripts }) => (scripts.join() === ours ? undefined : scripts))).toEqual([]);
    expect(wrong(({ inline }) => inline)).toEqual([]);
  });

  test('can be read before any script has run', () => {
    expect(wrong(({ sentHeading }) => sentHeading === '')).toEqual([]);
  });

  test('loads nothing from elsewhere', () => {
    expect(wrong(({ elsewhere }) => elsewhere)).toEqual([]);
  });

  test('is under 60 KB over the wire on the first visit', () => {
    expect(wrong(({ bytes }) => bytes > MAX_VISIT && bytes)).toEqual([]);
    expect(Math.min(...looks[language].map(({ bytes }) => bytes))).toBeGreaterThan(1_000);
  });

  test(`does not scroll sideways at ${SMALL_PHONE.width} px`, () => {
    expect(wrong(({ narrowest }) => narrowest > SMALL_PHONE.width && narrowest)).toEqual([]);
  });

  test('attack injection · names, courses and notes stay text on every page', () => {
    expect(wrong(({ alarms }) => alarms)).toEqual([]);
    expect(wrong(({ foreignMarkup }) => foreignMarkup > 0)).toEqual([]);
    expect(looks[language].filter(({ showsCanary }) => showsCanary).length).toBeGreaterThan(5);
  });
});

/** GET addresses that are no pages: redirects, an icon, downloads, and mails in their frame. */
const NO_PAGES = [
  '/dashboard',
  '/favicon.svg',
  '/calendar/:token.ics',
  '/manager/files/:list.csv',
  '/manager/calls-now',
  '/manager/tickets/:ticketId',
  '/sample/mailbox/:id/html',
  '/sample/previews/:kind/:language/html',
];

test('every page was checked: a new one needs a visit in every-page.ts', () => {
  const { deps } = every.stage;
  const router = new Router<RequestState>({ sensitive: true });
  mount(router, deps, pagesOf({ ...deps, sessions: makeSessions(deps), devices: makeDevices(deps) }));
  const pages = router.stack.filter(({ methods, path }) => methods.includes('GET') && !NO_PAGES.includes(String(path)));
  expect(pages.length).toBeGreaterThan(15);
  const opened = looks.de.flatMap(({ paths }) => paths);
  expect(pages.filter((page) => !opened.some((path) => page.match(path))).map(({ path }) => path)).toEqual([]);
});

test('the policy lets a page load only our own files, and nobody frame it', async () => {
  const { headers } = await every.stage.send('GET', '/login');
  expect(headers['content-security-policy']).toBe(
    "default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
  );
  expect(headers['x-frame-options']).toBe('DENY');
});
