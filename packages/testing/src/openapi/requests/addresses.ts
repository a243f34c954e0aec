import fc from 'fast-check';
import type { DescribedOperation } from '../described-api.ts';
import type { OpenApiParameter } from '../document.ts';
import { ODD_NUMBERS, ODD_TEXTS } from './hostile.ts';
import { type KnownValues, validValue } from './values.ts';

/** Percent-encodes a text byte by byte, so that invalid UTF-8 and unusual encodings can be sent, too. */
const RAW: readonly string[] = [
  '%ff',
  '%c3%28',
  '%',
  '%zz',
  '%00',
  '%2e%2e%2f',
  '+',
  '%ed%a0%80',
  '1%20',
  '%E2%80%AE',
  '01',
  '1e3',
  '1.0',
];

/** Generates addresses for an operation, with queries that the document allows or refuses. */
export function addressesOf({ path, parameters }: DescribedOperation, known: KnownValues): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const values = fc.tuple(...inPath.map((parameter) => pathValue(parameter, known)));
  return fc.tuple(values, queries(inQuery, known)).map(([chosen, query]) => {
    const filled = chosen.reduce((address, value) => address.replace(/\{\w+\}/, () => value), path);
    return query === '' ? filled : `${filled}?${query}`;
  });
}

const encoded = (value: unknown): string => encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, '\ufffd'));

function pathValue({ name, schema }: OpenApiParameter, known: KnownValues): fc.Arbitrary<string> {
  return fc.oneof(
    {
      arbitrary: validValue(schema, known, name)
        .map(encoded)
        .filter((text) => text !== ''),
      weight: 5,
    },
    { arbitrary: oddText(), weight: 2 },
  );
}

/** Characters that do not belong in an address. */
function oddText(): fc.Arbitrary<string> {
  const short = ODD_TEXTS.map((text) => encoded(text.slice(0, 1_000))).filter((text) => text !== '');
  return fc.oneof(fc.constantFrom(...RAW), fc.constantFrom(...short), fc.constantFrom(...ODD_NUMBERS.map(encoded)));
}

function queries(parameters: readonly OpenApiParameter[], known: KnownValues): fc.Arbitrary<string> {
  const valid = fc.tuple(...parameters.map((parameter) => validPair(parameter, known)));
  const names = [...parameters.map(({ name }) => name), 'more', '__proto__', 'a[b]', ''];
  const odd = fc.tuple(fc.constantFrom(...names), oddText()).map(([name, text]) => `${encoded(name)}=${text}`);
  return fc.oneof(
    { arbitrary: valid.map(joined), weight: 12 },
    { arbitrary: fc.tuple(valid, odd).map(([pairs, one]) => joined([...pairs, one])), weight: 3 },
    { arbitrary: fc.array(odd, { maxLength: 4 }).map(joined), weight: 1 },
    { arbitrary: fc.constantFrom(...RAW, '&&=&', '?', 'x'.repeat(2_000)), weight: 1 },
  );
}

const joined = (pairs: readonly (string | null)[]): string => pairs.filter((pair) => pair !== null).join('&');

function validPair({ name, schema, required }: OpenApiParameter, known: KnownValues): fc.Arbitrary<string | null> {
  const pair = validValue(schema, known, name).map((value) => `${encoded(name)}=${encoded(value)}`);
  return required ? pair : fc.option(pair, { freq: 2 });
}
