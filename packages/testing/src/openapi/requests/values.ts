import fc from 'fast-check';
import type { OpenApiSchema } from '../document.ts';
import { hostileValue, ODD_KEYS, ODD_NUMBERS, ODD_TEXTS } from './hostile.ts';

/** Values with a meaning for fields of a given name: ids that exist, known codes. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

type Properties = Readonly<Record<string, OpenApiSchema>>;

/** Generates values that a schema allows. Fields with known names get known values. */
export function validValue(schema: OpenApiSchema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const meant = Object.hasOwn(known, name) ? (known[name] ?? []) : [];
  const examples = Array.isArray(schema['examples']) ? (schema['examples'] as readonly unknown[]) : [];
  const allowed = allowedValue(schema, known);
  const chosen = [...meant, ...examples];
  return chosen.length === 0
    ? allowed
    : fc.oneof({ arbitrary: fc.constantFrom(...chosen), weight: 3 }, { arbitrary: allowed, weight: 1 });
}

function allowedValue(schema: OpenApiSchema, known: KnownValues): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly unknown[]));
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return allowedNumber(schema);
    case 'string':
      return allowedText(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(validValue((schema['items'] ?? {}) as OpenApiSchema, known), { maxLength: 3 });
    case 'object':
      return allowedObject(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function allowedNumber({ minimum, maximum, exclusiveMinimum }: OpenApiSchema): fc.Arbitrary<number> {
  const least = Number(minimum ?? exclusiveMinimum ?? 0);
  const most = Number(maximum ?? Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    fc.constantFrom(least, Math.min(least + 1, most), most),
    fc.maxSafeInteger().map((n) => clamp(n, least, most)),
  );
}

const clamp = (n: number, least: number, most: number): number => Math.min(Math.max(n, least), most);

const day = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function allowedText({ format, maxLength, minLength }: OpenApiSchema): fc.Arbitrary<string> {
  if (format === 'date') return fc.oneof(day, fc.constantFrom('0001-01-01', '9999-12-31', '2024-02-29'));
  if (format === 'date-time') return day.map((text) => `${text}T00:00:00.000Z`);
  const most = Number(maxLength ?? 200);
  const text = fc.string({ unit: 'grapheme', minLength: Number(minLength ?? 0), maxLength: Math.min(most, 60) });
  return fc.oneof(text, fc.constant('ü'.repeat(most)));
}

function allowedObject(schema: OpenApiSchema, known: KnownValues): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Properties;
  // Of the alternative sets of required fields, one is generated; the other fields are optional.
  const sets = ((schema['anyOf'] ?? [{}]) as readonly OpenApiSchema[]).map((one) => [
    ...((schema['required'] ?? []) as string[]),
    ...((one['required'] ?? []) as string[]),
  ]);
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, validValue(part, known, name)]),
  );
  const closed = schema['additionalProperties'] === false;
  const object = fc.oneof(...sets.map((required) => fc.record(fields, { requiredKeys: required as never[] })));
  if (closed) return object;
  const more = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
  return fc.tuple(more, object).map(([extra, meant]) => ({ ...extra, ...meant }));
}

/** Generates values that are nearly valid: one field missing, one extra, or one invalid. */
export function nearlyValidValue(schema: OpenApiSchema, known: KnownValues): fc.Arbitrary<unknown> {
  if (schema['type'] !== 'object') return wrongValue(schema);
  const properties = Object.entries((schema['properties'] ?? {}) as Properties);
  const spoil = fc.oneof(
    ...properties.map(([name, part]) => wrongValue(part).map((value) => ({ [name]: value }))),
    fc.tuple(fc.constantFrom(...ODD_KEYS), hostileValue()).map(([key, value]) => own(key, value)),
    ...properties.map(([name]) => fc.constant({ [name]: undefined })),
  );
  return fc.tuple(validValue(schema, known), spoil).map(([value, spoilt]) => merged(value, spoilt));
}

/** Sets an own property, also for keys such as `__proto__`, which an assignment would treat differently. */
function own(key: string, value: unknown): object {
  return Object.defineProperty({}, key, { value, enumerable: true, configurable: true, writable: true });
}

function merged(value: unknown, spoilt: object): unknown {
  const whole = {};
  for (const part of [value as object, spoilt])
    Object.defineProperties(whole, Object.getOwnPropertyDescriptors(part ?? {}));
  return whole;
}

function wrongValue({ type, maximum, minimum, maxLength }: OpenApiSchema): fc.Arbitrary<unknown> {
  const over = Number(maximum ?? Number.MAX_SAFE_INTEGER) + 1;
  const under = Number(minimum ?? 0) - 1;
  const long = 'x'.repeat(Number(maxLength ?? 4_999) + 1);
  const tailored: readonly unknown[] =
    type === 'integer' || type === 'number'
      ? [over, under, '1', 1.5, ...ODD_NUMBERS]
      : type === 'string'
        ? [long, 1, ['a', 'b'], ...ODD_TEXTS]
        : [null, 'text', 7];
  return fc.oneof(fc.constantFrom(...tailored), hostileValue());
}
