import fc from 'fast-check';
import type { DescribedOperation } from '../described-api.ts';
import { addressesOf } from './addresses.ts';
import { bodiesFor } from './bodies.ts';
import { oddHeaders } from './headers.ts';
import type { KnownValues } from './values.ts';

/** A request for an operation, ready to send. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | undefined;
  /** Which of the operation's security schemes the request uses: one, none, or an invalid one. */
  readonly way: string | 'none' | 'wrong';
}

/**
 * Generates requests from an operation's description: most are valid, many nearly valid, some hostile. Node's HTTP
 * parser accepts all of them, so the API must answer each.
 */
export function requestsFor(operation: DescribedOperation, known: KnownValues): fc.Arbitrary<ApiRequest> {
  const ways = operation.security.flatMap(Object.keys);
  const way = fc.oneof(
    { arbitrary: ways.length === 0 ? fc.constant('none') : fc.constantFrom(...ways), weight: 8 },
    { arbitrary: fc.constantFrom('none', 'wrong'), weight: 1 },
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = operation.method === 'get' ? fc.constant({ bytes: undefined, headers: {} }) : bodiesFor(schema, known);
  return fc
    .record({ address: addressesOf(operation, known), odd: oddHeaders(), body, way })
    .map(({ address, odd, body: { bytes, headers }, way: shown }) => ({
      method: operation.method.toUpperCase(),
      address,
      headers: { ...odd, ...headers },
      body: bytes,
      way: shown,
    }));
}
