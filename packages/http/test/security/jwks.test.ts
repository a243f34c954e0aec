import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asCustomerNumber, HOUR_MS, MINUTE_MS, SECOND_MS } from '@miomente/booking-domain';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openWorld, SETTINGS, type World } from '../world.ts';

const ISSUER = 'https://portal.example.org';
const PARTNER = '/api/partner/bookings';
const rsa = await generateKeyPair('RS256', { extractable: true });
const ec = await generateKeyPair('ES256', { extractable: true });
const ed = await generateKeyPair('EdDSA', { extractable: true });
const strangers = await generateKeyPair('RS256', { extractable: true });
const RSA: JWK = { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' };
const KEYS: readonly JWK[] = [
  RSA,
  { ...(await exportJWK(ec.publicKey)), kid: 'ec' },
  { ...(await exportJWK(ed.publicKey)), kid: 'ed' },
];

let world: World;
let server: Server;
let fetched: string[];
let answer: { status: number; body: string };

beforeEach(async () => {
  fetched = [];
  answer = { status: 200, body: JSON.stringify({ keys: KEYS }) };
  server = createServer((request, response) => {
    fetched.push(request.url ?? '');
    const strange = JSON.stringify({ keys: [{ ...strangersJwk, kid: 'rsa' }] });
    const { status, body } = request.url === '/jwks' ? answer : { status: 200, body: strange };
    response.writeHead(status, { 'Content-Type': 'application/json', Location: '/elsewhere' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world = await openWorld({ settings: { portalJwksUrl: `${origin()}/jwks`, portalJwtIssuer: ISSUER } });
  await world.partner();
});
afterEach(async () => {
  await world.stop();
  server.closeAllConnections();
  server.close();
});
const strangersJwk = await exportJWK(strangers.publicKey);
const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const claims = (more: Record<string, unknown> = {}) => ({
  sub: 'u-1',
  role: 'partner',
  customer_number: 'P-100',
  iss: ISSUER,
  exp: Math.floor((world.clock.now() + HOUR_MS) / 1_000),
  ...more,
});
const sign = (header: JWTHeaderParameters, key: CryptoKey | Uint8Array, more: Record<string, unknown> = {}) =>
  new SignJWT(claims(more)).setProtectedHeader(header).sign(key);
const statusOf = async (jwt: string, path = PARTNER): Promise<number> =>
  (await world.send('GET', path, { headers: { Authorization: `Bearer ${jwt}` } })).status;

describe('api#sessions: JWTs signed with the keys at PORTAL_JWKS_URL', () => {
  it('let a partner in by RS256, ES256 and EdDSA; the keys are fetched once', async () => {
    expect(await statusOf(await sign({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey))).toBe(200);
    expect(await statusOf(await sign({ alg: 'ES256', kid: 'ec' }, ec.privateKey))).toBe(200);
    expect(await statusOf(await sign({ alg: 'EdDSA', kid: 'ed' }, ed.privateKey))).toBe(200);
    expect(fetched).toEqual(['/jwks']);
  });

  it('create managers, because their issuer is configured', async () => {
    const manager = { role: 'manager', sub: 'boss@example.org' };
    const path = '/api/manager/bookings?attention=missed';
    expect(await statusOf(await sign({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey, manager), path)).toBe(200);
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example.org' }],
    ['no issuer', { iss: undefined }],
    ['our own address as issuer', { iss: SETTINGS.publicUrl, aud: 'booking-session' }],
    ['no expiry', { exp: undefined }],
    ['an expiry in the past', { exp: 1 }],
  ])('are invalid with %s', async (_, more) => {
    expect(await statusOf(await sign({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey, more))).toBe(401);
  });

  it('rotate: a new key works after half a minute at the latest, a removed one no longer works', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const [older, newer] = [
      await sign({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey),
      await sign({ alg: 'RS256', kid: 'next' }, privateKey),
    ];
    expect(await statusOf(older)).toBe(200);
    const next: JWK = { ...(await exportJWK(publicKey)), kid: 'next' };
    answer = { status: 200, body: JSON.stringify({ keys: [RSA, next] }) };
    expect(await statusOf(newer)).toBe(401);
    vi.setSystemTime(Date.now() + 30 * SECOND_MS);
    expect([await statusOf(newer), await statusOf(older)]).toEqual([200, 200]);
    answer = { status: 200, body: JSON.stringify({ keys: [next] }) };
    vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
    expect([await statusOf(newer), await statusOf(older)]).toEqual([200, 401]);
  });

  it('do not affect our own sessions, which need no fetch, and replace the shared secret', async () => {
    expect((await world.send('GET', PARTNER, { headers: await world.as(asCustomerNumber('P-100')) })).status).toBe(200);
    expect(await statusOf(await sign({ alg: 'HS256' }, new TextEncoder().encode(SETTINGS.portalJwtSecret)))).toBe(401);
    expect(fetched).toEqual([]);
  });
});

describe('attack JWT · api#sessions: against the key set', () => {
  it('algorithm confusion: a public key is no shared secret', async () => {
    const forms = [await exportSPKI(rsa.publicKey), JSON.stringify(RSA), RSA.n ?? ''];
    for (const form of forms) {
      const jwt = await sign({ alg: 'HS256', kid: 'rsa' }, new TextEncoder().encode(form));
      expect(await statusOf(jwt)).toBe(401);
    }
  });

  it.each(['RS384', 'PS256'])('another algorithm for a key of the set: %s', async (alg) => {
    const jwk = await exportJWK(rsa.privateKey);
    expect(await statusOf(await sign({ alg, kid: 'rsa' }, (await importJWK(jwk, alg)) as CryptoKey))).toBe(401);
  });

  it('a key inside the JWT, or one that it points to, is neither used nor fetched', async () => {
    const headers: readonly JWTHeaderParameters[] = [
      { alg: 'RS256', jwk: strangersJwk as never },
      { alg: 'RS256', kid: 'rsa', jku: `${origin()}/evil` },
      { alg: 'RS256', kid: 'rsa', x5u: `${origin()}/evil` },
      { alg: 'RS256', kid: `${origin()}/evil` },
      { alg: 'RS256', kid: '../../evil' },
      { alg: 'RS256', kid: "' OR 1=1 --" },
    ];
    for (const header of headers) expect(await statusOf(await sign(header, strangers.privateKey))).toBe(401);
    expect(new Set(fetched)).toEqual(new Set(['/jwks']));
  });

  it('many unknown keys do not cause many fetches', async () => {
    for (let i = 0; i < 20; i += 1) {
      expect(await statusOf(await sign({ alg: 'RS256', kid: `unknown-${i}` }, strangers.privateKey))).toBe(401);
    }
    expect(fetched).toEqual(['/jwks']);
  });

  it.each([
    [500, 'broken'],
    [200, 'no JSON'],
    [200, '{"keys": 1}'],
    [302, ''],
  ])('when keys can not be fetched, nobody is let in or sent away: %i %s', async (status, body) => {
    answer = { status, body };
    const jwt = await sign({ alg: 'RS256', kid: 'rsa' }, strangers.privateKey);
    expect(await statusOf(jwt)).toBe(503);
    expect((await world.send('GET', PARTNER, { headers: await world.as(asCustomerNumber('P-100')) })).status).toBe(200);
    expect(fetched).toEqual(['/jwks']);
  });
});
