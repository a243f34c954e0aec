import { asBookingId, asCustomerNumber, PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import { orderNumber } from './bookings.ts';
import { openWorld, SETTINGS, type World, type WorldOptions } from './world.ts';

const CANARIES = ['Kanarienvogel', 'kanari@example.org', '+49 89 000999', 'geheime Notiz', 'kanari-query'];
const REQUEST_FIELDS = [
  'code',
  'durationMs',
  'hostname',
  'level',
  'method',
  'msg',
  'pid',
  'requestId',
  'route',
  'status',
  'time',
];
let world: World;
afterEach(() => world.stop());

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  await world.partner();
  const customer = { firstName: 'Kim', lastName: 'Kanarienvogel', email: 'kanari@example.org', phone: '+49 89 000999' };
  await world.order(orderNumber(1, { customer }));
}
const lines = () => world.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('attack leaks · links#no-tokens-in-logs: tokens and customer data never reach a log', () => {
  it('for any request, answer and refusal', async () => {
    await open();
    const booking = await world.booking(asBookingId(1));
    const token = booking === undefined ? '' : (world.tokens.reveal('booking', booking.token) ?? '');
    expect(token).toHaveLength(64);
    const jwt = await world.sessionJwt(asCustomerNumber('P-100'));
    const headers = { Authorization: `Bearer ${jwt}`, 'User-Agent': 'Kanarienvogel/1.0', Referer: `http://x/${token}` };
    const body = { notes: 'geheime Notiz' };
    const webhook = { Authorization: `Bearer ${SETTINGS.webhookSecrets[0]}` };
    for (const [method, path, sending] of [
      ['GET', '/api/partner/bookings?search=kanari-query', { headers }],
      ['GET', '/api/partner/bookings?kanari-query=Kanarienvogel', { headers }],
      ['GET', '/api/partner/bookings/1', { headers }],
      ['POST', '/api/partner/bookings/1/confirm', { headers, body }],
      ['POST', '/api/partner/bookings/1/confirm', { headers, body: { [body.notes]: 1 } }],
      ['POST', '/api/partner/bookings/1/decline', { headers, body: { reason: 'geheime Notiz' } }],
      ['GET', `/api/confirm/${token}`, { headers }],
      ['POST', `/api/confirm/${token}`, { headers }],
      ['GET', `/api/decline/${token}`, { headers }],
      ['GET', `/api/nothing/${token}`, { headers }],
      ['GET', `/${token}/Kanarienvogel`, { headers }],
      [
        'POST',
        '/api/webhooks/new-order',
        { headers: webhook, body: { order_id: 1_001, customer_email: 'kanari@example.org' } },
      ],
      ['POST', '/api/webhooks/new-order', { headers: webhook, body: '{"Kanarienvogel' }],
    ] as const) {
      await world.send(method, path, sending);
    }
    const log = world.logLines.join('');
    expect(lines()).toHaveLength(13);
    for (const secret of [token, jwt, ...CANARIES, SETTINGS.webhookSecrets[0] ?? '', '127.0.0.1']) {
      expect(log.includes(secret), secret).toBe(false);
    }
    for (const line of lines()) expect(Object.keys(line).sort()).toEqual(REQUEST_FIELDS);
  });

  it('a request is logged with its pattern, status and name', async () => {
    await open();
    await world.send('GET', '/api/partner/bookings/1', { headers: { 'X-Request-Id': 'r-1' } });
    await world.send('GET', '/api/partner/bookings/pending', { headers: await world.as(asCustomerNumber('P-100')) });
    await world.send('GET', '/api/nothing');
    expect(lines()).toMatchObject([
      { requestId: 'r-1', method: 'GET', route: '/api/partner/bookings/:id', status: 401, code: 'unauthenticated' },
      { method: 'GET', route: '/api/partner/bookings/pending', status: 200, code: null },
      { method: 'GET', route: null, status: 404, code: 'not_found' },
    ]);
  });
});

describe('attack leaks · failures are logged with kind and place', () => {
  async function failWith(error: unknown): Promise<Record<string, unknown> | undefined> {
    await open({
      deps: {
        confirmBooking: async () => {
          throw error;
        },
      },
    });
    await world.send('POST', '/api/partner/bookings/1/confirm', { headers: await world.as(asCustomerNumber('P-100')) });
    return lines().find(({ msg }) => msg === 'failure');
  }

  it('a bug without its message, which may quote data', async () => {
    const error = new TypeError(
      'can not read Kanarienvogel\n    at kanari@example.org (geheime:1:2)\nDETAIL: row of Kim',
    );
    const line = await failWith(error);
    expect(line).toMatchObject({ error: 'TypeError', reason: null, route: '/api/partner/bookings/:id/confirm' });
    expect(line?.['at']).toEqual(expect.arrayContaining([expect.stringContaining('logging.test.ts')]));
    expect(JSON.stringify(line)).not.toMatch(/kanari|geheime|Kim/i);
  });

  it.each([
    new TransientFailure('The database did not answer within 5 s.'),
    new PermanentFailure('Odoo has no model helpdesk.ticket; set ODOO_TICKET_MODEL.'),
  ])('a failure of an external system with its message, which is safe by contract', async (error) => {
    expect(await failWith(error)).toMatchObject({ error: error.name, reason: error.message });
  });

  it('a thrown value that is no error, by its type', async () => {
    expect(await failWith('Kanarienvogel')).toMatchObject({ error: 'string', reason: null, at: [] });
  });

  it('a refusal is no failure', async () => {
    await open();
    await world.send('GET', '/api/partner/bookings/99', { headers: await world.as(asCustomerNumber('P-100')) });
    expect(lines().map(({ msg }) => msg)).toEqual(['request']);
  });
});
