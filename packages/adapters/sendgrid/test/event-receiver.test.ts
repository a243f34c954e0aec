import { createSign, generateKeyPairSync } from 'node:crypto';
import { SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { eventReceiver, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../src/index.ts';

const NOW = Date.parse('2025-03-03T09:00:00Z');
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

describe('api#openapi: the Event Webhook in the API description', () => {
  const { body, read, provider, signature, signedWith } = eventReceiver(KEY, new SettableClock(NOW));

  test('has its own path and headers', () => {
    expect([provider, signature.name, ...signedWith.map(({ name }) => name)]).toEqual([
      'sendgrid',
      SIGNATURE_HEADER,
      TIMESTAMP_HEADER,
    ]);
  });

  test('accepts a body only when its two headers sign it', () => {
    const rawBody = Buffer.from('[]\r\n');
    const timestamp = String(NOW / 1000);
    const signed = createSign('sha256').update(timestamp).update(rawBody).sign(privateKey, 'base64');
    const header = (name: string) => ({ [SIGNATURE_HEADER]: signed, [TIMESTAMP_HEADER]: timestamp })[name] ?? '';
    expect(read?.({ header, rawBody })).toMatchObject({ type: 'read', reports: [] });
    expect(read?.({ header, rawBody: Buffer.from('[]') })).toEqual({ type: 'refused' });
  });

  test('describes every field, with a valid example', () => {
    const { items, examples } = z.toJSONSchema(body, { io: 'input' }) as {
      readonly items: { readonly properties: Record<string, { readonly description?: string }> };
      readonly examples: readonly unknown[];
    };
    for (const [name, field] of Object.entries(items.properties))
      expect([name, field.description]).not.toContain(undefined);
    expect(examples.map((example) => body.safeParse(example).success)).toEqual([true]);
  });

  test('accepts nothing without a public key', () => {
    expect(eventReceiver(null, new SettableClock(NOW)).read).toBeNull();
  });
});
