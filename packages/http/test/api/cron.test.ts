import { asBookingId, HOUR_MS, TransientFailure } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, SETTINGS, type World } from '../world.ts';

const PATH = '/api/cron/booking-reminders';
const headers = { Authorization: `Bearer ${SETTINGS.cronSecret}` };
let world: World;
afterEach(() => world.stop());

describe('reminders#sweep: the sweep by an external scheduler', () => {
  it('FR-4.1 to FR-4.3 sends what is due, once, and counts it', async () => {
    world = await openWorld();
    await world.partner();
    const [booking] = await world.order(orderNumber(1));
    await world.deliverDue();
    const none = { firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 };

    world.clock.advance(24 * HOUR_MS);
    const first = await world.send('POST', PATH, { headers });
    expect(first.status).toBe(200);
    expect(first.json).toEqual({ success: true, data: { ...none, firstReminders: 1 } });
    expect((await world.send('POST', PATH, { headers })).json).toEqual({ success: true, data: none });
    await world.deliverDue();

    world.clock.advance(24 * HOUR_MS);
    const second = await world.send('POST', PATH, { headers });
    expect(second.json).toEqual({ success: true, data: { ...none, secondReminders: 1 } });
    // The office is asked to phone once the second reminder has left.
    await world.deliverDue();
    expect((await world.booking(booking?.id ?? asBookingId(0)))?.escalation).toMatchObject({ reason: 'no_answer' });
  });

  it('any number at once sends each reminder once', async () => {
    world = await openWorld();
    await world.partner();
    await world.order(orderNumber(1));
    await world.deliverDue();
    world.clock.advance(24 * HOUR_MS);
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.send('POST', PATH, { headers })));
    const sent = answers.map(({ json }) => (json as { data: { firstReminders: number } }).data.firstReminders);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(1);
  });

  it.each([
    ['nothing', {}],
    ['a wrong secret', { Authorization: 'Bearer wrong' }],
    ['the webhook secret', { Authorization: `Bearer ${SETTINGS.webhookSecrets[0]}` }],
  ])('answers 401 to %s', async (_, wrong) => {
    world = await openWorld();
    expect((await world.send('POST', PATH, { headers: wrong })).status).toBe(401);
  });

  it('answers 404 when no secret is configured, whatever is sent', async () => {
    world = await openWorld({ settings: { cronSecret: null } });
    expect((await world.send('POST', PATH, { headers })).status).toBe(404);
    expect((await world.send('POST', PATH)).status).toBe(404);
  });

  it('ignores the body', async () => {
    world = await openWorld();
    expect((await world.send('POST', PATH, { headers, body: 'any thing' })).status).toBe(200);
  });

  it('answers 503 when the due bookings can not be read', async () => {
    world = await openWorld({
      deps: {
        sweepReminders: async () => {
          throw new TransientFailure('The database did not answer.');
        },
      },
    });
    expect((await world.send('POST', PATH, { headers })).status).toBe(503);
  });

  it('does not accept GET', async () => {
    world = await openWorld();
    const answer = await world.send('GET', PATH, { headers });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST');
    expect(answer.json).toMatchObject({ error: { code: 'method_not_allowed' } });
  });
});
