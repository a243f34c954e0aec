import { asCustomerNumber } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import { createOperationsApp } from '../src/app.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { send } from './client.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

const SECRET = 'metrics secret of the tests, long enough';
let world: World;
let operations: RunningServer | undefined;
afterEach(async () => {
  await world.stop();
  await operations?.stop();
});

const open = async (settings: WorldOptions['settings'] = {}): Promise<void> => {
  world = await openWorld({ settings });
};
const statusOf = async (headers: Record<string, string> = {}) =>
  (await world.send('GET', '/metrics', { headers })).status;

describe('api#health: /metrics', () => {
  it('is text for Prometheus, and not cached', async () => {
    await open();
    const { status, headers, text } = await world.send('GET', '/metrics');
    expect([status, text]).toEqual([200, 'up 1\n']);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  it('requires METRICS_SECRET when it is set', async () => {
    await open({ metricsSecret: SECRET });
    expect(await statusOf({ Authorization: `Bearer ${SECRET}` })).toBe(200);
    expect(await statusOf()).toBe(401);
    expect(await statusOf({ Authorization: `Bearer ${SECRET.slice(0, -1)}` })).toBe(401);
    expect(await statusOf({ Authorization: `Basic ${Buffer.from(SECRET).toString('base64')}` })).toBe(401);
    expect(await statusOf(await world.as(asCustomerNumber('P-100')))).toBe(401);
  });

  it('is closed in production without a secret, like an unknown address', async () => {
    await open({ production: true });
    const { status, json } = await world.send('GET', '/metrics');
    expect(status).toBe(404);
    expect(json).toEqual((await world.send('GET', '/metrics/nothing')).json);
    await world.stop();
    await open({ production: true, metricsSecret: SECRET });
    expect(await statusOf({ Authorization: `Bearer ${SECRET}` })).toBe(200);
  });
});

describe('a process without pages', () => {
  it('serves its health and metrics with the same rules, and nothing else', async () => {
    await open({ metricsSecret: SECRET });
    operations = await startServer(createOperationsApp(world.deps), { host: '127.0.0.1', port: 0 });
    const { url } = operations;
    const ask = (path: string, headers: Record<string, string> = {}) => send(url, 'GET', path, { headers });
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', { Authorization: `Bearer ${SECRET}` })).text).toBe('up 1\n');
    for (const path of ['/login', '/api/partner/bookings', '/dashboard', '/']) {
      const answer = await ask(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers['content-security-policy'], path).toContain("default-src 'self'");
    }
  });
});
