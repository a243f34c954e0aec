import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { OpenApiSchema } from '../document.ts';
import { nested } from './hostile.ts';
import { type KnownValues, nearlyValidValue, validValue } from './values.ts';

/** A generated body, with its content type. */
export interface ApiBody {
  readonly bytes: Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_UTF8 = { 'Content-Type': 'application/json' };
const EMPTY: ApiBody = { bytes: undefined, headers: {} };
const body = (bytes: Buffer | string, headers: ApiBody['headers'] = JSON_UTF8): ApiBody => ({
  bytes: Buffer.from(bytes as Buffer),
  headers,
});
const asJson = (value: unknown): ApiBody => body(JSON.stringify(value) ?? '');

/** Bodies that are not JSON, or JSON in an unusual encoding. */
const MALFORMED: readonly ApiBody[] = [
  body('{'),
  body('{"a":1,}'),
  body("{'a':1}"),
  body('undefined'),
  body('[1,2'),
  body('"\\ud800"'),
  body('{"notes":"\\u0000"}'),
  body('{"notes":"a","notes":"b"}'),
  body('{"__proto__":{"x":1}}'),
  body('{"a":{"__proto__":1}}'),
  body(`{"a":1e${'9'.repeat(400)}}`),
  body('1'.repeat(20_000)),
  body(Buffer.from([0xff, 0xfe, 0x7b, 0x7d])),
  body(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
  body(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])),
  body(Buffer.from('{"a":1}', 'utf16le')),
  body(nested(30, 'list')),
  body(nested(20_000, 'list')),
  body(nested(15_000, 'object')),
  body(`{"notes":"${'x'.repeat(150_000)}"}`),
  body(`[${'{},'.repeat(30_000)}{}]`),
  body('\u0000'),
  body('   '),
];

const TYPES: readonly string[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset="UTF-8"',
  'application/merge-patch+json',
  'application/jsonp',
  'APPLICATION/JSON',
  'json',
  ';',
  'application/json, text/plain',
  '*/*',
];

/** Generates bodies for a schema: most are valid, some are nearly valid, some are garbage. */
export function bodiesFor(schema: OpenApiSchema | undefined, known: KnownValues): fc.Arbitrary<ApiBody> {
  const malformed = fc.constantFrom(...MALFORMED);
  if (schema === undefined) {
    return fc.oneof(
      { arbitrary: fc.constant(EMPTY), weight: 6 },
      { arbitrary: fc.constant(asJson({})), weight: 1 },
      { arbitrary: fc.jsonValue().map(asJson), weight: 1 },
      { arbitrary: malformed, weight: 1 },
    );
  }
  const valid = validValue(schema, known).map(asJson);
  const mistyped = fc.tuple(valid, fc.constantFrom(...TYPES)).map(([{ bytes }, type]) => ({
    bytes,
    headers: { 'Content-Type': type },
  }));
  const packed = fc.tuple(valid, fc.constantFrom('gzip', 'br', 'identity', 'x')).map(([{ bytes }, encoding]) => ({
    bytes: encoding === 'gzip' ? gzipSync(bytes ?? '') : bytes,
    headers: { ...JSON_UTF8, 'Content-Encoding': encoding },
  }));
  return fc.oneof(
    { arbitrary: valid, weight: 12 },
    { arbitrary: nearlyValidValue(schema, known).map(asJson), weight: 5 },
    { arbitrary: malformed, weight: 2 },
    { arbitrary: fc.oneof(mistyped, packed, fc.constant(EMPTY)), weight: 2 },
    { arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => body(Buffer.from(bytes))), weight: 1 },
  );
}
