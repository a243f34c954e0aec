import { randomUUID } from 'node:crypto';
import { Router } from '@koa/router';
import { asCustomerNumber, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { aPartner, createMemoryPersistence, SettableClock } from '@miomente/booking-domain/testing';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';
import { makeDevices } from '../../src/device/devices.ts';
import type { RequestState } from '../../src/request/context.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { makeSessions } from '../../src/session/sessions.ts';
import type { HttpSettings } from '../../src/settings.ts';
import { send } from '../client.ts';
import { MANAGER, SETTINGS } from '../world.ts';

const HTTPS: Partial<HttpSettings> = { publicUrl: 'https://portal.example.org', secureCookies: true };
let server: RunningServer;
let clock: SettableClock;
afterEach(() => server.stop());

/** A small app that logs in, logs out, remembers devices, and tells the session of a request. */
async function open(overrides: Partial<HttpSettings> = {}): Promise<void> {
  clock = new SettableClock();
  const { ports } = createMemoryPersistence({ clock });
  await ports.partners.save(aPartner());
  const deps = { ...ports, settings: { ...SETTINGS, ...overrides }, clock };
  const sessions = makeSessions(deps);
  const devices = makeDevices(deps);
  const router = new Router<RequestState>();
  router.post('/login/partner', async (ctx) => {
    await sessions.start(ctx, { role: 'partner', customerNumber: asCustomerNumber('P-100'), name: 'x' }, randomUUID());
    ctx.status = 204;
  });
  router.post('/login/manager', async (ctx) => {
    await sessions.start(ctx, { role: 'manager', address: MANAGER }, randomUUID());
    ctx.status = 204;
  });
  router.post('/logout', async (ctx) => {
    await sessions.end(ctx);
    ctx.status = 204;
  });
  router.get('/who', async (ctx) => {
    const session = await sessions.read(ctx);
    ctx.body = session === undefined ? 'nobody' : session.role === 'partner' ? session.partner.name : session.address;
  });
  router.post('/device/:customerNumber', (ctx) => {
    devices.remember(ctx, asCustomerNumber(ctx.params['customerNumber'] ?? ''));
    ctx.status = 204;
  });
  router.get('/device/:customerNumber', (ctx) => {
    ctx.body = String(devices.isDeviceOf(ctx)(asCustomerNumber(ctx.params['customerNumber'] ?? '')));
  });
  const app = new Koa<RequestState>();
  app.use(router.routes());
  server = await startServer(app, { host: '127.0.0.1', port: 0 });
}

const post = (path: string, headers: Record<string, string> = {}) => send(server.url, 'POST', path, { headers });
const read = async (path: string, Cookie = ''): Promise<string> =>
  (await send(server.url, 'GET', path, { headers: { Cookie } })).text;
/** The cookie set by an answer: name and value, and its attributes. */
async function setBy(path: string, Cookie = ''): Promise<{ pair: string; attributes: readonly string[] }> {
  const [cookie = ''] = (await post(path, { Cookie })).headers['set-cookie'] ?? [];
  const [pair = '', ...attributes] = cookie.split('; ');
  return { pair, attributes };
}

describe('attack session · links#login: a session of our own', () => {
  it('lasts twelve hours', async () => {
    await open();
    const { pair } = await setBy('/login/partner');
    expect(await read('/who', pair)).toBe('Kochschule Beispiel');
    clock.advance(12 * HOUR_MS - 1_000);
    expect(await read('/who', pair)).toBe('Kochschule Beispiel');
    clock.advance(1_000);
    expect(await read('/who', pair)).toBe('nobody');
  });

  it('is out of reach of scripts and of forms on other sites', async () => {
    await open();
    const { pair, attributes } = await setBy('/login/partner');
    expect(pair).toMatch(/^booking_session=/);
    expect(attributes).toEqual(['Path=/', 'Max-Age=43200', 'HttpOnly', 'SameSite=Lax']);
  });

  it('on https stays on https and on this host', async () => {
    await open(HTTPS);
    const { pair, attributes } = await setBy('/login/partner');
    expect(pair).toMatch(/^__Host-booking_session=/);
    expect(attributes).toContain('Secure');
    expect(await read('/who', pair)).toBe('Kochschule Beispiel');
    expect(await read('/who', pair.replace('__Host-', ''))).toBe('nobody');
  });

  it('identifies a manager by address', async () => {
    await open();
    expect(await read('/who', (await setBy('/login/manager')).pair)).toBe(MANAGER);
  });

  it('ends for good at logout, also for copies of its cookie', async () => {
    await open();
    const { pair } = await setBy('/login/partner');
    const other = await setBy('/login/partner');
    const answer = await post('/logout', { Cookie: pair, 'Sec-Fetch-Site': 'same-origin' });
    expect(answer.headers['set-cookie']).toEqual(['booking_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
    expect(await read('/who', pair)).toBe('nobody');
    expect(await read('/who', other.pair)).toBe('Kochschule Beispiel');
  });
});

describe('links#known-device: a device that the partner has used before', () => {
  it('is known for a year', async () => {
    await open();
    const { pair, attributes } = await setBy('/device/P-100');
    expect(attributes).toEqual(['Path=/', 'Max-Age=31536000', 'HttpOnly', 'SameSite=Lax']);
    clock.advance(365 * DAY_MS - 1);
    expect(await read('/device/P-100', pair)).toBe('true');
    clock.advance(1);
    expect(await read('/device/P-100', pair)).toBe('false');
  });

  it("is this partner's and no other's", async () => {
    await open();
    const { pair } = await setBy('/device/P-100');
    expect(await read('/device/P-200', pair)).toBe('false');
    expect(await read('/device/P-100')).toBe('false');
  });

  it('may belong to several customer numbers, the latest twenty', async () => {
    await open();
    let { pair } = await setBy('/device/P-1');
    for (let n = 2; n <= 21; n += 1) ({ pair } = await setBy(`/device/P-${n}`, pair));
    expect(await read('/device/P-1', pair)).toBe('false');
    expect(await read('/device/P-2', pair)).toBe('true');
    expect(await read('/device/P-21', pair)).toBe('true');
  });

  it('can not be forged', async () => {
    await open();
    const { pair } = await setBy('/device/P-100');
    const [name, value = ''] = pair.split('=');
    const [payload = '', mac] = value.split('.');
    const other = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('P-100', 'P-200')).toString(
      'base64url',
    );
    for (const forged of [`${other}.${mac}`, payload, `${payload}.`, `${payload}.x`, `${value}.x`, '', '.', 'x.y.z']) {
      expect(await read('/device/P-200', `${name}=${forged}`)).toBe('false');
      expect(await read('/device/P-100', `${name}=${forged}`)).toBe('false');
    }
  });

  it('is no login', async () => {
    await open();
    const { pair } = await setBy('/device/P-100');
    expect(await read('/who', pair.replace('booking_device', 'booking_session'))).toBe('nobody');
  });

  it('stays known during a rotation of the secret', async () => {
    await open();
    const { pair } = await setBy('/device/P-100');
    await server.stop();
    await open({
      portalJwtSecret: 'the next secret, which is long enough',
      portalJwtSecretPrevious: SETTINGS.portalJwtSecret,
    });
    expect(await read('/device/P-100', pair)).toBe('true');
    await server.stop();
    await open({ portalJwtSecret: 'the next secret, which is long enough' });
    expect(await read('/device/P-100', pair)).toBe('false');
  });
});
