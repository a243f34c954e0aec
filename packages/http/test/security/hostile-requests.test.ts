import { asCustomerNumber, type Stored } from '@miomente/booking-domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { book } from '../pages/orders.ts';
import { exchange, type RawAnswer, rawRequest } from '../wire.ts';
import { OFFICE, SETTINGS, type World } from '../world.ts';
import { openEveryRoute } from './every-route.ts';

let world: World;
let booking: Stored;
let port: number;
let cookies: { readonly partner: string; readonly office: string };

beforeAll(async () => {
  world = await openEveryRoute();
  await world.partner();
  booking = await book(world);
  port = Number(new URL(world.url).port);
  cookies = {
    partner: `Cookie: booking_session=${await world.sessionJwt(asCustomerNumber('P-100'))}`,
    office: `Cookie: booking_session=${await world.sessionJwt(OFFICE)}`,
  };
});
afterAll(() => world.stop());

const SECURITY = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
  'x-request-id',
];

const WAIT = { timeout: 10_000, interval: 5 };

function lineOf(requestId: string): Record<string, unknown> | undefined {
  const line = world.logLines.findLast((candidate) => candidate.includes(JSON.stringify(requestId)));
  return line === undefined ? undefined : (JSON.parse(line) as Record<string, unknown>);
}

/** Sends a request, and checks what every answer must have: no 5xx, headers, a line in the log. */
async function ask(request: string): Promise<RawAnswer> {
  const answer = (await exchange(port, request)) ?? expect.fail(`No answer to ${JSON.stringify(request)}`);
  expect(answer.status, request).not.toBe(500);
  for (const name of SECURITY) expect(answer.headers.has(name), `${name}: ${request}`).toBe(true);
  const id = answer.headers.get('x-request-id') ?? '';
  // A request that breaks off within its body is logged when the connection is closed.
  const line = await vi.waitFor(() => lineOf(id) ?? expect.fail(`No line in the log: ${request}`), WAIT);
  expect(line, request).toMatchObject({ msg: 'request', status: answer.status });
  return answer;
}

describe('api#hostile-requests · unreadable requests', () => {
  it.each([
    ['GET http://[::1/login', 400],
    ['GET http://999.1.1.1/login', 400],
    ['GET http://[/', 400],
    ['GET http:///', 400],
    ['GET https://user:pass@[::g]/', 400],
    ['GET http://portal.example.org:99999/', 400],
    ['GET ftp://portal.example.org/', 400],
    ['GET http://portal.example.org/nothing?lang=en', 404],
    ['GET http://portal.example.org?lang=en', 200],
    ['GET http://other.example.org/login', 200],
    ['OPTIONS *', 404],
    ['CONNECT portal.example.org:443', 405],
    ['BREW /', 400],
    ['GET login', 400],
    ['GET /\u0001', 400],
    ['TRACE /login', 405],
    ['PROPFIND /login', 405],
  ])('%s: %i', async (line, status) => {
    expect((await ask(rawRequest(line))).status).toBe(status);
  });

  it.each([
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no request line', '\r\n\r\nhello\r\n\r\n', 400],
    ['another protocol', 'SSH-2.0-x\r\n\r\n', 400],
    ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a version there is not', 'GET / HTTP/9.9\r\n\r\n', 400],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n', 400],
    ['a NUL in a header', rawRequest('GET /', ['X-A: a\0b']), 400],
    ['headers without end', rawRequest('GET /', [`X-A: ${'a'.repeat(20_000)}`]), 431],
    ['two lengths', rawRequest('POST /login', ['Content-Length: 1', 'Content-Length: 2'], 'email=x'), 400],
    ['length and chunks', rawRequest('POST /login', ['Transfer-Encoding: chunked'], 'email=x'), 400],
    ['a chunk of no size', `${rawRequest('POST /login', ['Transfer-Encoding: chunked'])}zz\r\n`, 400],
    ['an expectation', rawRequest('GET /login', ['Expect: the-unexpected']), 200],
    ['an upgrade', rawRequest('GET /login', ['Upgrade: h2c']), 200],
    ['HTTP/1.0', 'GET /login HTTP/1.0\r\n\r\n', 200],
  ])('%s', async (_, request, status) => {
    expect((await ask(request)).status).toBe(status);
  });
});

describe('api#hostile-requests · requests that no answer satisfies', () => {
  it.each(['identity;q=0', '*;q=0', 'br;q=0, *;q=0', 'deflate, identity;q=0', 'identity;q=0.000'])(
    'Accept-Encoding: %s is refused, on pages, assets and API alike',
    async (encoding) => {
      for (const path of ['/', '/login', '/api/confirm/x', '/healthz', '/nothing', '/favicon.svg'])
        expect((await ask(rawRequest(`GET ${path}`, [`Accept-Encoding: ${encoding}`]))).status, path).toBe(406);
    },
  );

  it.each([
    ['gzip, identity;q=0', 'gzip'],
    ['*', 'gzip'],
    ['*;q=0, br', 'br'],
    ['identity;q=0, *', 'br'],
    ['', undefined],
    ['gzip;q=nonsense', undefined],
    ['\x80\xff', undefined],
  ])('Accept-Encoding: %s gets %s', async (accepted, encoding) => {
    const answer = await ask(rawRequest('GET /login', [`Accept-Encoding: ${accepted}`]));
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
  });

  it.each(['*/*;q=0', 'text/csv;q=2', ';;;', 'a/b/c', '\x80'])('Accept: %s', async (accept) => {
    for (const path of ['/login', '/api/manager/partners'])
      await ask(rawRequest(`GET ${path}`, [`Accept: ${accept}`, cookies.office]));
  });

  it.each(['xx', '*;q=0', 'de;q=zero', ',', '\x80\xff', 'de-'.repeat(500)])('Accept-Language: %s', async (language) => {
    expect((await ask(rawRequest('GET /login', [`Accept-Language: ${language}`]))).status).toBe(200);
  });
});

describe('api#own-links · a page links to no other site', () => {
  it.each([
    '//evil.example/x',
    '///evil.example',
    '/\\evil.example/x',
    '//evil.example/%2e%2e',
    '/a\\..\\\\evil.example',
    '//evil.example?lang=en',
    'http://evil.example/x',
    'http://x//evil.example/',
  ])('%s', async (target) => {
    for (const cookie of ['X-Nobody: yes', cookies.partner, cookies.office]) {
      const { body, status } = await ask(rawRequest(`GET ${target}`, [cookie]));
      expect(status).toBe(404);
      const links = [...body.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link = '']) =>
        link.replaceAll('&amp;', '&'),
      );
      expect(links.length).toBeGreaterThan(3);
      const ours = `${SETTINGS.publicUrl}/dashboard`;
      const outside = links.filter(
        (link) => !/^mailto:/.test(link) && new URL(link, ours).origin !== SETTINGS.publicUrl,
      );
      expect(outside.filter((link) => !link.startsWith('https://dates.example.org/'))).toEqual([]);
    }
  });
});

/** Texts that break programs. */
const TEXTS = [
  '%00',
  'a%00b',
  '%ff',
  '%ed%a0%80',
  '%zz',
  '%',
  '%0d%0aX-Evil:%20yes',
  '%E2%80%AE',
  '%F0%9F%92%A9',
  "'%20OR%201=1--",
  '-1',
  '0',
  '9'.repeat(30),
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  '..%2f..%2fetc%2fpasswd',
  '%5c',
  'a'.repeat(3_000),
];

describe('api#hostile-requests · such texts in every place', () => {
  const params = [
    'search',
    'page',
    'limit',
    'from',
    'to',
    'course_id',
    'status',
    'sort',
    'period',
    'notice',
    'booking',
    'back',
    'cleared',
    'delivery',
    'lang',
    'next',
    'reason',
    'email',
    'signed_out',
    'attention',
    'state',
    'tab',
    'done',
    'last',
    'meant',
    'ids',
    'back',
  ];
  const pages = [
    '/login',
    '/login/sent/0123456789abcdef',
    '/confirmation-error',
    '/confirmation-error/reopened',
    '/confirmation-success',
    '/dashboard',
    '/dashboard/bookings',
    '/dashboard/answers/decline',
    '/manager',
    '/manager/partners',
    '/manager/addresses',
    '/manager/deliveries',
    '/manager/files/partners.csv',
    '/api/partner/bookings',
    '/api/manager/bookings',
    '/api/manager/partners',
    '/api/manager/deliveries',
    '/nothing',
  ];

  it.each(pages)('in the query of %s', async (page) => {
    for (const text of TEXTS) {
      const query = params.map((name) => `${name}=${text}`).join('&');
      for (const cookie of [cookies.partner, cookies.office]) await ask(rawRequest(`GET ${page}?${query}`, [cookie]));
      await ask(rawRequest(`GET ${page}?${text}`, [cookies.office]));
    }
  });

  it.each([
    '/%s',
    '/api/confirm/%s',
    '/api/decline/%s',
    '/login/%s',
    '/dashboard/bookings/%s',
    '/dashboard/bookings/%s/decline',
    '/dashboard/course-dates/%s',
    '/calendar/%s.ics',
    '/api/partner/course-dates/%s/standing-yes',
    '/manager/partners/%s',
    '/manager/files/%s.csv',
    '/api/partner/bookings/%s',
    '/api/manager/partners/%s',
    '/sample/mailbox/%s',
    '/sample/mailbox/%s/html',
    '/sample/previews/%s/de',
    '/assets/%s',
  ])('in the path %s', async (path) => {
    for (const text of TEXTS) {
      for (const cookie of [cookies.partner, cookies.office])
        await ask(rawRequest(`GET ${path.replace('%s', text)}`, [cookie]));
      const form = ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: same-origin', cookies.office];
      await ask(rawRequest(`POST ${path.replace('%s', text)}`, form, 'a=b'));
    }
  });

  const forms = [
    '/login',
    '/login/x',
    '/logout',
    '/api/confirm/x',
    '/confirmation-error/take-back',
    '/dashboard/bookings/1/confirm',
    '/dashboard/bookings/1/decline',
    '/dashboard/bookings/1/reopen',
    '/dashboard/answers/confirm',
    '/dashboard/answers/decline',
    '/manager/partners/P-100/clear-bounce',
    '/manager/partners/P-100/address',
    '/manager/deliveries/1/resend',
    '/sample/orders',
    '/sample/mailbox/1/reply',
  ];
  it.each(forms)('in the form of %s', async (path) => {
    for (const text of TEXTS) {
      const body = ['email', 'next', 'account', 'booking', 'reason', 'notes', 'back', 'page', 'kind', 'text', text]
        .map((name) => `${name}=${text}`)
        .join('&');
      for (const cookie of [cookies.partner, cookies.office]) {
        const headers = ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: same-origin', cookie];
        await ask(rawRequest(`POST ${path}`, headers, body));
      }
    }
  });

  const JSON_TEXTS = [
    '\\u0000',
    'a\\u0000b',
    '\\ud800',
    '\\udc00\\ud800',
    '\\u202e',
    '\\uffff',
    '\xff',
    '__proto__',
    '\\u001b[2J',
  ];
  it.each([
    ['/api/partner/bookings/1/confirm', 'partner'],
    ['/api/partner/bookings/1/decline', 'partner'],
    ['/api/partner/bookings/1/reopen', 'partner'],
    ['/api/manager/bookings/1/confirm', 'office'],
    ['/api/manager/bookings/1/decline', 'office'],
    ['/api/webhooks/new-order', 'webhook'],
  ])('in the JSON of %s', async (path, who) => {
    const authority = {
      partner: `Authorization: Bearer ${await world.sessionJwt(asCustomerNumber('P-100'))}`,
      office: `Authorization: Bearer ${await world.sessionJwt(OFFICE)}`,
      webhook: `Authorization: Bearer ${SETTINGS.webhookSecrets[0]}`,
    }[who as 'partner'];
    const bodies = [
      ...JSON_TEXTS.flatMap((text) => [
        `{"reason":"${text}","notes":"${text}"}`,
        `{"${text}":1}`,
        `{"order_id":"${text}","entity_id":1}`,
        `"${text}"`,
      ]),
      ...['null', '[]', '1', '[[[[', '{', '', '1e999', '{"order_id":1e999}', '{"order_id":-0}', '[{"order_id":{}}]'],
    ];
    for (const body of bodies)
      await ask(rawRequest(`POST ${path}`, ['Content-Type: application/json', authority], body));
  });

  it('in headers', async () => {
    const texts = [
      '',
      ',',
      '\x80\xff',
      '%00',
      'a'.repeat(4_000),
      '../..',
      '"',
      '{}',
      'null',
      '-1',
      '1e309',
      '\t',
      ';;;===;',
    ];
    const names = [
      'Authorization',
      'Cookie',
      'X-Request-Id',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'Forwarded',
      'Referer',
      'Origin',
      'Sec-Fetch-Site',
      'If-None-Match',
      'If-Modified-Since',
      'Range',
      'Content-Type',
      'Content-Encoding',
      'User-Agent',
      'Via',
    ];
    for (const name of names) {
      for (const text of texts) {
        for (const value of [
          text,
          `Bearer ${text}`,
          `booking_session=${text}; booking_device=${text}.${text}; booking_draft=${text}; booking_language=${text}`,
        ]) {
          await ask(rawRequest('GET /dashboard/bookings', [`${name}: ${value}`]));
          await ask(rawRequest('GET /confirmation-error?reason=expired', [`${name}: ${value}`]));
        }
      }
    }
    for (const host of ['', '[', 'xn--', '@', 'a@[', ',', '\x80', 'a'.repeat(1_000), '::1', '[::1'])
      await ask(`GET /nothing HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });

  it('none of them answered a booking', async () => {
    expect((await world.booking(booking.id))?.customerNumber).toBe('P-100');
  });
});
