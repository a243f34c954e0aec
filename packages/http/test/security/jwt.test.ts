import { createHmac, generateKeyPairSync } from 'node:crypto';
import { asCustomerNumber, HOUR_MS } from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { MANAGER, OFFICE, openWorld, SETTINGS, type World, type WorldOptions } from '../world.ts';

const PARTNER = '/api/partner/bookings';
const OFFICE_LIST = '/api/manager/bookings?attention=missed';
let world: World;
afterEach(() => world.stop());

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  await world.partner();
}
const key = (secret: string): Uint8Array => new TextEncoder().encode(secret);
const seconds = (ms: number): number => Math.floor(ms / 1000);
const claims = (more: JWTPayload = {}): JWTPayload => ({
  sub: 'u-1',
  role: 'partner',
  customer_number: 'P-100',
  exp: seconds(world.clock.now() + HOUR_MS),
  ...more,
});
/** A JWT as the existing portal creates it. */
const portalJwt = (more: JWTPayload = {}, secret = SETTINGS.portalJwtSecret): Promise<string> =>
  new SignJWT(claims(more)).setProtectedHeader({ alg: 'HS256' }).sign(key(secret));
const withoutClaim = (name: string): Promise<string> => {
  const { [name]: _, ...rest } = claims();
  return new SignJWT(rest).setProtectedHeader({ alg: 'HS256' }).sign(key(SETTINGS.portalJwtSecret));
};
async function statusOf(jwt: string, path = PARTNER): Promise<number> {
  return (await world.send('GET', path, { headers: { Authorization: `Bearer ${jwt}` } })).status;
}

describe("attack JWT · api#sessions: another portal's", () => {
  it('lets a partner in, by header or cookie', async () => {
    await open();
    const jwt = await portalJwt();
    expect(await statusOf(jwt)).toBe(200);
    const answer = await world.send('GET', PARTNER, { headers: { Cookie: `booking_session=${jwt}` } });
    expect(answer.status).toBe(200);
  });

  it('has one valid spelling: padding, blanks and extra bits make another text', async () => {
    await open();
    const [header = '', payload = '', mac = ''] = (await portalJwt({}, SETTINGS.portalJwtSecret)).split('.');
    const loose = mac.slice(0, -1) + String.fromCharCode(mac.charCodeAt(mac.length - 1) + 1);
    for (const jwt of [
      `${header}.${payload}.${mac}=`,
      `${header}.${payload}.${loose}`,
      `${header}=.${payload}.${mac}`,
    ]) {
      expect(await statusOf(jwt), jwt).toBe(401);
      const answer = await world.send('GET', PARTNER, { headers: { Cookie: `booking_session=${jwt}` } });
      expect(answer.status, jwt).toBe(401);
    }
  });

  it('is valid with the previous secret during a rotation, and not later', async () => {
    await open({ settings: { portalJwtSecretPrevious: 'the secret before, also long enough' } });
    const jwt = await portalJwt({}, 'the secret before, also long enough');
    expect(await statusOf(jwt)).toBe(200);
    await world.stop();
    await open();
    expect(await statusOf(jwt)).toBe(401);
  });

  it('api#portal-elsewhere ends 30 seconds after its expiry', async () => {
    await open();
    const jwt = await portalJwt();
    world.clock.advance(HOUR_MS + 29_000);
    expect(await statusOf(jwt)).toBe(200);
    world.clock.advance(1_000);
    expect(await statusOf(jwt)).toBe(401);
  });

  it('is invalid before its time', async () => {
    await open();
    expect(await statusOf(await portalJwt({ nbf: seconds(world.clock.now() + 60_000) }))).toBe(401);
  });

  it.each(['exp', 'sub', 'role', 'customer_number'])('requires the claim %s', async (name) => {
    await open();
    expect(await statusOf(await withoutClaim(name))).toBe(401);
  });

  it.each([
    ['an unknown role', { role: 'admin' }],
    ['a list of roles', { role: ['manager'] as unknown as string }],
    ['an empty customer number', { customer_number: '' }],
    ['a customer number that is no text', { customer_number: 100 }],
    ['another customer number', { customer_number: 'P-404' }],
    ['an expiry in words', { exp: 'tomorrow' as unknown as number }],
  ])('is refused with %s', async (_, more) => {
    await open();
    expect(await statusOf(await portalJwt(more))).toBe(401);
  });

  it('issuer and audience are checked when configured', async () => {
    await open({ settings: { portalJwtIssuer: 'https://portal.example', portalJwtAudience: 'bookings' } });
    const right = { iss: 'https://portal.example', aud: 'bookings' };
    expect(await statusOf(await portalJwt(right))).toBe(200);
    expect(await statusOf(await portalJwt({ ...right, iss: 'https://evil.example' }))).toBe(401);
    expect(await statusOf(await portalJwt({ ...right, aud: 'shop' }))).toBe(401);
    expect(await statusOf(await portalJwt())).toBe(401);
  });

  it('creates a manager only when its issuer is configured', async () => {
    await open();
    const manager = { role: 'manager', sub: 'boss@portal.example', iss: 'https://portal.example' };
    expect(await statusOf(await portalJwt(manager), OFFICE_LIST)).toBe(401);
    await world.stop();
    await open({ settings: { portalJwtIssuer: 'https://portal.example' } });
    expect(await statusOf(await portalJwt(manager), OFFICE_LIST)).toBe(200);
    expect(await statusOf(await portalJwt({ ...manager, iss: SETTINGS.publicUrl }), OFFICE_LIST)).toBe(401);
  });

  it('can not pass for one of our own sessions by its claims', async () => {
    await open();
    const forged = { role: 'manager', sub: MANAGER, iss: SETTINGS.publicUrl, aud: 'booking-session' };
    expect(await statusOf(await portalJwt(forged), OFFICE_LIST)).toBe(401);
  });
});

describe('attack JWT · api#sessions: forged', () => {
  beforeEach(() => open());

  it('without signature', async () => {
    const jwt = new UnsecuredJWT(claims()).encode();
    expect(await statusOf(jwt)).toBe(401);
    expect(await statusOf(jwt.replace(/^[^.]+/, Buffer.from('{"alg":"None"}').toString('base64url')))).toBe(401);
  });

  it.each(['HS384', 'HS512'])('with %s under the right secret: one algorithm is allowed', async (alg) => {
    const jwt = await new SignJWT(claims()).setProtectedHeader({ alg }).sign(key(SETTINGS.portalJwtSecret));
    expect(await statusOf(jwt)).toBe(401);
  });

  it('with a key pair of their own', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const jwt = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', jwk } as never).sign(privateKey);
    expect(await statusOf(jwt)).toBe(401);
  });

  it('with another secret, or an empty one', async () => {
    expect(await statusOf(await portalJwt({}, 'another secret, long enough as well'))).toBe(401);
    const [header, payload] = (await portalJwt()).split('.');
    const mac = createHmac('sha256', '').update(`${header}.${payload}`).digest('base64url');
    expect(await statusOf(`${header}.${payload}.${mac}`)).toBe(401);
  });

  it('with a changed customer number', async () => {
    await world.partner(asCustomerNumber('P-200'));
    const [header, , mac] = (await portalJwt()).split('.');
    const payload = Buffer.from(JSON.stringify(claims({ customer_number: 'P-200' }))).toString('base64url');
    expect(await statusOf(`${header}.${payload}.${mac}`)).toBe(401);
  });

  it.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', '..', 'null', `${'a'.repeat(5_000)}.b.c`, '{"alg":"HS256"}'])(
    'malformed: %s',
    async (jwt) => {
      expect(await statusOf(jwt)).toBe(401);
    },
  );

  it('a confirm link is no login', async () => {
    const [booking] = await world.order(orderNumber(1));
    const token = booking === undefined ? '' : (world.tokens.reveal('booking', booking.token) ?? '');
    expect(token).toHaveLength(64);
    expect(await statusOf(token)).toBe(401);
    const answer = await world.send('GET', PARTNER, { headers: { Cookie: `booking_session=${token}` } });
    expect(answer.status).toBe(401);
  });

  it('the answer says Bearer, and not what was wrong', async () => {
    const answer = await world.send('GET', PARTNER, { headers: { Authorization: 'Bearer x' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json).toEqual({
      success: false,
      error: {
        code: 'unauthenticated',
        message: 'Bitte melden Sie sich an; die Anmeldung fehlt, ist abgelaufen oder gilt nicht.',
      },
    });
  });
});

describe('attack session · links#login: the partner’s state is read at each request', () => {
  it('a session ends when its partner is inactive or gone', async () => {
    await open();
    const headers = await world.as(asCustomerNumber('P-100'));
    await world.partners.save(aPartner({ active: false }));
    expect((await world.send('GET', PARTNER, { headers })).status).toBe(401);
    expect((await world.send('GET', PARTNER, { headers: await world.as(asCustomerNumber('P-404')) })).status).toBe(401);
  });

  it('a manager is one while MANAGER_EMAILS says so', async () => {
    await open({ settings: { managerEmails: ['else@example.org'] } });
    expect((await world.send('GET', OFFICE_LIST, { headers: await world.as(OFFICE) })).status).toBe(401);
  });

  it('a revoked session is invalid', async () => {
    await open();
    const headers = await world.as(asCustomerNumber('P-100'));
    await world.revokedSessions.revoke('session-of-P-100', world.clock.now() + HOUR_MS);
    expect((await world.send('GET', PARTNER, { headers })).status).toBe(401);
  });

  it('a session of another deployment is not one of ours, even with the same secret', async () => {
    await open();
    const jwt = await world.sessionJwt(asCustomerNumber('P-100'));
    await world.stop();
    await open({ settings: { publicUrl: 'http://staging.example.org' } });
    expect(await statusOf(jwt)).toBe(401);
  });
});
