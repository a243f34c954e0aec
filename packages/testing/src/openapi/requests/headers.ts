import fc from 'fast-check';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Header values that clients or attackers send. None of them identifies the sender. */
const ODD: readonly Headers[] = [
  {},
  { 'Accept-Language': 'en' },
  { 'Accept-Language': '*;q=0, xx-ÿ' },
  { 'Accept-Language': `${'de-x;q=0.1,'.repeat(200)}en` },
  { Accept: 'text/csv' },
  { Accept: 'text/html;q=0.9, */*;q=0' },
  { Accept: ';;,' },
  { 'X-Request-Id': 'shop-4711' },
  { 'X-Request-Id': 'x'.repeat(500) },
  { 'X-Request-Id': '\t<script>' },
  { 'X-Forwarded-For': '127.0.0.1, ::1, unknown, 999.1.1.1' },
  { 'X-Forwarded-Proto': 'javascript' },
  { Forwarded: 'for="[::1]";host=evil.example.org' },
  { Host: 'evil.example.org:99999' },
  { Host: '' },
  { Origin: 'null' },
  { Origin: 'https://evil.example.org' },
  { Referer: 'not an address' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'none' },
  { Cookie: 'booking_session=ÿ; booking_session="; =;;' },
  { Cookie: `a=${'x'.repeat(4_000)}` },
  { Range: 'bytes=0-1,5-' },
  { 'If-None-Match': '*', 'If-Modified-Since': 'yesterday' },
  { 'X-HTTP-Method-Override': 'DELETE' },
  { 'Content-Length-': '7' },
  { constructor: 'x' },
  { 'User-Agent': '\u00ff'.repeat(300) },
];

/** Generates unusual headers for a request; mostly none. */
export function oddHeaders(): fc.Arbitrary<Headers> {
  const some = fc
    .subarray([...ODD], { minLength: 1, maxLength: 2 })
    .map((chosen) => Object.assign({}, ...chosen) as Headers);
  return fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, { arbitrary: some, weight: 2 });
}
