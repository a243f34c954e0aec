import { asCustomerNumber, systemScope } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetPath } from '../../src/static/assets.ts';
import type { Answer } from '../client.ts';
import { bookAsked as book } from '../pages/orders.ts';
import { pressed } from '../pages/pressing.ts';
import { OFFICE, type World } from '../world.ts';
import { type Asking, ask, EVERY_ROUTE, mounted, type Named, openEveryRoute } from './every-route.ts';

const POLICY = "default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'";
/** Pages that may differ, each with its reason. */
const OTHER_POLICIES: Readonly<Record<string, RegExp>> = {
  // The stylesheet of the API's reference embeds icons.
  'GET /docs': /^default-src 'self';(?:(?!unsafe).)*;img-src 'self' data:$/,
  // A mail's own document, in our frame, without scripts, forms or external content.
  'GET /sample/mailbox/:id/html': /^default-src 'none';(?:(?!script).)*; sandbox /,
  'GET /sample/previews/:kind/:language/html': /^default-src 'none';(?:(?!script).)*; sandbox /,
};
/** Cacheable for everybody: the same for all visitors. */
const PUBLIC = ['GET /openapi.json', 'GET /docs', 'GET /favicon.svg'];

let world: World;
let named: Named;
let office: string;
let partner: string;

beforeAll(async () => {
  world = await openEveryRoute({
    settings: { publicUrl: 'https://portal.example.org', secureCookies: true, production: true, metricsSecret: null },
  });
  await world.partner();
  const { id, order } = await book(world, { productId: 71_001 });
  named = { id, orderNumber: order.orderNumber, courseId: 71_001, lastName: 'Mustermann' };
  office = `__Host-booking_session=${await world.sessionJwt(OFFICE)}`;
  partner = `__Host-booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}`;
  await world.deps.requestLogin({ email: 'p-100@example.org', language: 'de', next: '/dashboard' });
  await world.deliverDue();
});
afterAll(() => world.stop());

const ROUTES = Object.keys(EVERY_ROUTE);
const FORMS = ROUTES.filter((route) => route.startsWith('POST '));
const usual = (route: string): Asking => EVERY_ROUTE[route]?.usual(named) ?? { path: '' };
/** The cookie of a visitor with the right that a route requires. */
const cookieFor = (route: string): string => (EVERY_ROUTE[route]?.right === 'office' ? office : partner);
const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' };

function expectSecured({ headers }: Answer, route: string): void {
  const policy = String(headers['content-security-policy']);
  const other = OTHER_POLICIES[route];
  if (other === undefined) expect(policy, route).toBe(POLICY);
  else expect(policy, route).toMatch(other);
  expect(headers['x-frame-options'], route).toBe(route.endsWith('/html') ? 'SAMEORIGIN' : 'DENY');
  expect(policy, route).toMatch(/frame-ancestors '(?:none|self)'/);
  expect(headers, route).toMatchObject({
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'permissions-policy': expect.stringMatching(/(?:^|, )camera=\(\)(?:, |$)/),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': expect.stringMatching(/^(?:same-origin|no-referrer)$/),
  });
  expect(headers['x-powered-by'], route).toBeUndefined();
  expect(headers['access-control-allow-origin'], route).toBeUndefined();
}

it('every route is known here', () => {
  expect([...mounted(world)].sort()).toEqual([...ROUTES].sort());
});

describe('attack headers · no inline script or style, no frame, no sniffing, https only, on every answer', () => {
  it.each(ROUTES)('%s, for authorised visitors and for strangers', async (route) => {
    expectSecured(await ask(world, route, usual(route), { Cookie: cookieFor(route), ...OWN_PAGE }), route);
    const refused = await ask(world, route, usual(route));
    // A refusal is never a mail's own document.
    expectSecured(refused, refused.status === 200 ? route : route.replace('/html', ''));
  });

  it.each([
    ['an address that there is not', 'GET', '/nothing', {}],
    ['a method that there is not', 'DELETE', '/login', {}],
    ['a body too large', 'POST', '/login', { body: 'x'.repeat(40_000) }],
    ['another site', 'POST', '/login', { headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['no UTF-8', 'GET', '/api/partner/bookings?search=%FF', {}],
    ['an asset', 'GET', assetPath('portal.css'), {}],
  ])('%s', async (_, method, path, sending) => {
    expectSecured(await world.send(method, path, sending), path);
  });

  it('a bug', async () => {
    const broken = await openEveryRoute({
      settings: { publicUrl: 'https://portal.example.org', secureCookies: true, production: true },
      deps: { readiness: () => Promise.reject(new TypeError('no such property')) },
    });
    const answer = await broken.send('GET', '/readyz');
    await broken.stop();
    expect(answer.status).toBe(500);
    expectSecured(answer, 'GET /readyz');
  });
});

describe('attack headers · nothing behind a login, a link or an error is cached', () => {
  it.each(ROUTES)('%s', async (route) => {
    const answers = [
      await ask(world, route, usual(route), { Cookie: cookieFor(route), ...OWN_PAGE }),
      await ask(world, route, usual(route)),
    ];
    for (const { status, headers } of answers) {
      const kept = PUBLIC.includes(route) && status === 200;
      if (!kept) expect([status, headers['cache-control']]).toEqual([status, 'no-store']);
    }
  });

  it.each(ROUTES.filter((route) => /:token|confirmation-error/.test(route)))(
    'links#private-pages: %s sends no referrer',
    async (route) => {
      const { headers } = await ask(world, route, usual(route), OWN_PAGE);
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );
});

describe('attack session · CSRF: a form of another site does nothing', () => {
  const state = async () => JSON.stringify(await world.bookings.find(systemScope('tests'), named.id));
  it.each(FORMS)('%s sent from elsewhere', async (route) => {
    const before = await state();
    world.persistence.takeDueJobs();
    for (const from of [
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://shop.example.org' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
      { Origin: 'https://evil.example' },
      { Origin: `${world.settings.publicUrl}.evil.example` },
      { Origin: world.settings.publicUrl.replace('https:', 'http:') },
    ]) {
      const answer = await ask(world, route, usual(route), { Cookie: cookieFor(route), ...from });
      expect([from, answer.status]).toEqual([from, 403]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await state()).toBe(before);
    expect(world.persistence.takeDueJobs()).toEqual([]);
  });

  it.each(FORMS.filter((route) => ['partner', 'office', 'either'].includes(EVERY_ROUTE[route]?.right ?? '')))(
    '%s with a session cookie and without a sign of its origin',
    async (route) => {
      const before = await state();
      for (const from of [{}, { Origin: 'null' }, { Referer: `${world.settings.publicUrl}/dashboard` }]) {
        const { status, headers } = await ask(world, route, usual(route), { Cookie: cookieFor(route), ...from });
        if (route.includes('/api/')) expect([from, status]).toEqual([from, 403]);
        else expect([from, status, String(headers['location']).split('?')[0]]).toEqual([from, 303, '/login']);
      }
      expect(await state()).toBe(before);
    },
  );

  it.each(ROUTES.filter((route) => route.startsWith('GET ')))(
    '%s changes nothing, whoever makes the browser open it',
    async (route) => {
      const before = await state();
      for (const from of [OWN_PAGE, { 'Sec-Fetch-Site': 'cross-site' }, {}]) {
        for (const cookie of [partner, office]) await ask(world, route, usual(route), { Cookie: cookie, ...from });
      }
      expect(await state()).toBe(before);
      expect(world.persistence.takeDueJobs()).toEqual([]);
    },
  );

  it('every form on a page leads to a route that is known to be protected', async () => {
    const patterns = FORMS.map((route) => new RegExp(`^${route.slice(5).replace(/:\w+/g, '[^/]+')}$`));
    const actions = new Set<string>();
    for (const route of ROUTES.filter((each) => each.startsWith('GET '))) {
      for (const cookie of [partner, office]) {
        const { text } = await ask(world, route, usual(route), { Cookie: cookie });
        for (const [, tag = ''] of text.matchAll(/<form\b([^>]*)>/g)) {
          if (!/method="post"/.test(tag)) continue;
          actions.add(/action="([^"]*)"/.exec(tag)?.[1] ?? 'none: the page’s own address');
        }
      }
    }
    expect(actions.size).toBeGreaterThan(4);
    for (const action of actions)
      expect(
        patterns.some((pattern) => pattern.test(action)),
        action,
      ).toBe(true);
  });
});

describe('attack session · cookies', () => {
  it.each([
    ['https', true, /^__(?:Host|Secure)-booking_\w+=.*; HttpOnly; SameSite=Lax; Secure$/],
    ['http', false, /^booking_\w+=.*; HttpOnly; SameSite=Lax$/],
  ])('over %s every cookie is out of reach of scripts and other sites', async (scheme, secureCookies, shape) => {
    const publicUrl = `${scheme}://portal.example.org`;
    const other = await openEveryRoute({ settings: { publicUrl, secureCookies } });
    await other.partner();
    const booking = await book(other);
    await other.deps.requestLogin({ email: 'p-100@example.org', language: 'de', next: '/dashboard' });
    await other.deliverDue();
    const login = other.mailer.accepted.findLast(({ content }) => content.kind === 'login_link')?.content;
    const link = login?.kind === 'login_link' ? new URL(login.loginUrl).pathname : '';
    const token = other.tokens.reveal('booking', booking.token);
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', ...OWN_PAGE };
    const answers = [
      await other.send('POST', link, { headers: form }),
      await other.send('GET', `/api/decline/${token}`),
      await other.send('POST', `/dashboard/bookings/${booking.id}/decline`, { headers: form, body: 'reason=other' }),
    ];
    // Nobody who has just opened the other link presses this one.
    other.clock.advance(30_000);
    answers.push(
      await other.send('POST', `/api/confirm/${token}`, pressed(other, booking)),
      await other.send('GET', `/api/confirm/${token}`),
      await other.send('GET', '/login?lang=en'),
      await other.send('POST', '/logout', { headers: form }),
    );
    await other.stop();
    const cookies = answers.flatMap(({ headers }) => headers['set-cookie'] ?? []);
    const names = new Set(cookies.map((cookie) => cookie.split('=')[0]?.replace(/^__\w+-/, '')));
    expect([...names].sort()).toEqual([
      'booking_confirmed',
      'booking_decline',
      'booking_device',
      'booking_draft',
      'booking_language',
      `booking_link_${booking.id}`,
      'booking_links',
      'booking_session',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(shape);
      // Bound to this host when it is a right of its own; `__Secure-` when it is bound to a path.
      if (secureCookies && /^__Secure/.test(cookie)) expect(cookie).toMatch(/Path=\/(?:dashboard|confirmation-error)/);
    }
    expect(cookies.length).toBeGreaterThan(6);
  });
});
