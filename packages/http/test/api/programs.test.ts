import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, SETTINGS, type World } from '../world.ts';

let world: World;
afterEach(() => world.stop());

const WEBHOOK = '/api/webhooks/new-order';
const CRON = '/api/cron/booking-reminders';
const [SECRET = ''] = SETTINGS.webhookSecrets;
const bearer = { Authorization: `Bearer ${SECRET}` };

describe('api#programs-are-told: refusals for programs', () => {
  it.each<
    readonly [string, 'GET' | 'POST', string, { headers?: Record<string, string>; body?: unknown }, number, RegExp]
  >([
    ['no secret', 'POST', WEBHOOK, { body: {} }, 401, /^expected Authorization: Bearer WEBHOOK_SECRET, or .*signature/],
    [
      'a wrong secret for the sweep',
      'POST',
      CRON,
      {},
      401,
      /^expected Authorization: Bearer BOOKING_REMINDER_CRON_SECRET$/,
    ],
    ['no secret for the metrics', 'GET', '/metrics', {}, 401, /^expected Authorization: Bearer METRICS_SECRET$/],
    [
      'no JSON',
      'POST',
      WEBHOOK,
      { headers: { ...bearer, 'Content-Type': 'application/json' }, body: '{' },
      400,
      /^body: expected JSON in UTF-8$/,
    ],
    [
      'a form',
      'POST',
      WEBHOOK,
      { headers: { ...bearer, 'Content-Type': 'text/plain' }, body: 'a=1' },
      415,
      /^content-type: must be application\/json in UTF-8$/,
    ],
    [
      'too much',
      'POST',
      WEBHOOK,
      { headers: { ...bearer, 'Content-Type': 'application/json' }, body: ' '.repeat(200_000) },
      413,
      /^body: expected at most \d+ bytes$/,
    ],
    ['another method', 'GET', WEBHOOK, {}, 405, /^method: expected one of those in Allow$/],
    ['no such webhook', 'POST', '/api/webhooks/other', {}, 404, /^no such address/],
    [
      'a provider that is not configured',
      'POST',
      '/api/webhooks/sendgrid',
      {},
      404,
      /^no such address, or it is not switched on by a setting$/,
    ],
  ])('%s', async (_, method, path, { headers = {}, body }, status, message) => {
    world = await openWorld({ settings: { metricsSecret: 'the secret of the metrics, for tests' } });
    const german = { 'Accept-Language': 'de', ...headers };
    const answer = await world.send(method, path, body === undefined ? { headers: german } : { headers: german, body });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json).toMatchObject({ success: false, error: { message: expect.stringMatching(message) } });
  });

  it('people still get their own language', async () => {
    world = await openWorld();
    const answer = await world.send('GET', '/api/partner/bookings', { headers: { 'Accept-Language': 'de' } });
    expect(answer.json).toMatchObject({ error: { message: expect.stringContaining('Bitte') } });
  });
});
