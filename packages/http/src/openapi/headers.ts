import { paths, withQuery } from '@miomente/booking-paths';
import type { Gate } from '../guard/gate.ts';
import { BASIC_CHALLENGE } from '../security/basic.ts';
import type { Json } from './schemas.ts';

const count = (description: string, example: number): Json => ({
  description,
  schema: { type: 'integer', minimum: 0 },
  example,
});

/** Headers of answers, each described once. */
export const RESPONSE_HEADERS = {
  'X-Request-Id': {
    description: 'Names the request in our logs: the one that was sent, when it was a sane one, or a new one.',
    schema: { type: 'string', pattern: '^[\\w.:-]{1,64}$' },
    example: '1f0c6a52-4f0e-4b57-9d0c-0d0d3f1f6a11',
  },
  'RateLimit-Limit': count('Requests that a minute allows.', 100),
  'RateLimit-Remaining': count('How many of them are left.', 97),
  'RateLimit-Reset': count('Seconds until counting starts again.', 42),
  'Retry-After': count('Seconds after which to try again.', 5),
  Link: {
    description: 'Of a CSV answer that is not the whole list: where the next part is.',
    schema: { type: 'string', pattern: '; rel="next"$' },
    example: `<${withQuery(paths.api.partners.at(), { page: 2 })}>; rel="next"`,
  },
  Location: {
    description: 'Where it goes on.',
    schema: { type: 'string', pattern: '^/' },
    example: paths.confirmationSuccess.at(),
  },
  'WWW-Authenticate': {
    description: 'How to show who you are.',
    schema: { type: 'string', enum: ['Bearer', BASIC_CHALLENGE] },
    example: 'Bearer',
  },
} as const satisfies Json;

/** A header of answers, for the description. */
export type HeaderName = keyof typeof RESPONSE_HEADERS;

const refer = (...names: readonly HeaderName[]): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** The headers of an answer with this status. */
export function headersOf(
  status: number,
  { scheme }: { readonly scheme: Gate<unknown>['scheme'] | 'link' },
  ...also: readonly HeaderName[]
): Json {
  const limited: readonly HeaderName[] =
    (scheme === 'portal' && status !== 401) || scheme === 'link'
      ? ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
      : [];
  const more: readonly HeaderName[] =
    status === 429 || status === 503 ? ['Retry-After'] : status === 401 ? ['WWW-Authenticate'] : [];
  return refer('X-Request-Id', ...limited, ...more, ...also);
}
