import { EVENT_SCHEMAS } from '@miomente/booking-domain';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, SETTINGS, type World } from '../world.ts';

const PATH = '/api/events';
const headers = { Authorization: `Bearer ${SETTINGS.eventsReadSecret}` };
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.partner();
});
afterEach(() => world.stop());

interface Page {
  readonly events: readonly Readonly<Record<string, string>>[];
  readonly next: number;
}
async function read(query = ''): Promise<Page> {
  const answer = await world.send('GET', `${PATH}${query}`, { headers });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: Page }).data;
}

describe('events#pull: GET /api/events', () => {
  it('gives what happened, in order, and where to go on', async () => {
    const [one] = await world.order(orderNumber(1));
    const first = await read();
    expect(first.events.map(({ type, subject, source }) => [type, subject, source])).toEqual(
      ['booking_registered', 'partner_asked'].map((type) => [
        `de.miomente.booking.${type}.v1`,
        String(one?.id),
        'urn:miomente:booking',
      ]),
    );
    expect(await read(`?after=${first.next}`)).toEqual({ events: [], next: first.next });
    await world.order(orderNumber(2));
    const second = await read(`?after=${first.next}&limit=1`);
    expect(second.events).toHaveLength(1);
    expect((await read(`?after=${second.next}`)).events).toHaveLength(1);
    expect((await read('?after=0')).events).toHaveLength(4);
    expect(await read('?after=0')).toEqual(await read());
  });

  it('events#order: gives positions to what has none before it reads, and is stored by nobody on the way', async () => {
    await world.stop();
    const calls: string[] = [];
    world = await openWorld({
      around: ({ port, method }, run) => {
        if (port === 'events') calls.push(method);
        return run();
      },
    });
    const answer = await world.send('GET', PATH, { headers });
    expect([answer.status, calls]).toEqual([200, ['publish', 'after']]);
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('says nothing of the customer but the order’s numbers', async () => {
    await world.order(orderNumber(1, { customer: { firstName: 'Canaria', email: 'canary@example.org' } }));
    expect(JSON.stringify(await read())).not.toMatch(/canar/i);
  });

  it.each([
    ['no secret', {}],
    ['a wrong one', { Authorization: 'Bearer wrong' }],
    ['that of the sweep', { Authorization: `Bearer ${SETTINGS.cronSecret}` }],
  ])('answers 401 to %s', async (_, wrong) => {
    expect((await world.send('GET', PATH, { headers: wrong })).status).toBe(401);
  });

  it('answers 404 when no secret is configured, whatever is sent', async () => {
    await world.stop();
    world = await openWorld({ settings: { eventsReadSecret: null } });
    expect((await world.send('GET', PATH, { headers })).status).toBe(404);
    expect((await world.send('GET', PATH)).status).toBe(404);
  });

  it.each(['?after=-1', '?after=x', '?limit=0', '?limit=1001', '?from=1', '?after=1&after=2'])(
    'refuses %s',
    async (query) => {
      expect((await world.send('GET', `${PATH}${query}`, { headers })).status).toBe(400);
    },
  );

  it('events#schemas: every event is as its schema says', async () => {
    await world.order(orderNumber(1));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const event of (await read()).events) {
      const validate = ajv.compile(EVENT_SCHEMAS[event['type'] ?? ''] ?? expect.fail(`No schema of ${event['type']}.`));
      expect([event['type'], validate(event), validate.errors]).toEqual([event['type'], true, null]);
    }
  });
});
