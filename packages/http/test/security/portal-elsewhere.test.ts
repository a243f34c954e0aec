import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asCustomerNumber } from '@miomente/booking-domain';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookAsked as book } from '../pages/orders.ts';
import { pressed } from '../pages/pressing.ts';
import { openWorld, type World } from '../world.ts';

const ISSUER = 'https://portal.example.org';
const LOGIN = 'https://portal.example.org/login';
const API = '/api/partner/bookings';
const PAGE = '/dashboard/bookings';
const rsa = await generateKeyPair('RS256', { extractable: true });
const ec = await generateKeyPair('ES256', { extractable: true });
const RSA: JWK = { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' };
const EC: JWK = { ...(await exportJWK(ec.publicKey)), kid: 'ec' };

let world: World;
let keys: unknown;
let status: number;
let portal: Server;

beforeEach(async () => {
  keys = { keys: [RSA, EC] };
  status = 200;
  portal = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(keys));
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const { port } = portal.address() as AddressInfo;
  world = await openWorld({
    settings: {
      publicUrl: 'https://bookings.example.org',
      secureCookies: true,
      portalJwksUrl: `http://127.0.0.1:${port}/jwks`,
      portalJwtIssuer: ISSUER,
      portalLoginUrl: LOGIN,
      portalSessionCookie: 'portal_session',
    },
  });
  await world.partner(asCustomerNumber('1001'));
  await world.partner(asCustomerNumber('P-100'));
});
afterEach(async () => {
  await world.stop();
  portal.closeAllConnections();
  portal.close();
});

const seconds = (): number => Math.floor(world.clock.now() / 1_000);
const jwt = (more: Record<string, unknown> = {}, kid = 'rsa'): Promise<string> =>
  new SignJWT({ sub: 'u-1', role: 'partner', customer_number: 'P-100', iss: ISSUER, exp: seconds() + 3_600, ...more })
    .setProtectedHeader(kid === 'ec' ? { alg: 'ES256', kid } : { alg: 'RS256', kid })
    .sign(kid === 'ec' ? ec.privateKey : rsa.privateKey);
const bearer = async (more?: Record<string, unknown>, kid?: string): Promise<number> =>
  (await world.send('GET', API, { headers: { Authorization: `Bearer ${await jwt(more, kid)}` } })).status;
const withCookie = (method: string, path: string, cookie: string, headers: Record<string, string> = {}) =>
  world.send(method, path, { headers: { Cookie: cookie, ...headers } });

describe('api#portal-elsewhere · the cookie of another portal', () => {
  it('logs in under the name in PORTAL_SESSION_COOKIE, on pages and API', async () => {
    const cookie = `portal_session=${await jwt()}`;
    expect((await withCookie('GET', PAGE, cookie)).status).toBe(200);
    expect((await withCookie('GET', API, cookie)).status).toBe(200);
    expect((await withCookie('GET', PAGE, `other=${await jwt()}`)).status).toBe(303);
  });

  it('changes something only from our own pages', async () => {
    const booking = await book(world);
    const cookie = `portal_session=${await jwt()}`;
    expect((await withCookie('POST', `/api/partner/bookings/${booking.id}/confirm`, cookie)).status).toBe(403);
  });

  it('is never accepted as our own session, because another host could have set it', async () => {
    const own = await world.sessionJwt(asCustomerNumber('P-100'));
    expect((await withCookie('GET', PAGE, `portal_session=${own}`)).status).toBe(303);
    expect((await withCookie('GET', PAGE, `__Host-booking_session=${own}`)).status).toBe(303);
  });
});

describe('api#portal-elsewhere · clocks, numbers and lengths', () => {
  it.each([
    ['nbf 1 s ahead', () => ({ nbf: seconds() + 1, customer_number: 1001 }), 200],
    ['nbf 30 s ahead', () => ({ nbf: seconds() + 30 }), 200],
    ['nbf 32 s ahead', () => ({ nbf: seconds() + 32 }), 401],
    ['iat 29 s ahead', () => ({ iat: seconds() + 29 }), 200],
    ['iat 32 s ahead', () => ({ iat: seconds() + 32 }), 401],
    ['exp 29 s ago', () => ({ exp: seconds() - 29 }), 200],
    ['exp 31 s ago', () => ({ exp: seconds() - 31 }), 401],
    ['customer_number as a number', () => ({ customer_number: 1001 }), 200],
    ['sub and jti as numbers', () => ({ sub: 4711, jti: 1 }), 200],
    ['customer_number as a fraction', () => ({ customer_number: 1001.5 }), 401],
    ['customer_number beyond what a number holds', () => ({ customer_number: 1e21 }), 401],
    ['customer_number true', () => ({ customer_number: true }), 401],
    ['customer_number with a NUL', () => ({ customer_number: 'P-100\0' }), 401],
    ['jti with a NUL', () => ({ jti: '\0' }), 401],
    ['customer_number of 65 characters', () => ({ customer_number: 'x'.repeat(65) }), 401],
  ])('%s: %i', async (_, more, expected) => {
    expect(await bearer(more())).toBe(expected);
  });

  it.each([51, 64])('a customer number of %i characters, which the import allows, can log in', async (length) => {
    const number = 'N'.repeat(length);
    await world.partner(asCustomerNumber(number));
    expect(await bearer({ customer_number: number })).toBe(200);
  });
});

describe('api#portal-elsewhere · no loops, no second login', () => {
  it('an account that is unknown here, or inactive, gets a page that says so, on every page', async () => {
    const cookie = `portal_session=${await jwt({ customer_number: 'P-999' })}`;
    for (const path of [PAGE, '/dashboard', '/login', '/login?next=/dashboard', '/dashboard/bookings/1/decline']) {
      const { status: answered, text } = await withCookie('GET', path, cookie);
      expect([path, answered]).toEqual([path, 403]);
      expect(text).toContain('Ihr Konto kennen wir hier nicht');
    }
    const post = await withCookie('POST', '/dashboard/bookings/1/decline', cookie, { 'Sec-Fetch-Site': 'same-origin' });
    expect(post.status).toBe(403);
    expect((await withCookie('GET', API, cookie)).status).toBe(401);
  });

  it('a login that does not arrive ends with an explanation after three rounds, and can be tried again', async () => {
    const cookie = `portal_session=${await jwt({ exp: seconds() - 60 })}`;
    let rounds = '';
    const answers: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      const answer = await withCookie('GET', '/login', `${cookie}; ${rounds}`);
      [rounds = ''] = String([answer.headers['set-cookie'] ?? ''].flat()[0]).split(';');
      answers.push(answer.status === 303 ? String(answer.headers['location']).startsWith(LOGIN) : answer.status);
    }
    expect(answers).toEqual([true, true, true, 403, true]);
  });

  it.each([
    ['GET', '/login/sent/0123456789abcdef'],
    ['POST', '/login/sent/0123456789abcdef'],
    ['POST', '/login'],
    ['GET', `/login/${'0'.repeat(64)}`],
    ['POST', `/login/${'0'.repeat(64)}`],
  ])('%s %s leads to the other portal’s login', async (method, path) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
    const body = method === 'POST' ? 'email=p-100%40example.org' : undefined;
    const answer = await world.send(method, path, { headers, ...(body === undefined ? {} : { body }) });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/login']);
    await world.deliverDue();
    expect(world.mailer.accepted).toEqual([]);
  });

  it('a login link mailed earlier lets nobody in', async () => {
    await world.deps.requestLogin({ email: 'p-100@example.org', language: 'de', next: '/dashboard' });
    await world.deliverDue();
    const mail = world.mailer.accepted.findLast(({ content }) => content.kind === 'login_link')?.content;
    const link = mail?.kind === 'login_link' ? new URL(mail.loginUrl).pathname : '';
    const answer = await world.send('POST', link, { headers: { 'Sec-Fetch-Site': 'same-origin' } });
    expect([answer.headers['location'], answer.headers['set-cookie']]).toEqual(['/login', undefined]);
  });
});

describe('api#portal-keys · key sets of others', () => {
  const huge = { ...RSA, kid: 'huge', e: Buffer.alloc(64, 0xff).toString('base64url') };
  const even = Buffer.from(RSA.n ?? '', 'base64url');
  even[even.length - 1] = (even.at(-1) ?? 0) & 0xfe;
  it.each<readonly [string, unknown]>([
    ['null', null],
    ['a text', 'key'],
    ['nothing in it', {}],
    ['a kind that nobody knows', { kty: 'XYZ', kid: 'x' }],
    ['RSA without a modulus', { kty: 'RSA', kid: 'x', e: 'AQAB' }],
    ['EC off the curve', { ...EC, kid: 'x', x: EC.y }],
    ['another curve', { kty: 'OKP', crv: 'X25519', kid: 'x', x: Buffer.alloc(32, 7).toString('base64url') }],
    ['a shared secret', { kty: 'oct', kid: 'x', k: 'c2VjcmV0' }],
    ['numbers for texts', { ...RSA, kid: 'x', n: 7 }],
    ['an exponent as long as the modulus', huge],
  ])('%s beside valid keys locks nobody out', async (_, odd) => {
    keys = { keys: [odd, RSA, EC] };
    expect([await bearer(), await bearer({}, 'ec')]).toEqual([200, 200]);
  });

  it.each([
    ['exponent 1', { ...RSA, e: 'AQ' }],
    ['an even exponent', { ...RSA, e: 'AQAA' }],
    ['exponent 0', { ...RSA, e: 'AA' }],
    ['an even modulus', { ...RSA, n: even.toString('base64url') }],
    [
      'a small modulus',
      {
        ...RSA,
        n: Buffer.from(RSA.n ?? '', 'base64url')
          .subarray(-128)
          .toString('base64url'),
      },
    ],
  ])('RSA with %s is not used', async (_, weak) => {
    keys = { keys: [weak, EC] };
    expect([await bearer(), await bearer({}, 'ec')]).toEqual([401, 200]);
  });

  it('with exponent 1 anybody could sign, and must not get in', async () => {
    keys = { keys: [{ ...RSA, e: 'AQ' }, EC] };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: 'u', role: 'partner', customer_number: 'P-100', iss: ISSUER, exp: seconds() + 60 };
    const signed = `${part({ alg: 'RS256', kid: 'rsa' })}.${part(claims)}`;
    const { createHash } = await import('node:crypto');
    const digest = createHash('sha256').update(signed).digest();
    const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
    const length = Buffer.from(RSA.n ?? '', 'base64url').length;
    const padding = Buffer.alloc(length - prefix.length - digest.length - 3, 0xff);
    const forged = Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), prefix, digest]);
    const token = `${signed}.${forged.toString('base64url')}`;
    expect((await world.send('GET', API, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
  });

  it('a set without usable keys is an outage, with the real reason in the log', async () => {
    keys = { keys: [{ ...RSA, e: 'AQ' }] };
    expect(await bearer()).toBe(503);
    expect(world.logLines.join('')).toContain('None of the keys at PORTAL_JWKS_URL can be used');
  });

  it('an outage does not affect pages without a login', async () => {
    status = 500;
    const booking = await book(world);
    const token = world.tokens.reveal('booking', booking.token);
    const cookie = `portal_session=${await jwt()}`;
    expect((await withCookie('GET', PAGE, cookie)).status).toBe(503);
    expect((await withCookie('GET', API, cookie)).status).toBe(503);
    for (const path of [
      `/api/confirm/${token}`,
      '/confirmation-success',
      '/confirmation-error?reason=expired',
      '/confirmation-error/reopened',
      '/favicon.svg',
    ])
      expect([path, (await withCookie('GET', path, cookie)).status]).toEqual([path, 200]);
    expect((await withCookie('GET', '/login', cookie)).headers['location']).toContain(LOGIN);
    const { headers, body } = pressed(world, booking);
    const answer = await world.send('POST', `/api/confirm/${token}`, { headers: { ...headers, Cookie: cookie }, body });
    expect(answer.headers['location']).toBe('/confirmation-success');
  });
});
