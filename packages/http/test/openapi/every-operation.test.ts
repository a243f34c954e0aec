import {
  asBookingId,
  asCustomerNumber,
  courseDateKey,
  courseDateOf,
  HOUR_MS,
  type Stored,
  TransientFailure,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import {
  type DescribedApi,
  type DescribedOperation,
  describedApi,
  type OpenApiDocument,
} from '@miomente/booking-testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signedValue } from '../../src/security/signed-value.ts';
import { orderNumber } from '../bookings.ts';
import type { Sending } from '../client.ts';
import { aReceiver, SIGNED } from '../mail-receiver.ts';
import { OFFICE, openWorld, SETTINGS, type World, type WorldOptions } from '../world.ts';

const REASON = { reason: 'capacity_full' };
const WEBHOOK = { headers: { Authorization: `Bearer ${SETTINGS.webhookSecrets[0]}` } };
const INBOUND_SECRET = 'inbound secret of the tests, long enough';
const INBOUND = {
  headers: { Authorization: `Basic ${Buffer.from(`sendgrid:${INBOUND_SECRET}`).toString('base64')}` },
};
const EVENTS = { headers: { Authorization: `Bearer ${SETTINGS.eventsReadSecret}` } };
const CRON = { headers: { Authorization: `Bearer ${SETTINGS.cronSecret}` } };

let world: World;
let api: DescribedApi;
let limited = false;
let readable = true;

async function start(options: WorldOptions = {}): Promise<void> {
  limited = false;
  readable = true;
  world = await openWorld({
    ...options,
    deps: {
      mailReports: [aReceiver(() => (readable ? { type: 'read', reports: [] } : { type: 'unreadable' }))],
      inboundMail: { secret: INBOUND_SECRET, read: async () => 'unreadable' },
      rateLimiter: {
        consume: async () => ({ allowed: !limited, limit: 100, remaining: limited ? 0 : 9, resetMs: 500 }),
      },
      ...options.deps,
    },
  });
  await world.partner();
  api = describedApi((await world.send('GET', '/openapi.json')).json as OpenApiDocument);
}
beforeEach(() => start());
afterEach(() => world.stop());

/** Sends a described request, and compares the answer with the document. */
async function expectAsDescribed(name: string, expected: number | string, sending: Sending, place = ''): Promise<void> {
  const operation = api.operation(name);
  const address = place === '' ? operation.path : place;
  const answer = await world.send(operation.method.toUpperCase(), address, sending);
  const code = (answer.json as { readonly error?: { readonly code: string } } | undefined)?.error?.code;
  expect([name, typeof expected === 'number' ? answer.status : code], answer.text).toEqual([name, expected]);
  expect(api.faultsOf(operation, answer), `${name}: ${answer.text}`).toEqual([]);
}

/** The same list for a client that asks for CSV. */
function asCsv({ headers }: { readonly headers: object }, place: string): readonly [string, number, Sending, string] {
  return [`get ${place.split('?', 1)[0]}`, 200, { headers: { ...headers, Accept: 'text/csv' } }, place];
}

const isLink = ({ tags }: DescribedOperation): boolean => tags.includes('Links');
const isOfPortal = ({ security }: DescribedOperation): boolean => security.some((way) => 'portalToken' in way);
const filled = ({ path }: DescribedOperation): string => path.replace(/\{\w+\}/g, '1');

describe('api#openapi: every operation answers as described', () => {
  it('in the normal case', async () => {
    const partner = { headers: await world.as(asCustomerNumber('P-100')) };
    const office = { headers: await world.as(OFFICE) };
    const bookings = await world.order(...[1, 2, 3, 4, 5].map((n) => orderNumber(n)));
    const [one, two, three, four, five] = bookings.map(({ id }) => id);
    const key = courseDateKey(courseDateOf(bookings[0] ?? expect.fail('No booking.')));
    const standingYesPath = paths.api.standingYes.at({ key });
    world.shop.place(orderNumber(9));
    const driven: readonly (readonly [string, number, Sending, string?])[] = [
      ['get /api/partner/bookings', 200, partner],
      ['get /api/partner/bookings/pending', 200, partner],
      ['post /api/partner/bookings/{id}/confirm', 200, partner, `/api/partner/bookings/${one}/confirm`],
      ['post /api/partner/bookings/{id}/reopen', 200, partner, `/api/partner/bookings/${one}/reopen`],
      [
        'post /api/partner/bookings/{id}/decline',
        200,
        { ...partner, body: REASON },
        `/api/partner/bookings/${two}/decline`,
      ],
      ['get /api/partner/course-dates', 200, partner],
      ['get /api/partner/course-dates/{key}/standing-yes', 200, partner, standingYesPath],
      [
        'post /api/partner/course-dates/{key}/standing-yes',
        200,
        { ...partner, body: { people: 12, hours: 24 } },
        standingYesPath,
      ],
      ['get /api/partner/course-dates/{key}/standing-yes', 200, partner, standingYesPath],
      ['delete /api/partner/course-dates/{key}/standing-yes', 200, partner, standingYesPath],
      ['post /api/partner/bookings/batch', 200, { ...partner, body: { action: 'confirm', ids: [two, five] } }],
      ['get /api/partner/bookings/{id}', 200, partner, `/api/partner/bookings/${two}`],
      ['get /api/manager/bookings', 200, office, '/api/manager/bookings?attention=rebooking'],
      ['get /api/manager/bookings', 200, office, '/api/manager/bookings?attention=flagged'],
      ['post /api/manager/bookings/{id}/confirm', 200, office, `/api/manager/bookings/${three}/confirm`],
      [
        'post /api/manager/bookings/{id}/decline',
        200,
        { ...office, body: REASON },
        `/api/manager/bookings/${four}/decline`,
      ],
      ['post /api/manager/bookings/{id}/reopen', 200, office, `/api/manager/bookings/${four}/reopen`],
      ['get /api/manager/bookings/{id}/replies', 200, office, `/api/manager/bookings/${three}/replies`],
      ['post /api/manager/bookings/{id}/replies/read', 200, office, `/api/manager/bookings/${three}/replies/read`],
      ['get /api/manager/calls', 200, office],
      ['post /api/manager/calls/{customerNumber}/claim', 409, office, '/api/manager/calls/P-100/claim'],
      ['post /api/manager/calls/{customerNumber}/release', 409, office, '/api/manager/calls/P-100/release'],
      [
        'post /api/manager/calls/{customerNumber}/outcome',
        409,
        { ...office, body: { outcome: 'not_reached' } },
        '/api/manager/calls/P-100/outcome',
      ],
      ['get /api/manager/deliveries', 200, office],
      ['get /api/manager/partners', 200, office],
      ['get /api/manager/partners/{customerNumber}', 200, office, '/api/manager/partners/P-100'],
      ['get /api/manager/order-items', 200, office],
      ...['bookings?attention=rebooking', 'calls', 'deliveries', 'partners', 'order-items'].map((list) =>
        asCsv(office, `/api/manager/${list}`),
      ),
      ['post /api/manager/deliveries/{id}/resend', 404, office, '/api/manager/deliveries/999/resend'],
      [
        'post /api/manager/partners/{customerNumber}/clear-bounce',
        200,
        office,
        '/api/manager/partners/P-100/clear-bounce',
      ],
      ...[200, 409].map((status): readonly [string, number, Sending, string] => [
        'post /api/manager/partners/{customerNumber}/correct-address',
        status,
        { ...office, body: { email: 'neu@example.org', wrong: 'p-100@example.org' } },
        '/api/manager/partners/P-100/correct-address',
      ]),
      ['post /api/webhooks/new-order', 200, { ...WEBHOOK, body: { order_id: 1_009 } }],
      ['post /api/webhooks/new-order', 202, { ...WEBHOOK, body: { order_id: 77 } }],
      ['post /api/webhooks/sendgrid', 200, { headers: SIGNED, body: [] }],
      ['post /api/webhooks/inbound-mail', 200, INBOUND],
      ['post /api/cron/booking-reminders', 200, CRON],
      ['get /api/events', 200, EVENTS, '/api/events?after=1&limit=3'],
      ['get /healthz', 200, {}],
      ['get /readyz', 200, {}],
      ...(await linkWalk()),
    ];
    for (const [operation, status, sending, place] of driven) {
      await expectAsDescribed(operation, status, sending, place);
    }
    expect(new Set(driven.map(([operation]) => operation))).toEqual(new Set(api.operations.map(({ name }) => name)));
  });

  const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: SETTINGS.publicUrl };
  const tokenOf = ({ token }: Stored) => world.tokens.reveal('booking', token) ?? '';

  /** From mail to answer and back, as a browser goes; each address with every possible status. */
  async function linkWalk(): Promise<(readonly [string, number, Sending, string])[]> {
    const [booking, other, third] = await world.order(orderNumber(21), orderNumber(22), orderNumber(23));
    if (booking === undefined || other === undefined || third === undefined) return expect.fail('No bookings.');
    // Of the booking's partner, so that a press counts just after the mail.
    const OWN = { ...FORM, Cookie: `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}` };
    const asked = `/api/confirm/${tokenOf(third)}`;
    const [token, declined] = [tokenOf(booking), tokenOf(other)];
    const kept = { Cookie: `booking_link_${booking.id}=${token}` };
    const seen = await world.send('POST', `/api/confirm/${tokenOf(other)}`, { headers: OWN });
    const cookies = [seen.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';', 1)[0]);
    const Cookie = cookies.join('; ');
    const name = signedValue(SETTINGS, 'take_back', z.number()).write(other.id);
    const keptLink = `booking_link_${other.id}=${declined}`;
    const taking = (answer: string): Sending => ({
      headers: { ...FORM, Cookie: keptLink },
      body: `booking=${name}${answer}`,
    });
    return [
      ['get /api/confirm/{token}', 200, {}, `/api/confirm/${token}`],
      ['post /api/confirm/{token}', 200, { headers: FORM, body: 'mark=none' }, asked],
      ['post /api/confirm/{token}', 422, { headers: FORM, body: 'answer=99' }, asked],
      ['post /api/confirm/{token}', 303, { headers: OWN }, `/api/confirm/${token}`],
      ['get /api/confirm/{token}', 303, {}, `/api/confirm/${token}`],
      ['get /api/decline/{token}', 303, {}, `/api/decline/${declined}`],
      ['get /confirmation-success', 200, { headers: { Cookie } }, `/confirmation-success?booking=${other.id}`],
      ['get /confirmation-success', 200, {}, '/confirmation-success'],
      ['get /confirmation-error', 200, { headers: kept }, `/confirmation-error?reason=expired&booking=${booking.id}`],
      ['post /confirmation-error/take-back', 303, { headers: FORM }, '/confirmation-error/take-back'],
      ['post /confirmation-error/take-back', 200, taking(''), '/confirmation-error/take-back'],
      ['post /confirmation-error/take-back', 422, taking('&answer=99'), '/confirmation-error/take-back'],
      ['get /confirmation-error/reopened', 200, {}, '/confirmation-error/reopened'],
      [
        'get /confirmation-error/reopened',
        303,
        { headers: kept },
        `/confirmation-error/reopened?booking=${booking.id}`,
      ],
    ];
  }

  it('the links in mails, too: for invalid requests, over the limit, and when we fail', async () => {
    for (const operation of api.operations.filter(isLink)) {
      const place = operation.path.replace('{token}', 'f'.repeat(64));
      const headers = operation.method === 'post' ? FORM : {};
      const bad: readonly (readonly [number, Sending, string])[] = [
        [406, { headers: { ...headers, 'Accept-Encoding': 'identity;q=0' } }, place],
        ...(operation.method === 'post'
          ? [[403, { headers: { Origin: 'https://evil.example' } }, place] as const]
          : []),
      ];
      for (const [status, sending, at] of bad) await expectAsDescribed(operation.name, status, sending, at);
      limited = true;
      await expectAsDescribed(operation.name, 429, { headers }, place);
      limited = false;
    }
    const takeBack = '/confirmation-error/take-back';
    const sent = (type: string, body: string) => ({ headers: { ...FORM, 'Content-Type': type }, body });
    await expectAsDescribed(`post ${takeBack}`, 415, sent('text/plain', 'booking=1'), takeBack);
    await expectAsDescribed(`post ${takeBack}`, 400, sent(FORM['Content-Type'], 'booking=%ff'), takeBack);
    const long = sent(FORM['Content-Type'], `booking=${'x'.repeat(300_000)}`);
    await expectAsDescribed(`post ${takeBack}`, 413, long, takeBack);
  });

  it('for an invalid request, without authentication, for the wrong person, and over the limit', async () => {
    const partner = await world.as(asCustomerNumber('P-100'));
    const office = await world.as(OFFICE);
    const foreign = { headers: { Origin: 'https://evil.example.org' } };
    for (const operation of api.operations) {
      const { name, method, path, security } = operation;
      const place = filled(operation);
      if (security.length > 0) await expectAsDescribed(name, 401, {}, place);
      if (method === 'post') await expectAsDescribed(name, isLink(operation) ? 403 : 'cross_origin', foreign, place);
      if (!isOfPortal(operation)) continue;
      const [mine, theirs] = path.startsWith('/api/partner/') ? [partner, office] : [office, partner];
      await expectAsDescribed(name, 'forbidden', { headers: theirs }, place);
      await expectAsDescribed(name, 'invalid_request', { headers: mine }, `${place}?more=1`);
      if (method === 'post') {
        const sent = (type: string, body: string) => ({ headers: { ...mine, 'Content-Type': type }, body });
        await expectAsDescribed(name, 415, sent('text/plain', '{}'), place);
        await expectAsDescribed(name, 'invalid_json', sent('application/json', '{'), place);
        await expectAsDescribed(name, 413, sent('application/json', 'x'.repeat(200_000)), place);
      }
      limited = true;
      await expectAsDescribed(name, 'rate_limited', { headers: mine }, place);
      limited = false;
    }
    await expectAsDescribed('get /healthz', 400, {}, '/healthz?%ff');
  });

  it('for a refusal because of the booking', async () => {
    const partner = { headers: await world.as(asCustomerNumber('P-100')) };
    const bookings = await world.order(...[1, 2, 3].map((n) => orderNumber(n)));
    const [one = asBookingId(0), two = asBookingId(0)] = bookings.map(({ id }) => id);
    const at = (id: number, verb: string) => `/api/partner/bookings/${id}/${verb}`;
    const confirm = 'post /api/partner/bookings/{id}/confirm';
    const decline = 'post /api/partner/bookings/{id}/decline';
    const reopen = 'post /api/partner/bookings/{id}/reopen';
    await expectAsDescribed('get /api/partner/bookings/{id}', 404, partner, '/api/partner/bookings/999');
    await expectAsDescribed(decline, 'unknown_reason', { ...partner, body: { reason: 'x' } }, at(one, 'decline'));
    await expectAsDescribed(reopen, 'not_confirmed', partner, at(one, 'reopen'));
    await expectAsDescribed(confirm, 200, partner, at(one, 'confirm'));
    await expectAsDescribed(confirm, 'already_processed', partner, at(one, 'confirm'));
    await expectAsDescribed(decline, 'already_processed', { ...partner, body: REASON }, at(one, 'decline'));
    const office = { headers: await world.as(OFFICE) };
    const takeBack = 'post /api/manager/bookings/{id}/reopen';
    await expectAsDescribed(takeBack, 404, office, '/api/manager/bookings/999/reopen');
    await expectAsDescribed(takeBack, 'not_confirmed', office, `/api/manager/bookings/${two}/reopen`);
    world.clock.advance(2_000 * HOUR_MS);
    const later = { headers: await world.as(asCustomerNumber('P-100')) };
    await expectAsDescribed(confirm, 'event_started', later, at(two, 'confirm'));
    await expectAsDescribed(reopen, 'event_started', later, at(one, 'reopen'));
  });

  it('for a failing external system or a wrong signature', async () => {
    readable = false;
    await expectAsDescribed('post /api/webhooks/sendgrid', 'invalid_json', { headers: SIGNED, body: [] });
    await world.stop();
    await start({ deps: { readiness: async () => ({ ready: false, reason: 'The database is not reachable.' }) } });
    await expectAsDescribed('get /readyz', 'not_ready', {});
    await world.stop();
    await start({ deps: { liveness: () => ({ alive: false, reason: 'The outbox worker stands still.' }) } });
    await expectAsDescribed('get /healthz', 'not_alive', {});
    await world.stop();
    let down = false;
    await start({
      around: async (_call, run) => {
        if (down) throw new TransientFailure('The database is down.', { retryAfterMs: 1_000 });
        return run();
      },
    });
    const partner = await world.as(asCustomerNumber('P-100'));
    down = true;
    await expectAsDescribed('get /api/partner/bookings', 'unavailable', { headers: partner });
    await expectAsDescribed('post /api/webhooks/new-order', 'unavailable', { ...WEBHOOK, body: { order_id: 1 } });
  });
});
