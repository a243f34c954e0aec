import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { orderNumber } from '../bookings.ts';
import type { Sending } from '../client.ts';
import { OFFICE, openWorld, SETTINGS, type World } from '../world.ts';

type JSONSchema = Parameters<typeof z.fromJSONSchema>[0];
interface Described {
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, { content: { 'application/json': { schema: object } } }> }>
  >;
  readonly components: { readonly schemas: object };
}

const SIGNED_EVENTS = {
  'X-Twilio-Email-Event-Webhook-Signature': 'signature',
  'X-Twilio-Email-Event-Webhook-Timestamp': '1700000000',
};

let world: World;
let document: Described;
beforeEach(async () => {
  world = await openWorld({ deps: { readMailEvents: () => ({ type: 'read', reports: [] }) } });
  await world.partner();
  document = (await world.send('GET', '/openapi.json')).json as Described;
});
afterEach(() => world.stop());

/** The published schema of an answer, as something that checks. */
function schemaOf(operation: string, status: number): z.ZodType {
  const [method = '', path = ''] = operation.split(' ');
  const described = document.paths[path]?.[method]?.responses[String(status)];
  if (described === undefined) throw new Error(`${operation} does not say that it answers ${status}.`);
  const whole = { ...described.content['application/json'].schema, $defs: document.components.schemas };
  return z.fromJSONSchema(
    JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')) as JSONSchema,
  );
}

async function expectAsDescribed(operation: string, expected: number, sending: Sending, place = ''): Promise<void> {
  const [method = '', path = ''] = operation.split(' ');
  const address = place === '' ? path : place;
  const { status, json } = await world.send(method.toUpperCase(), address, sending);
  expect([operation, status]).toEqual([operation, expected]);
  expect(schemaOf(operation, status).safeParse(json).error?.issues, operation).toBeUndefined();
}

describe('decision 7: every operation answers as it is described', () => {
  it('when all is well', async () => {
    const partner = { headers: await world.as('P-100') };
    const office = { headers: await world.as(OFFICE) };
    const bookings = await world.order(...[1, 2, 3, 4].map((n) => orderNumber(n)));
    const [one, two, three, four] = bookings.map(({ id }) => id);
    const reason = { reason: 'capacity_full' };
    const webhook = { headers: { Authorization: `Bearer ${SETTINGS.webhookSecrets[0]}` } };
    world.shop.place(orderNumber(9));
    const driven: readonly (readonly [string, number, Sending, string?])[] = [
      ['get /api/partner/bookings', 200, partner],
      ['get /api/partner/bookings/pending', 200, partner],
      ['post /api/partner/bookings/{id}/confirm', 200, partner, `/api/partner/bookings/${one}/confirm`],
      ['post /api/partner/bookings/{id}/reopen', 200, partner, `/api/partner/bookings/${one}/reopen`],
      [
        'post /api/partner/bookings/{id}/decline',
        200,
        { ...partner, body: reason },
        `/api/partner/bookings/${two}/decline`,
      ],
      ['get /api/partner/bookings/{id}', 200, partner, `/api/partner/bookings/${two}`],
      ['get /api/manager/bookings', 200, office, '/api/manager/bookings?attention=rebooking'],
      ['get /api/manager/bookings', 200, office, '/api/manager/bookings?attention=flagged'],
      ['post /api/manager/bookings/{id}/confirm', 200, office, `/api/manager/bookings/${three}/confirm`],
      [
        'post /api/manager/bookings/{id}/decline',
        200,
        { ...office, body: reason },
        `/api/manager/bookings/${four}/decline`,
      ],
      ['get /api/manager/deliveries', 200, office],
      ['post /api/manager/deliveries/{id}/resend', 404, office, '/api/manager/deliveries/999/resend'],
      [
        'post /api/manager/partners/{customerNumber}/clear-bounce',
        200,
        office,
        '/api/manager/partners/P-100/clear-bounce',
      ],
      ['post /api/webhooks/new-order', 200, { ...webhook, body: { order_id: 1_009 } }],
      ['post /api/webhooks/new-order', 202, { ...webhook, body: { order_id: 77 } }],
      ['post /api/webhooks/sendgrid', 200, { headers: SIGNED_EVENTS, body: [] }],
      ['post /api/cron/booking-reminders', 200, { headers: { Authorization: `Bearer ${SETTINGS.cronSecret}` } }],
      ['get /healthz', 200, {}],
      ['get /readyz', 200, {}],
    ];
    for (const [operation, status, sending, place] of driven) {
      await expectAsDescribed(operation, status, sending, place);
    }
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(new Set(driven.map(([operation]) => operation))).toEqual(new Set(all));
  });

  it('and when it refuses', async () => {
    const partner = { headers: await world.as('P-100') };
    const bad = '/api/partner/bookings?page=x&more=1';
    await expectAsDescribed('get /api/partner/bookings', 400, partner, bad);
    await expectAsDescribed('get /api/partner/bookings', 401, {});
    await expectAsDescribed('get /api/partner/bookings', 403, { headers: await world.as(OFFICE) });
    await expectAsDescribed('get /api/partner/bookings/{id}', 404, partner, '/api/partner/bookings/999');
    await expectAsDescribed('get /healthz', 400, {}, '/healthz?%ff');
    const foreign = { headers: { Origin: 'https://evil.example.org' } };
    await expectAsDescribed('post /api/webhooks/new-order', 403, foreign);
    await expectAsDescribed('post /api/cron/booking-reminders', 403, foreign);
  });
});
