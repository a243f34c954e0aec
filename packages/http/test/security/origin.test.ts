import { asBookingId, asCustomerNumber, MINUTE_MS } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { pressed } from '../pages/pressing.ts';
import { openWorld, SETTINGS, type World } from '../world.ts';

const CONFIRM = '/api/partner/bookings/1/confirm';
const OWN = SETTINGS.publicUrl;
let world: World;
let cookie: string;

beforeEach(async () => {
  world = await openWorld();
  await world.partner();
  await world.order(orderNumber(1));
  cookie = `booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}`;
});
afterEach(() => world.stop());

const confirm = (headers: Record<string, string>) => world.send('POST', CONFIRM, { headers });

describe('attack session · CSRF: api#sessions: a session cookie answers only from our own pages', () => {
  it.each([
    ['Sec-Fetch-Site: same-origin', { 'Sec-Fetch-Site': 'same-origin' }],
    ['our Origin, from a browser without Sec-Fetch-Site', { Origin: OWN }],
    [
      'Sec-Fetch-Site: same-origin, under another name of this host',
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost' },
    ],
  ])('with %s', async (_, headers) => {
    expect((await confirm({ Cookie: cookie, ...headers })).status).toBe(200);
  });

  it.each([
    ['nothing said', {}],
    ['another Origin', { Origin: 'https://evil.example' }],
    ['our host on another port', { Origin: `${OWN}:8080` }],
    ['our host by another scheme', { Origin: OWN.replace('http:', 'https:') }],
    ['Origin: null', { Origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site', Origin: OWN }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ['Sec-Fetch-Site: none', { 'Sec-Fetch-Site': 'none' }],
    ['only a Referer', { Referer: `${OWN}/dashboard` }],
  ])('not with %s', async (_, headers) => {
    const answer = await confirm({ Cookie: cookie, ...headers });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ success: false, error: { code: 'cross_origin' } });
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it('reading needs no proof, because another site can not see the answer', async () => {
    const answer = await world.send('GET', '/api/partner/bookings', { headers: { Cookie: cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('a bearer token needs none, because no browser adds it by itself', async () => {
    const { Authorization } = await world.as(asCustomerNumber('P-100'));
    expect((await confirm({ Authorization, Origin: 'https://other.example' })).status).toBe(200);
  });

  it('a password that a browser adds is no bearer token', async () => {
    const headers = { Cookie: cookie, Authorization: 'Basic YTpi', Origin: 'https://evil.example' };
    expect((await confirm(headers)).status).toBe(403);
  });

  it('a wrong bearer token is not replaced by the cookie', async () => {
    const headers = { Cookie: cookie, Authorization: 'Bearer x', 'Sec-Fetch-Site': 'same-origin' };
    expect((await confirm(headers)).status).toBe(401);
  });

  it('a preflight of another site allows nothing', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await world.send('OPTIONS', CONFIRM, { headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('attack session · CSRF: links#confirm-visit: the button of a link page', () => {
  const press = async (headers: Record<string, string>): Promise<number> => {
    const booking = await world.booking(asBookingId(1));
    if (booking === undefined) throw new Error('The booking is gone.');
    await world.deliverDue();
    world.clock.advance(10 * MINUTE_MS);
    const { 'Sec-Fetch-Site': _, ...form } = pressed(world, booking).headers;
    const token = world.tokens.reveal('booking', booking.token);
    const { body } = pressed(world, booking);
    return (await world.send('POST', `/api/confirm/${token}`, { headers: { ...form, ...headers }, body })).status;
  };

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['a neighbouring site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another Origin', { Origin: 'https://evil.example' }],
  ])('does not count on %s', async (_, headers) => {
    expect(await press(headers)).toBe(403);
    expect((await world.booking(asBookingId(1)))?.status).toBe('pending');
  });

  it.each([
    ['same-origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
    ['Origin: null, which no-referrer makes of ours', { Origin: 'null' }],
    ['nothing said, by an old browser', {}],
  ])('counts with %s', async (_, headers) => {
    expect(await press(headers)).toBeLessThan(400);
    expect((await world.booking(asBookingId(1)))?.status).toBe('confirmed');
  });
});
