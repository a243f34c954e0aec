import type { lookup } from 'node:dns';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { startTcpProxy } from '@miomente/booking-testing';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventWebhookOptions, eventWebhook, isPrivateAddress, systemClock } from '../src/index.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const SECRET = `whsec_${Buffer.from('a secret of the tests, long enough').toString('base64')}`;
let received: Received[];
let answer: (response: ServerResponse) => void;
let server: Server;
let url: string;

beforeEach(async () => {
  received = [];
  answer = (response) => void response.writeHead(204).end();
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
);

const receiver = (more: Partial<EventWebhookOptions> = {}) =>
  eventWebhook({
    url,
    secrets: [SECRET],
    timeoutMs: 5_000,
    publicOnly: false,
    allowedHosts: [],
    clock: systemClock,
    ...more,
  });
const BODY = JSON.stringify({ id: '17', data: { größe: 'ä' } });
const failureOf = (pushed: Promise<void>): Promise<unknown> =>
  pushed.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('events#push: an event that is pushed', () => {
  it('is signed so that the public library of Standard Webhooks takes it, and no other', async () => {
    await receiver().receive('17', BODY);
    const [{ headers, body }] = received as [Received];
    expect([headers['webhook-id'], headers['content-type']]).toEqual([
      '17',
      'application/cloudevents+json; charset=utf-8',
    ]);
    const given = headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(body, given)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(SECRET).verify(`${body} `, given)).toThrow();
    expect(() => new Webhook(`whsec_${Buffer.from('another').toString('base64')}`).verify(body, given)).toThrow();
  });

  it('with a secret in plain text, too', async () => {
    const secret = 'plain secret of the tests, long enough';
    await receiver({ secrets: [secret] }).receive('17', BODY);
    const [{ headers, body }] = received as [Received];
    expect(new Webhook(secret, { format: 'raw' }).verify(body, headers as Record<string, string>)).toBeTruthy();
  });

  it('while the secret is being changed, is taken by whoever knows the old one or the new one', async () => {
    const changed = `whsec_${Buffer.from('the next secret, long enough too').toString('base64')}`;
    await receiver({ secrets: [changed, SECRET] }).receive('17', BODY);
    const [{ headers, body }] = received as [Received];
    for (const known of [SECRET, changed])
      expect(new Webhook(known).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(BODY));
  });

  it('F12 429 says when to come again, in seconds or as a date', async () => {
    for (const [header, least] of [
      ['120', 120_000],
      // No receiver keeps us away for longer than a day.
      [String(90 * 24 * 3_600), 24 * 3_600_000],
      [new Date(Date.now() + 600_000).toUTCString(), 590_000],
    ] as const) {
      answer = (response) => void response.writeHead(429, { 'Retry-After': header }).end();
      const failure = await failureOf(receiver().receive('17', BODY));
      expect(failure).toBeInstanceOf(TransientFailure);
      expect((failure as TransientFailure).retryAfterMs).toBeGreaterThanOrEqual(least);
      expect((failure as TransientFailure).retryAfterMs).toBeLessThanOrEqual(24 * 3_600_000);
    }
  });

  it.each([500, 503, 400, 410, 301, 304])('F13 %i is not taken, and no redirect is followed', async (status) => {
    answer = (response) => void response.writeHead(status, { Location: `${url}/elsewhere` }).end();
    const failure = await failureOf(receiver().receive('17', BODY));
    expect(failure).toEqual(new TransientFailure(`The receiver of events answered ${status}.`));
    expect(received).toHaveLength(1);
  });

  it('F13 a receiver that hangs, resets or drips is given up in time', async () => {
    const slow = () => receiver({ timeoutMs: 200 });
    answer = () => undefined;
    expect(await failureOf(slow().receive('17', BODY))).toMatchObject({ message: expect.stringContaining('in time') });
    answer = (response) => void response.socket?.resetAndDestroy();
    expect(await failureOf(receiver().receive('17', BODY))).toMatchObject({
      message: expect.stringContaining('ECONNRESET'),
    });
    const proxy = await startTcpProxy(url);
    proxy.drip(60);
    answer = (response) => void response.writeHead(200).end();
    const dripped = await failureOf(receiver({ timeoutMs: 200, url: proxy.url }).receive('17', BODY));
    expect(dripped).toBeInstanceOf(TransientFailure);
    await proxy.stop();
  });

  it('F14 that was taken while its answer was cut counts as not taken', async () => {
    const proxy = await startTcpProxy(url);
    proxy.loseNextAnswer();
    expect(await failureOf(receiver({ url: proxy.url }).receive('17', BODY))).toBeInstanceOf(TransientFailure);
    await receiver({ url: proxy.url }).receive('17', BODY);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(['17', '17']);
    await proxy.stop();
  });

  it('needs no end of the answer: an endless one is taken', async () => {
    answer = (response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(1_000)), 1);
      response.on('close', () => clearInterval(more));
    };
    await receiver().receive('17', BODY);
  });
});

describe('events#no-private-target: where it goes', () => {
  const privately = (...addresses: readonly string[]) =>
    ((_host: string, _options: object, callback: (error: null, found: readonly object[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup;
  const named = (more: Partial<EventWebhookOptions> = {}) =>
    receiver({ publicOnly: true, url: url.replace('127.0.0.1', 'events.example.org'), ...more });

  it.each([
    ['http://127.0.0.1:1/'],
    ['http://[::1]:1/'],
    ['http://[::ffff:127.0.0.1]:1/'],
    ['http://10.1.2.3/'],
    ['http://169.254.169.254/latest'],
    ['http://2130706433:1/'],
    ['http://0x7f.1:1/'],
  ])('%s is not connected to', async (target) => {
    const failure = await failureOf(receiver({ publicOnly: true, url: target }).receive('17', BODY));
    expect(failure).toBeInstanceOf(PermanentFailure);
    expect((failure as Error).message).toContain('EVENTS_ALLOWED_HOSTS');
  });

  it('a name is asked for each connection, and one private address among others is enough', async () => {
    const resolve = privately('93.184.216.34', '127.0.0.1');
    expect(await failureOf(named({ resolve }).receive('17', BODY))).toBeInstanceOf(PermanentFailure);
    expect(received).toEqual([]);
  });

  it('a name that leads elsewhere with each answer is connected to nowhere but where it was asked', async () => {
    let asked = 0;
    const resolve = ((host: string, options: object, callback: never) => {
      asked += 1;
      // The answer that a check would see, and then the one that a connection would.
      return (privately(asked === 1 ? '192.0.2.1' : '127.0.0.1') as unknown as (...all: unknown[]) => void)(
        host,
        options,
        callback,
      );
    }) as unknown as typeof lookup;
    for (let n = 0; n < 3; n += 1)
      expect(await failureOf(named({ resolve }).receive('17', BODY))).toBeInstanceOf(PermanentFailure);
    expect([asked, received]).toEqual([3, []]);
  });

  it('a host that is allowed by name may be anywhere', async () => {
    await receiver({ publicOnly: true, allowedHosts: ['127.0.0.1'] }).receive('17', BODY);
    await receiver({
      publicOnly: true,
      allowedHosts: ['localhost'],
      url: url.replace('127.0.0.1', 'localhost'),
    }).receive('18', BODY);
    expect(received).toHaveLength(2);
  });

  it.each([
    ['93.184.216.34', false],
    ['8.8.8.8', false],
    ['2606:4700::1111', false],
    ['10.0.0.1', true],
    ['100.64.0.1', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['0.0.0.0', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['::', true],
    ['::1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['::ffff:8.8.8.8', true],
    ['64:ff9b::7f00:1', true],
    ['2002:7f00:1::', true],
    ['2001::1', true],
    ['no address', true],
  ])('%s is private: %s', (address, is) => {
    expect(isPrivateAddress(address)).toBe(is);
  });
});
