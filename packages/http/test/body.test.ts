import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpLog } from '../src/logging/http-log.ts';
import { openWorld, SETTINGS, type World } from './world.ts';

const PATH = '/api/webhooks/new-order';
const secret = { Authorization: `Bearer ${SETTINGS.webhookSecrets[0]}`, 'Accept-Language': 'en' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const post = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  world.send('POST', PATH, { headers: { ...secret, ...headers }, body });
const codeOf = (json: unknown): string => (json as { error: { code: string } }).error.code;
const issuesOf = (json: unknown): unknown => (json as { error: { issues: unknown } }).error.issues;

describe('attack input · request bodies', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/cloudevents+json',
  ])('JSON as %s', async (type) => {
    expect((await post('{"order_id":1}', { 'Content-Type': type })).status).toBe(202);
  });

  it('with a byte order mark', async () => {
    expect((await post('\ufeff{"order_id":1}')).status).toBe(202);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
    '415 to %s',
    async (type) => {
      const answer = await post('{"order_id":1}', type === '' ? {} : { 'Content-Type': type });
      expect(answer.status).toBe(415);
      expect(issuesOf(answer.json)).toEqual([
        { path: 'headers.content-type', message: 'must be application/json in UTF-8' },
      ]);
    },
  );

  it('415 for a compressed body, which could be a zip bomb', async () => {
    const answer = await post(Buffer.from([31, 139]), { ...JSON_TYPE, 'Content-Encoding': 'gzip' });
    expect([answer.status, codeOf(answer.json)]).toEqual([415, 'unsupported_media_type']);
  });

  it.each(['{', '{"order_id":1,}', "{'order_id':1}", 'order_id=1', '{"order_id":NaN}', ' '])(
    '400 for %j, which is no JSON',
    async (body) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.json).toEqual({
        success: false,
        error: { code: 'invalid_json', message: 'body: expected JSON in UTF-8' },
      });
    },
  );

  it('400 for bytes that are not UTF-8', async () => {
    const answer = await post(Buffer.from([0x22, 0xff, 0xfe, 0x22]));
    expect(answer.status).toBe(400);
    expect(issuesOf(answer.json)).toEqual([{ path: 'body', message: 'is not valid UTF-8' }]);
  });

  it.each(['{"__proto__":{"order_id":1}}', '{"order_id":1,"a":[{"b":{"__proto__":1}}]}'])('400 to %s', async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(issuesOf(answer.json)).toEqual([{ path: 'body', message: 'contains the forbidden name “__proto__”' }]);
    expect(({} as Record<string, unknown>)['order_id']).toBeUndefined();
  });

  it('400 for JSON nested too deep; the allowed depth is accepted', async () => {
    const nested = (depth: number): string => `{"order_id":1,"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect((await post(nested(19))).status).toBe(202);
    expect(issuesOf((await post(nested(20))).json)).toEqual([{ path: 'body', message: 'is nested too deep' }]);
    expect((await post(nested(45_000))).status).toBe(400);
  });

  it('413 above 100 KB, by Content-Length and by the bytes received', async () => {
    const padded = (bytes: number): string => `{"order_id":1,"x":"${'y'.repeat(bytes - 21)}"}`;
    expect((await post(padded(100 * 1024))).status).toBe(202);
    const answer = await post(padded(100 * 1024 + 1));
    expect([answer.status, codeOf(answer.json)]).toEqual([413, 'payload_too_large']);
    const chunked = await post(padded(300 * 1024), {
      ...JSON_TYPE,
      'Transfer-Encoding': 'chunked',
    });
    expect(chunked.status).toBe(413);
  });

  it('survives a client that disconnects in the middle', async () => {
    const lines: unknown[] = [];
    const answered = new EventEmitter();
    const log: HttpLog = {
      failure: (line) => lines.push(line),
      request: (line) => {
        lines.push(line);
        answered.emit('answered');
      },
    };
    const over = once(answered, 'answered');
    const hungUpOn = await openWorld({ deps: { log } });
    const { hostname, port } = new URL(hungUpOn.url);
    const socket = connect(Number(port), hostname, () => {
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: ${secret.Authorization}\r\n`;
      const rest = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"order';
      socket.write(head + rest, () => socket.destroy());
    });
    await over;
    await hungUpOn.stop();
    expect(lines).toMatchObject([{ status: 400, code: 'invalid_request' }]);
  });
});
