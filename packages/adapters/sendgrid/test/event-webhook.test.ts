import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import { mailReportsOf, makeReadEventWebhook, verifyEventWebhook } from '../src/index.ts';

const NOW = Date.parse('2025-03-03T09:00:00Z');
const TIMESTAMP = String(NOW / 1000);
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const shown = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const PUBLIC_KEY = shown(publicKey);

function signatureOf(body: string, timestamp = TIMESTAMP, key = privateKey): string {
  return createSign('sha256').update(timestamp).update(body).sign({ key, dsaEncoding: 'der' }, 'base64');
}

function anEvent(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    email: 'kurse@example.org',
    timestamp: NOW / 1000,
    event: 'delivered',
    sg_event_id: `event-${JSON.stringify(over)}`,
    sg_message_id: 'sg-7.recvd-5d4f-1-6A.0',
    'smtp-id': '<x@geopod>',
    response: '250 OK',
    category: ['booking_confirmation'],
    message_id: 'm-1',
    mail_kind: 'confirmation_request',
    booking_id: '17',
    ...over,
  };
}

describe("the Event Webhook's signature", () => {
  // SendGrid ends its bodies with a line break, and signs it, too.
  const body = `${JSON.stringify([anEvent()])}\r\n`;
  const signed = {
    publicKey: PUBLIC_KEY,
    signature: signatureOf(body),
    timestamp: TIMESTAMP,
    rawBody: Buffer.from(body),
    now: NOW,
    toleranceMs: 5 * MINUTE_MS,
  };

  test('covers the exact timestamp and body, with the key as shown or as PEM', () => {
    expect(verifyEventWebhook(signed)).toBe(true);
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(verifyEventWebhook({ ...signed, publicKey: pem })).toBe(true);
  });

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const longer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  test.each([
    ['a body that was trimmed', { rawBody: Buffer.from(body.trimEnd()) }],
    ['another body', { rawBody: Buffer.from(body.replace('17', '18')) }],
    ['another timestamp', { timestamp: String(NOW / 1000 + 1) }],
    ['somebody else', { signature: signatureOf(body, TIMESTAMP, other.privateKey) }],
    ['another key', { publicKey: shown(other.publicKey) }],
    [
      'another curve',
      { publicKey: shown(longer.publicKey), signature: signatureOf(body, TIMESTAMP, longer.privateKey) },
    ],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a signature that is none', { signature: 'bm9uZQ==' }],
    ['a signature in another writing', { signature: 'not base64!' }],
    ['no timestamp', { timestamp: undefined }],
    [
      'a timestamp with something around it',
      { timestamp: ` ${TIMESTAMP}`, signature: signatureOf(body, ` ${TIMESTAMP}`) },
    ],
    ['a broken key', { publicKey: 'no key' }],
    ['long ago', { now: NOW + 5 * MINUTE_MS + 1 }],
    ['far ahead', { now: NOW - 5 * MINUTE_MS - 1 }],
  ])('%s is refused', (_, over) => {
    expect(verifyEventWebhook({ ...signed, ...over })).toBe(false);
  });

  test('a request is accepted only when signed, for as long as SendGrid repeats it', () => {
    const clock = new SettableClock(NOW);
    const read = makeReadEventWebhook(PUBLIC_KEY, clock);
    expect(read(signed)).toMatchObject({ type: 'read', reports: [{ messageId: 'm-1' }] });
    clock.advance(24 * HOUR_MS);
    expect(read(signed)).toMatchObject({ type: 'read' });
    clock.advance(2 * HOUR_MS);
    expect(read(signed)).toEqual({ type: 'refused' });
    clock.set(NOW);
    expect(read({ ...signed, signature: undefined })).toEqual({ type: 'refused' });
    const broken = { ...signed, rawBody: Buffer.from('[{'), signature: signatureOf('[{') };
    expect(read(broken)).toEqual({ type: 'unreadable' });
  });
});

describe('reports of the Event Webhook', () => {
  test.each([
    ['delivered', {}, 'delivered'],
    ['deferred', { attempt: '3' }, 'deferred'],
    ['bounce', { type: 'bounce', status: '5.1.1' }, 'bounced'],
    ['bounce', {}, 'bounced'],
    ['bounce', { type: 'blocked' }, 'blocked'],
    ['bounce', { type: 'expired' }, 'blocked'],
    ['blocked', {}, 'blocked'],
    ['dropped', { reason: 'Bounced Address' }, 'dropped'],
    ['spamreport', {}, 'spam_reported'],
  ])('reminders#hard-bounce: %s %o is %s', (event, over, outcome) => {
    expect(mailReportsOf([anEvent({ event, ...over })])).toEqual({
      reports: [{ messageId: 'm-1', providerId: 'sg-7', outcome, at: NOW, address: 'kurse@example.org' }],
      ignored: 0,
      malformed: 0,
    });
  });

  test.each(['processed', 'open', 'click', 'unsubscribe', 'group_resubscribe', 'toString', '__proto__', ''])(
    '%j is ignored',
    (event) => {
      expect(mailReportsOf([anEvent({ event })])).toEqual({ reports: [], ignored: 1, malformed: 0 });
    },
  );

  test.each(['delivered', 'deferred', 'blocked', 'spamreport'])(
    'a mail of another program through the same account is ignored: %s',
    (event) => {
      expect(mailReportsOf([anEvent({ event, message_id: undefined })])).toMatchObject({ reports: [], ignored: 1 });
    },
  );

  test.each([
    ['bounce', 'sg-7.recvd-5d4f-1-6A.0', 'bounced', 'sg-7'],
    ['bounce', 'sg-7', 'bounced', 'sg-7'],
    ['bounce', undefined, 'bounced', null],
    ['bounce', '', 'bounced', null],
    ['bounce', '.recvd', 'bounced', null],
    ['bounce', 7, 'bounced', null],
    ['dropped', 'sg-7.x', 'dropped', 'sg-7'],
  ])('delivery#reports-without-our-id: %s with %j may be about a mail of ours', (event, id, outcome, providerId) => {
    const came = anEvent({ event, sg_message_id: id, message_id: undefined });
    expect(mailReportsOf([came])).toEqual({
      reports: [{ messageId: null, providerId, outcome, at: NOW, address: 'kurse@example.org' }],
      ignored: 0,
      malformed: 0,
    });
  });

  test('an element that is no event is counted or ignored, and does not affect the others', () => {
    const odd = [
      anEvent({ event: 'bounce', message_id: undefined, email: 7 }),
      anEvent({ message_id: undefined, timestamp: -1 }),
    ];
    expect(mailReportsOf(odd)).toEqual({ reports: [], ignored: 2, malformed: 0 });
  });

  test('a repeat within the body counts once; events without an id count one by one', () => {
    const twice = anEvent({ sg_event_id: 'e-1' });
    const [a, b] = [anEvent({ sg_event_id: undefined }), anEvent({ sg_event_id: undefined })];
    expect(mailReportsOf([twice, twice, a, b])).toMatchObject({ reports: [{}, {}, {}], ignored: 1 });
  });

  test('a malformed event is counted and does not affect the others', () => {
    const malformed = [
      null,
      7,
      'delivered',
      [],
      {},
      { event: 7 },
      anEvent({ timestamp: 'now' }),
      anEvent({ timestamp: -1 }),
      anEvent({ timestamp: 1e300 }),
      anEvent({ email: undefined }),
      anEvent({ email: 'x'.repeat(400) }),
      anEvent({ message_id: 7 }),
      anEvent({ message_id: '' }),
    ];
    const read = mailReportsOf([...malformed, anEvent()]);
    expect(read).toMatchObject({ reports: [{ messageId: 'm-1' }], ignored: 0, malformed: malformed.length });
  });

  test.each([null, {}, 'x', 7])('%j is no body of events', (body) => {
    expect(mailReportsOf(body)).toEqual({ reports: [], ignored: 0, malformed: 1 });
  });
});
