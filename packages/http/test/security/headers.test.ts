import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../world.ts';

let world: World;
afterEach(() => world.stop());

const HTTPS = { publicUrl: 'https://portal.example.org', secureCookies: true };

describe('attack headers · beyond those of every route', () => {
  it.each(['/healthz', '/nothing', '/api/partner/bookings'])('are on every answer, such as of %s', async (path) => {
    world = await openWorld();
    const { headers } = await world.send('GET', path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each(['/api/confirm/x', '/api/decline/x', '/login/x'])('an error at %s keeps the address secret', async (path) => {
    world = await openWorld();
    const answer = await world.send('DELETE', path);
    expect(answer.status).toBe(405);
    expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });

  it("allow a form to end at the other portal's login, if there is one", async () => {
    world = await openWorld({ settings: { portalLoginUrl: 'https://login.example.org/in?x=1' } });
    const { headers } = await world.send('GET', '/healthz');
    expect(headers['content-security-policy']).toContain("form-action 'self' https://login.example.org;");
  });

  it.each([
    ['https in production', { ...HTTPS, production: true }, 'max-age=31536000; includeSubDomains'],
    ['https while developing', HTTPS, undefined],
    ['http', { production: true }, undefined],
  ])('require https only on https in production: %s', async (_, settings, expected) => {
    world = await openWorld({ settings });
    const { headers } = await world.send('GET', '/healthz');
    expect(headers['strict-transport-security']).toBe(expected);
  });

  it('api#request-id answers have their request’s id, the requested one when it is valid', async () => {
    world = await openWorld();
    const named = await world.send('GET', '/healthz', { headers: { 'X-Request-Id': 'n8n:run-7' } });
    expect(named.headers['x-request-id']).toBe('n8n:run-7');
    for (const fine of ['x'.repeat(61), 'x'.repeat(64), 'f'.repeat(32)]) {
      const { headers } = await world.send('GET', '/healthz', { headers: { 'X-Request-Id': fine } });
      expect(headers['x-request-id']).toBe(fine);
    }
    // The last ones could be a link's token.
    for (const odd of ['a b', 'x'.repeat(65), '<script>', 'a@example.org', 'f'.repeat(64), 'F0'.repeat(30)]) {
      const { headers } = await world.send('GET', '/healthz', { headers: { 'X-Request-Id': odd } });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});
