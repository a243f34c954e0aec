import { inspect } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import xmlrpc from 'xmlrpc';
import { z } from 'zod';
import { odooCalls } from '../src/index.ts';
import { ask } from '../src/rpc/answers.ts';
import { decodeAnswer } from '../src/rpc/decode.ts';
import { encodeCall } from '../src/rpc/encode.ts';
import { OdooFault } from '../src/rpc/fault.ts';
import type { Misbehaviour } from './odoo/server.ts';
import { readCall } from './odoo/wire.ts';
import { callsOn, configOf, odooServer, SHORT_MS, thrown } from './setup.ts';

const server = await odooServer();
const search = { model: 'helpdesk.ticket', method: 'search', args: [[]] } as const;

test("the test server understands the library's own client", async () => {
  const client = xmlrpc.createClient({ url: `${server.url}/xmlrpc/2/common` });
  const uid = await new Promise((resolve, reject) => {
    const params = [server.db, server.username, server.apiKey, {}];
    client.methodCall('authenticate', params, (error, value) => (error ? reject(error) : resolve(value)));
  });
  expect(uid).toBe(server.uid);
});

describe('requests', () => {
  test.each([
    ['controls', 'a\u0000b\u0008c\u001bd\u007fe', 'abcde'],
    ['half characters', 'a\ud83db\udc00c\uffff', 'abc'],
    ['whole ones', 'ä 👩‍🍳 €', 'ä 👩‍🍳 €'],
    ['mark-up', '<b>&amp;</b>', '<b>&amp;</b>'],
    ['ends of CDATA', '<x>]]> </string></value> ]]> &', '<x>]] > </string></value> ]] > &'],
    ['lines', 'a\nb\tc', 'a\nb\tc'],
    ['nothing', '', ''],
  ])('%s', async (_, given, arrived) => {
    const xml = encodeCall('m', [given, [given], { name: given }]);
    expect(await readCall(xml)).toEqual({ method: 'm', params: [arrived, [arrived], { name: arrived }] });
  });

  test('a number beyond 2³¹ can not be sent', () => {
    expect(encodeCall('m', [2 ** 31 - 1, -1, 1.5])).toContain('<int>2147483647</int>');
    for (const number of [2 ** 31, -(2 ** 31), Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => encodeCall('m', [number])).toThrow(RangeError);
  });
});

describe('answers', () => {
  const wrapped = (value: string): string =>
    `<?xml version='1.0'?><methodResponse><params><param><value>${value}</value></param></params></methodResponse>`;

  test.each([
    ['a document type', `<!DOCTYPE x>${wrapped('<int>1</int>')}`],
    ['a document type within', wrapped('<string><!DOCTYPE x></string>')],
    ['an entity', wrapped('<!ENTITY a "b">')],
    ['HTML', '<html></html>'],
    ['nothing', ''],
    ['a cut answer', wrapped('<int>1</int>').slice(0, -3)],
    ['depth', wrapped('<array><data><value>'.repeat(100) + '</value></data></array>'.repeat(100))],
    ['breadth', wrapped('<nil/>'.repeat(500_001))],
    ['an empty fault', '<methodResponse><fault></fault></methodResponse>'],
    ['a fault of another kind', '<methodResponse><fault><value><struct></struct></value></fault></methodResponse>'],
    ['nonsense within', wrapped('<int>x</int>')],
    ['unknown elements', wrapped('<b>1</b>')],
    ['wrong nesting', wrapped('</struct></array><struct>')],
  ])('%s is refused with a readable message', (_, xml) => {
    expect(decodeAnswer(xml)).toMatchObject({ type: 'unreadable' });
  });

  test('a cut answer is reported as cut', () => {
    expect(decodeAnswer(wrapped('<int>1</int>').slice(0, -9))).toEqual({
      type: 'unreadable',
      what: 'an answer that is cut',
    });
  });

  test('a member named __proto__ changes no other object', () => {
    const member =
      '<member><name>__proto__</name><value><struct><member><name>bad</name><value><int>1</int></value></member></struct></value></member>';
    decodeAnswer(wrapped(`<struct>${member}</struct>`));
    expect(Object(['x'])).not.toHaveProperty('bad');
  });
});

describe('how a call ends', () => {
  const ends: readonly Misbehaviour[] = [
    { type: 'hang' },
    { type: 'stall' },
    { type: 'reset' },
    { type: 'lost' },
    { type: 'cut' },
    { type: 'endless' },
    { type: 'answer', status: 302, body: '', headers: { Location: 'http://127.0.0.1:9/' } },
    { type: 'answer', status: 500, body: '<html>' },
    { type: 'answer', body: 'x'.repeat(100), headers: { 'Content-Length': 2 ** 30 } },
    { type: 'answer', body: 'x', headers: { 'Content-Encoding': 'gzip' } },
    { type: 'value', value: { anything: [1] } },
  ];

  test.each(ends)('$type: a TransientFailure', async (how) => {
    const calls = callsOn(server, { timeoutMs: how.type === 'hang' || how.type === 'stall' ? SHORT_MS : 20_000 });
    server.failNext(how, 'search');
    expect(await thrown(ask(calls, z.array(z.number()), search))).toBeInstanceOf(TransientFailure);
    await ask(calls, z.array(z.number()), search);
  });

  test('F19 an endless answer is given up after a few megabytes', async () => {
    server.poured = 0;
    server.failNext({ type: 'endless' }, 'search');
    const error = await thrown(ask(callsOn(server), z.array(z.number()), search));
    expect(error.message).toContain('too large');
    // The sockets' buffers hold some data on top of the four megabytes.
    expect(server.poured).toBeLessThan(32 * 1024 * 1024);
  });

  test('no server listens', async () => {
    const { connection, login } = configOf(server);
    const calls = odooCalls({ connection: { ...connection, url: 'http://127.0.0.1:9' }, login }, new SettableClock());
    expect(String(await thrown(calls.version()))).toContain('check ODOO_URL');
  });
});

describe('the login', () => {
  test('is shared by many callers, and renewed once when Odoo refuses it', async () => {
    const calls = callsOn(server);
    const all = (): Promise<unknown> => Promise.all(Array.from({ length: 8 }, () => calls.execute(search)));
    await all();
    expect(server.count('authenticate')).toBe(1);
    server.uid += 1;
    await all();
    expect(server.count('authenticate')).toBe(2);
  });

  test('a wrong password without a fault: the message says what to change, and the next call asks again', async () => {
    const calls = callsOn(server, { env: { ODOO_API_KEY: 'another' } });
    const error = await thrown(calls.execute(search));
    expect(error).toBeInstanceOf(TransientFailure);
    for (const variable of ['ODOO_USERNAME', 'ODOO_API_KEY', 'ODOO_DB']) expect(error.message).toContain(variable);
    await thrown(calls.logIn());
    expect(server.count('authenticate')).toBe(2);
  });

  test('a key that is refused although the login worked', async () => {
    server.failWhile(({ method }) =>
      method === 'search' ? { type: 'fault', code: 3, text: 'Access Denied' } : undefined,
    );
    expect((await thrown(callsOn(server).execute(search))).message).toContain('ODOO_API_KEY');
    expect(server.count('search')).toBe(2);
  });

  test('an unknown database', async () => {
    const error = await thrown(callsOn(server, { env: { ODOO_DB: 'elsewhere' } }).logIn());
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain('ODOO_DB');
  });
});

describe('faults', () => {
  const traceback = (last: string): string =>
    `Traceback (most recent call last):\n  File "/opt/secret/path.py", line 9\n${last}\n`;
  test.each([
    [
      1,
      traceback('ValueError: Invalid field "team_id" on model helpdesk.ticket'),
      PermanentFailure,
      'Invalid field team_id',
    ],
    [
      1,
      traceback('psycopg2.errors.SerializationFailure: could not serialize access due to concurrent update'),
      TransientFailure,
      'could not serialize',
    ],
    [
      1,
      traceback('odoo.sql_db.PoolError: The Connection Pool Is Full (connection pool)'),
      TransientFailure,
      'connection pool',
    ],
    [2, "Object helpdesk.ticket doesn't exist", TransientFailure, 'ODOO_TICKET_MODEL'],
    [2, 'The operation cannot be completed', PermanentFailure, 'cannot be completed'],
    [4, 'You are not allowed to create records.\n\nContact your administrator', TransientFailure, 'ODOO_USERNAME'],
    [99, 'whatever', TransientFailure, 'fault 99'],
  ] as const)('%i %j', async (code, text, kind, said) => {
    server.failNext({ type: 'fault', code, text }, 'search');
    const error = await thrown(ask(callsOn(server), z.unknown(), search));
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(said);
    expect(error.message).not.toMatch(/Traceback|secret/);
  });
});

describe('NFR: failures contain no secret and no personal data', () => {
  const CANARIES = [
    'canary-key-0123456789abcdef',
    'canarybase',
    'canary-bot',
    'zitrone@',
    '000987',
    'Zitronengelb',
    'c0ffee',
  ];
  const quotation = `"Zita Zitronengelb" zitrone@example.org https://x.example.org/c0ffee +49 89 000987 canary-key-0123456789abcdef canarybase canary-bot@example.org`;
  const troubles: readonly Misbehaviour[] = [
    ...[0, 1, 2, 3, 4, 5].map((code) => ({ type: 'fault', code, text: quotation }) as const),
    { type: 'answer', status: 500, body: quotation },
    { type: 'answer', body: quotation },
    { type: 'value', value: [quotation] },
    { type: 'hang' },
    { type: 'reset' },
    { type: 'cut' },
  ];

  test.each(troubles)('%j', async (how) => {
    const calls = callsOn(server, { timeoutMs: how.type === 'hang' ? SHORT_MS : 20_000 });
    server.failWhile(({ method }) => (method === 'search' ? how : undefined));
    const error = await thrown(ask(calls, z.array(z.number()), { ...search, secrets: ['Zita Zitronengelb'] }));
    const shown = [
      String(error),
      JSON.stringify(error),
      inspect(error, { depth: 20, showHidden: true }),
      inspect(calls, { depth: 20 }),
    ];
    for (const canary of CANARIES) expect(shown.join('\n')).not.toContain(canary);
  });

  test('a fault that is printed before its translation contains none either', () => {
    const shown = inspect(new OdooFault(2, quotation, ['canary-key-0123456789abcdef']), {
      depth: 20,
      showHidden: true,
    });
    for (const canary of CANARIES) expect(shown).not.toContain(canary);
  });
});
