import { describe, expect, it } from 'vitest';
import { keptNotes, plainLine, plainText } from '../../src/index.ts';

describe('orders#clean-names untrusted texts', () => {
  it.each([
    ['Max\0 Muster\u0007mann', 'Max  Muster mann'],
    ['\u202emaxE\u202c', 'maxE'],
    ['\u2066A\u2069 B\ufeff', 'A B'],
    ['a\r\nb\u2028c\u0085d', 'a b c d'],
    ['עברית Łukasz 👩‍🍳 \u200f', 'עברית Łukasz 👩‍🍳 \u200f'],
    ['x\ud800', 'x\ufffd'],
  ])('%j becomes the line %j', (given, kept) => {
    expect(plainLine(given)).toBe(kept);
  });

  it.each([
    ['a\r\nb\n\tc\0d', 'a\nb\n\tc d'],
    ['\u202eevil\u2029', 'evil '],
    ['\udc00', '\ufffd'],
  ])('%j becomes the text %j', (given, kept) => {
    expect(plainText(given)).toBe(kept);
  });

  it('notes of answers are cleaned, too', () => {
    expect(keptNotes(' Der Ofen\0\u202e ist\nkaputt. ')).toBe('Der Ofen  ist\nkaputt.');
    expect(keptNotes('\0 \u202e')).toBeNull();
  });
});
