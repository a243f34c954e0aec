import { asBookingId, asCustomerNumber, partnerScope, systemScope } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../client.ts';
import { book } from '../pages/orders.ts';
import { OFFICE, type World } from '../world.ts';
import { type Asking, ask, EVERY_ROUTE, mounted, type Named, openEveryRoute } from './every-route.ts';

/** Identifiers of nothing. */
const MISSING: Named = { id: asBookingId(987_654), orderNumber: '100098765', courseId: 87_654, lastName: 'Niemand' };
const PARTNERS = ['P-100', 'P-200'] as const;

let world: World;
let calls: string[];
const bookings: Record<string, Named> = {};

/** Two partners with a booking each, and many others before, so that ids are not small. */
beforeAll(async () => {
  world = await openEveryRoute({
    around: ({ port, method }, run) => {
      calls.push(`${port}.${method}`);
      return run();
    },
  });
  calls = [];
  for (const partner of [...PARTNERS, 'P-300']) await world.partner(asCustomerNumber(partner));
  for (let n = 0; n < 110; n += 1) await book(world, { customerNumber: 'P-300' });
  for (const [partner, productId, lastName] of [
    ['P-100', 71_001, 'Hundertmann'],
    ['P-200', 72_001, 'Zweihundert'],
  ] as const) {
    const { id, order } = await book(world, { customerNumber: partner, productId, lastName });
    bookings[partner] = { id, orderNumber: order.orderNumber, courseId: productId, lastName };
  }
});
afterAll(() => world.stop());

const namedOf = (partner: string): Named => bookings[partner] ?? MISSING;
/** A partner's headers: a bearer token for the API, a cookie from our own pages elsewhere. */
async function headersOf(partner: string, path: string): Promise<Record<string, string>> {
  const common = { 'X-Request-Id': 'the-same' };
  if (path.startsWith('/api/')) return { ...common, ...(await world.as(asCustomerNumber(partner))) };
  return {
    ...common,
    Cookie: `booking_session=${await world.sessionJwt(asCustomerNumber(partner))}`,
    'Sec-Fetch-Site': 'same-origin',
  };
}

/** Everything observable of an answer, without identifiers that it only repeats. */
function told({ status, headers, text }: Answer, { id, orderNumber, courseId, lastName }: Named) {
  const own = new RegExp(`(?<=\\b|%2F|%3D)(?:${id}|${orderNumber}|${courseId}|${lastName})\\b`, 'g');
  const { date: _, 'content-length': __, ...others } = headers;
  return { status, text: text.replace(own, '…'), headers: JSON.stringify(others).replace(own, '…') };
}

/** The answer, and the work done for it. */
async function looked(route: string, place: (named: Named) => Asking, named: Named, partner: string) {
  const asking = place(named);
  const headers = await headersOf(partner, asking.path);
  calls = [];
  const answer = await ask(world, route, asking, headers);
  return { ...told(answer, named), done: [...calls].sort() };
}
const placesOf = (route: string) => [
  ...(EVERY_ROUTE[route] === undefined ? [] : [EVERY_ROUTE[route].usual]),
  ...(EVERY_ROUTE[route]?.places ?? []),
];
/** Whether a place identifies a booking. */
const namesOne = (place: (named: Named) => Asking): boolean =>
  JSON.stringify(place(namedOf('P-100'))) !== JSON.stringify(place(MISSING));

it('attack isolation · every route is known here, with the places where an id may be', () => {
  expect([...mounted(world)].sort()).toEqual(Object.keys(EVERY_ROUTE).sort());
  for (const route of Object.keys(EVERY_ROUTE)) {
    if (/:id/.test(route) && !route.includes('/sample/')) expect(placesOf(route).some(namesOne), route).toBe(true);
  }
});

describe.each([
  ['P-100', 'P-200'],
  ['P-200', 'P-100'],
])('attack isolation · for %s the booking of %s looks like a missing one', (partner, other) => {
  it.each(Object.keys(EVERY_ROUTE))('%s: same status, body, headers, and the same work', async (route) => {
    for (const place of placesOf(route).filter(namesOne)) {
      const before = await world.bookings.find(systemScope('tests'), namedOf(other).id);
      const foreign = await looked(route, place, namedOf(other), partner);
      const missing = await looked(route, place, MISSING, partner);
      expect(foreign, JSON.stringify(place(namedOf(other)))).toEqual(missing);
      expect(foreign.text).not.toContain(namedOf(other).orderNumber);
      expect(await world.bookings.find(systemScope('tests'), namedOf(other).id)).toEqual(before);
    }
  });

  it('their own booking is found, on every route that shows one', async () => {
    const own = namedOf(partner);
    for (const path of [
      `/api/partner/bookings/${own.id}`,
      `/api/partner/bookings?search=${own.orderNumber}`,
      `/api/partner/bookings/pending?course_id=${own.courseId}`,
      `/dashboard/bookings/${own.id}`,
      `/dashboard/bookings/${own.id}/decline`,
      `/dashboard/bookings?search=${own.lastName}`,
    ]) {
      const { status, text } = await world.send('GET', path, { headers: await headersOf(partner, path) });
      expect([path, status]).toEqual([path, 200]);
      expect(text).toContain(own.orderNumber);
    }
  });

  it('lists, totals and summaries contain only their own', async () => {
    const headers = await world.as(asCustomerNumber(partner));
    for (const path of ['/api/partner/bookings', '/api/partner/bookings/pending']) {
      const { json } = await world.send('GET', path, { headers });
      expect(json).toMatchObject({
        data: { bookings: [{ id: namedOf(partner).id }], pagination: { total: 1 }, summary: { pending: 1 } },
      });
    }
    const courses = await world.bookings.courses(partnerScope(asCustomerNumber(partner)));
    expect(courses.map(({ id }) => id)).toEqual([namedOf(partner).courseId]);
  });
});

describe('attack isolation · visitors without the right', () => {
  const ofRight = (right: string) => Object.keys(EVERY_ROUTE).filter((route) => EVERY_ROUTE[route]?.right === right);
  const usual = (route: string): Asking => EVERY_ROUTE[route]?.usual(namedOf('P-100')) ?? { path: '' };

  it.each(ofRight('office'))('a partner gets nothing from %s', async (route) => {
    const asking = usual(route);
    const { status } = await ask(world, route, asking, await headersOf('P-100', asking.path));
    expect(status).toBe(403);
  });

  it.each(ofRight('partner'))('the office gets nothing from %s', async (route) => {
    const asking = usual(route);
    const jwt = await world.sessionJwt(OFFICE);
    const headers = asking.path.startsWith('/api/')
      ? { Authorization: `Bearer ${jwt}` }
      : { Cookie: `booking_session=${jwt}`, 'Sec-Fetch-Site': 'same-origin' };
    expect((await ask(world, route, asking, headers)).status).toBe(403);
  });

  it.each([...ofRight('partner'), ...ofRight('office'), ...ofRight('either')])(
    'a stranger gets nothing from %s',
    async (route) => {
      const asking = usual(route);
      const { status, headers } = await ask(world, route, asking, { 'Sec-Fetch-Site': 'same-origin' });
      if (asking.path.startsWith('/api/')) expect(status).toBe(401);
      else expect([status, String(headers['location']).split('?')[0]]).toEqual([303, '/login']);
    },
  );

  it.each(ofRight('machine').filter((route) => route !== 'GET /metrics'))(
    'a partner’s session opens no route for programs: %s',
    async (route) => {
      const { status } = await ask(world, route, usual(route), await world.as(asCustomerNumber('P-100')));
      expect([401, 404]).toContain(status);
    },
  );

  it('nobody’s booking was changed by all this', async () => {
    for (const partner of PARTNERS) expect((await world.booking(namedOf(partner).id))?.version).toBe(1);
  });
});
