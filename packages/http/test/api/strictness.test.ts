import { asBookingId, asCustomerNumber } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderNumber } from '../bookings.ts';
import { openWorld, type World } from '../world.ts';

const LIST = '/api/partner/bookings';
let world: World;
let headers: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  await world.partner();
  await world.order(orderNumber(1));
  headers = { ...(await world.as(asCustomerNumber('P-100'))), 'Accept-Language': 'en' };
});
afterAll(() => world.stop());

interface Problem {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly issues?: readonly { path: string; message: string }[];
  };
}
async function refused(
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Problem['error']> {
  const answer = await world.send(method, path, { headers: { ...headers, ...more }, body });
  expect(answer.status, answer.text).toBe(400);
  return (answer.json as Problem).error;
}

describe('attack input · api#envelope: parameters of a list are validated', () => {
  it.each([
    [
      'status=open',
      'query.status',
      'has none of the possible values (expected: all | pending | confirmed | declined | cancelled)',
    ],
    ['status=pending&status=confirmed', 'query.status', 'may be given only once'],
    ['from=3.3.2025', 'query.from', 'does not have the expected form (expected: YYYY-MM-DD)'],
    ['from=2025-02-30', 'query.from', 'is no day of the calendar'],
    ['to=2025-13-01', 'query.to', 'is no day of the calendar'],
    ['to=', 'query.to', 'does not have the expected form (expected: YYYY-MM-DD)'],
    ['from=2025-03-02&to=2025-03-01', 'query.to', 'lies before “from”'],
    ['course_id=sushi', 'query.course_id', 'is of the wrong type (expected: whole number)'],
    ['course_id=0', 'query.course_id', 'is too small (expected: ≥ 1)'],
    ['course_id=9007199254740993', 'query.course_id', 'is too big (expected: ≤ 9007199254740991)'],
    ['page=0', 'query.page', 'is too small (expected: ≥ 1)'],
    ['page=1.5', 'query.page', 'is of the wrong type (expected: whole number)'],
    ['page=1e3', 'query.page', 'is of the wrong type (expected: whole number)'],
    ['page=%2B1', 'query.page', 'is of the wrong type (expected: whole number)'],
    ['page=1000001', 'query.page', 'is too big (expected: ≤ 1000000)'],
    ['limit=101', 'query.limit', 'is too big (expected: ≤ 100)'],
    ['limit=0', 'query.limit', 'is too small (expected: ≥ 1)'],
    ['limit=', 'query.limit', 'is of the wrong type (expected: whole number)'],
    ['search=%00', 'query.search', 'contains control characters'],
    [`search=${'x'.repeat(201)}`, 'query.search', 'is too long (expected: ≤ 200)'],
    ['search=a&search=b', 'query.search', 'may be given only once'],
    ['search=%FF', 'query', 'is not valid UTF-8'],
    ['sort=name', 'query.sort', 'is not known here; leave it out'],
    ['__proto__=1', 'query.__proto__', 'is not known here; leave it out'],
    ['constructor=1', 'query.constructor', 'is not known here; leave it out'],
  ])('%s', async (query, path, message) => {
    const { code, issues } = await refused('GET', `${LIST}?${query}`);
    expect(code).toBe('invalid_request');
    expect(issues).toEqual([{ path, message }]);
  });

  it('all issues are reported at once', async () => {
    const { issues } = await refused('GET', `${LIST}?page=0&limit=x&sort=1`);
    expect(issues?.map(({ path }) => path).sort()).toEqual(['query.limit', 'query.page', 'query.sort']);
  });

  it('answers in German when asked to, or when asked for neither language', async () => {
    for (const language of ['de-AT,de;q=0.9,en;q=0.5', 'fr']) {
      const { message, issues } = await refused('GET', `${LIST}?page=0`, undefined, { 'Accept-Language': language });
      expect(message).toBe('Die Anfrage enthält ungültige Angaben; welche, steht unter „issues“.');
      expect(issues).toEqual([{ path: 'query.page', message: 'ist zu klein (erwartet: ≥ 1)' }]);
    }
  });
});

describe('attack input · api#envelope: ids', () => {
  it.each(['0', '-1', '01', '1.0', '1e0', 'x', '9007199254740993', '99999999999999999999', '1%00', '%FF', '1;2'])(
    '%s is no id',
    async (id) => {
      for (const [method, action] of [
        ['GET', ''],
        ['POST', '/confirm'],
        ['POST', '/reopen'],
      ] as const) {
        const { issues } = await refused(method, `${LIST}/${id}${action}`);
        expect(issues?.map(({ path }) => path)).toEqual(['params.id']);
      }
    },
  );

  it('the largest id is valid, and matches nothing', async () => {
    const answer = await world.send('GET', `${LIST}/9007199254740991`, { headers });
    expect(answer.status).toBe(404);
  });
});

describe('attack input · api#envelope: bodies of answers are validated', () => {
  it.each([
    ['confirm', { note: 'typo' }, ['body.note']],
    ['confirm', { notes: 7 }, ['body.notes']],
    ['confirm', { notes: null }, ['body.notes']],
    ['confirm', { notes: 'x'.repeat(2_001) }, ['body.notes']],
    ['confirm', { notes: 'a\u0000b' }, ['body.notes']],
    ['confirm', [], ['body']],
    ['confirm', 'null', ['body']],
    ['decline', undefined, ['body']],
    ['decline', {}, ['body.reason']],
    ['decline', { reason: ['other'] }, ['body.reason']],
    ['decline', { reason: 'other', status: 'declined' }, ['body.status']],
    ['decline', { reason: 7, notes: 8 }, ['body.notes', 'body.reason']],
    ['reopen', { notes: 'x' }, ['body.notes']],
  ])('%s with %j', async (action, body, paths) => {
    const more: Record<string, string> = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
    const { issues } = await refused('POST', `${LIST}/1/${action}`, body, more);
    expect(issues?.map(({ path }) => path).sort()).toEqual(paths);
    expect((await world.booking(asBookingId(1)))?.version).toBe(1);
  });

  it('query parameters are refused where there are none', async () => {
    const { issues } = await refused('POST', `${LIST}/1/confirm?notes=x`);
    expect(issues).toEqual([{ path: 'query.notes', message: 'is not known here; leave it out' }]);
  });

  it('tab and line breaks are text', async () => {
    const answer = await world.send('POST', `${LIST}/1/confirm`, { headers, body: { notes: 'one\n\ttwo\r\n😀' } });
    expect(answer.status).toBe(200);
  });
});

describe('addresses that do not exist', () => {
  it('the API answers 404 in its envelope', async () => {
    const answer = await world.send('GET', '/api/nothing');
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({
      success: false,
      error: { code: 'not_found', message: 'Das gibt es hier nicht.' },
    });
  });

  it('paths are case-sensitive', async () => {
    expect((await world.send('GET', '/API/partner/bookings', { headers })).status).toBe(404);
  });

  it('people get a page', async () => {
    const answer = await world.send('GET', '/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('another method gets 405 with the allowed ones', async () => {
    const answer = await world.send('DELETE', `${LIST}/1`, { headers });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('HEAD, GET');
  });

  it('OPTIONS names the allowed methods', async () => {
    const answer = await world.send('OPTIONS', `${LIST}/1/confirm`, { headers });
    expect([answer.status, answer.headers['allow']]).toEqual([204, 'POST']);
  });
});
