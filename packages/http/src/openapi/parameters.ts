import type { z } from 'zod';
import type { Gate } from '../guard/gate.ts';
import { IDEMPOTENCY_KEY, MAX_KEY_LENGTH } from '../guard/keyed.ts';
import type { Route } from '../guard/route.ts';
import { exampleOf } from './examples.ts';
import type { Json, Schemas } from './schemas.ts';

const header = (name: string, description: string, schema: Json, example: string): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
  example,
});

/** Parameters of every request. */
export const COMMON_PARAMETERS = {
  AcceptLanguage: header(
    'Accept-Language',
    'The language of messages for people: German or English.',
    { type: 'string' },
    'en',
  ),
  RequestId: header(
    'X-Request-Id',
    'A name for the request in our logs, letters, digits and `_.:-`, at most 64, not 48 or more hexadecimal digits alone; else it gets one.',
    { type: 'string' },
    'shop-4711',
  ),
} as const;

const KEY = header(
  IDEMPOTENCY_KEY,
  'A name of your choice for this request, of your own among your requests; a UUID is a good one. Sent again within 24 hours ' +
    'with the same body, it gets the same status and the same bytes, and nothing happens twice: send it again whenever no ' +
    'answer came. With another body, or for another operation, 422 `key_reused`. While the first is at work, 409 ' +
    '`request_at_work` with `Retry-After`. Refusals are kept as well; failures (5xx) are not.',
  { type: 'string', minLength: 1, maxLength: MAX_KEY_LENGTH, pattern: '^[\\x21-\\x7e]+$' },
  '8e03978e-40d5-43dd-bc93-6894a57f9324',
);

/** Parameters that are signed together with the body. */
const SIGNED_WITH: Partial<Record<Gate<unknown>['scheme'], readonly Json[]>> = {
  webhook: [
    header('webhook-id', 'Names the message; part of what is signed.', { type: 'string' }, 'msg_4711'),
    header(
      'webhook-timestamp',
      'Seconds since 1970, at most 5 minutes off; part of what is signed.',
      { type: 'string', pattern: '^\\d{1,12}$' },
      '1767225600',
    ),
  ],
};

/** All parameters of a route except its body. */
export function parametersOf(route: Route, schemas: Schemas): readonly Json[] {
  return [
    ...fields('path', route.params, schemas),
    ...fields('query', route.query, schemas),
    ...(SIGNED_WITH[route.gate.scheme] ?? []),
    ...(route.keyed ? [KEY] : []),
    ...(route.gate.signature?.signedWith ?? []).map(({ name, description, example }) =>
      header(name, description, { type: 'string' }, example),
    ),
    ...Object.keys(COMMON_PARAMETERS).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function fields(place: 'path' | 'query', schema: z.ZodType | undefined, schemas: Schemas): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.input(schema) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...described }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    description,
    schema: described,
    example: exampleOf(described, schemas.components),
  }));
}
