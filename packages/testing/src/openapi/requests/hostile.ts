import fc from 'fast-check';

const LONG = 5_000;

/** Texts that are known to break programs. */
export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\ufffe\uffff',
  '\u202e\u200b\u2028\r\n\t\u001b[31m',
  '👩‍🍳ß\u0130ı',
  '%',
  '%_\\',
  "'; drop table x; --",
  '{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '=1+1',
  '../../etc/passwd',
  'null',
  'true',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '١٢',
  '__proto__',
  'constructor',
  'x'.repeat(LONG),
];

/** Numbers at the limits of databases and languages. */
export const ODD_NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e308,
  5e-324,
];

/** Property names with a meaning in JavaScript, and unknown names. */
export const ODD_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  '',
  '$ne',
  'id',
  'a.b',
  'x\u0000',
];

/** Objects or lists nested to a given depth. */
export function nested(depth: number, kind: 'list' | 'object'): string {
  const [left, right] = kind === 'list' ? ['[', ']'] : ['{"a":', '}'];
  return `${left.repeat(depth)}1${right.repeat(depth)}`;
}

/** Generates hostile JSON values. */
export function hostileValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(...ODD_TEXTS),
    fc.constantFrom<unknown>(...ODD_NUMBERS),
    fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('list' as const, 'object' as const).map((kind) => JSON.parse(nested(40, kind)) as unknown),
  );
}
