import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  aboutOf,
  apiUrl,
  choice,
  listOf,
  number,
  port,
  seconds,
  secret,
  shaped,
  signingSecret,
  variable,
} from '../src/index.ts';

const read = (schema: z.ZodType, text: string | undefined) => {
  const { data, error } = schema.safeParse(text);
  return error === undefined ? data : error.issues.map(({ message }) => message);
};

describe('running#configuration · a declared variable', () => {
  const withDefault = variable(port, { about: 'A port.', default: '3000' });

  it('reads its default like a text that was set', () => {
    expect([undefined, '', '  ', '80'].map((text) => read(withDefault, text))).toEqual([3_000, 3_000, 3_000, 80]);
  });

  it('says what it must be set to; an optional one may be missing', () => {
    const about = 'A port.';
    expect(read(variable(port, { about, needed: 'the port of the shop' }), undefined)).toEqual([
      'must be set to the port of the shop',
    ]);
    expect(read(variable(port, { about }), undefined)).toBeUndefined();
  });

  it('passes on the messages of its reading', () => {
    expect(read(withDefault, '70000')).toEqual(['must be a port number from 1 to 65535']);
  });

  it('knows its description; another schema has none', () => {
    expect(aboutOf(withDefault)).toEqual({ about: 'A port.', default: '3000' });
    expect(() => aboutOf(z.string())).toThrow(/no declared variable/);
  });
});

describe('readings', () => {
  it.each([
    [seconds, '1.5', 1_500],
    [seconds, '0', ['must be a number of seconds from 0.05 to 3600']],
    [number({ unit: 'cats', min: 1, max: 3 }), '2.5', ['must be a whole number of cats from 1 to 3']],
    [number({ unit: 'cats', min: 1, max: 3 }), '1e0', ['must be a whole number of cats from 1 to 3']],
    [choice(['a', 'b']), 'c', ['must be one of: a, b']],
    [choice(['a', 'b'], ', or neither'), 'c', ['must be one of: a, b, or neither']],
    [listOf('cats', (item) => item || undefined), 'a, b', ['a', 'b']],
    [listOf('cats', (item) => item || undefined), 'a,,b', ['must be a list of cats, separated by commas']],
    [signingSecret, 'short', ['must have at least 32 characters; make one with: openssl rand -hex 32']],
    [secret, 'short', ['must have at least 32 characters; make one with: openssl rand -hex 32']],
    [shaped(/^a$/, 'must be a'), 'b', ['must be a']],
    [apiUrl('https://x.org'), 'https://odoo.example.org/', 'https://odoo.example.org'],
    [apiUrl('https://x.org'), 'http://odoo', 'http://odoo'],
    [apiUrl('https://x.org'), 'http://odoo.example.org', [expect.stringContaining('such as https://x.org')]],
    [apiUrl('https://x.org'), 'https://a:b@odoo.example.org', [expect.stringContaining('such as https://x.org')]],
  ])('%# %s', (reading, text, expected) => expect(read(reading, text)).toEqual(expected));

  it.each(['', 'not base64, but long enough to be a text', 'a'.repeat(28), `${'a'.repeat(40)}!`, '='.repeat(40)])(
    'events#push: a signing secret whose base64 is none, or short, is refused: %j',
    (base64) => {
      const refused = ['must have base64 of at least 24 bytes after whsec_; make one with: openssl rand -hex 32'];
      expect(read(signingSecret, `whsec_${base64}`)).toEqual(refused);
    },
  );

  it('events#push: one of 24 bytes is taken, with padding or without, and any long text', () => {
    const padded = Buffer.alloc(25, 7).toString('base64');
    for (const good of [
      `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
      `whsec_${padded}`,
      `whsec_${padded.replace(/=+$/, '')}`,
      'any text of at least 32 characters',
    ])
      expect(read(signingSecret, good)).toBe(good);
  });
});
