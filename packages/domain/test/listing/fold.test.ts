import { foldForSearch, searchText } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('FR-5.4 · api#search · search ignores case and accents', () => {
  const folded = {
    MÜLLER: 'muller',
    Müller: 'muller',
    'Mu\u0308ller': 'muller',
    Groß: 'gross',
    GROSS: 'gross',
    GROẞ: 'gross',
    Çağla: 'cagla',
    'José  Ångström': 'jose angstrom',
    '  Anna \t\u00a0 Maria ': 'anna maria',
    ﬁne: 'fine',
    İstanbul: 'istanbul',
    Yılmaz: 'yilmaz',
    Łukasz: 'lukasz',
    Øster: 'oster',
    Đặng: 'dang',
    Ħaż: 'haz',
    Ŧor: 'tor',
    'Ærø Œuvre': 'aero oeuvre',
    'Þórður Guðrún': 'thordur gudrun',
    'Ŋ ĸ': 'n k',
    ΟΔΥΣΣΕΥΣ: 'οδυσσευσ',
    '100%_\\': '100%_\\',
  };
  for (const [text, expected] of Object.entries(folded))
    it(`“${text}” becomes “${expected}”`, () => expect(foldForSearch(text)).toBe(expected));

  it('folding twice equals folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('any part of a name is found in the whole, in any case', () => {
    const letters = fc.array(fc.constantFrom(...'aäÄßẞéÉoØœÆłŁđÐþħŧñşİıΣσς ’-Дд'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (name, from, length) => {
        const whole = foldForSearch(name.join(''));
        const part = name.slice(from % name.length, (from % name.length) + 1 + (length % name.length)).join('');
        expect(whole).toContain(foldForSearch(part));
      }),
      { numRuns: 1_000 },
    );
  });

  it('a booking is found by first name, last name, both, and order number, and by nothing else', () => {
    const text = searchText({ firstName: 'Jörg', lastName: 'Weiß' }, '000000123');
    expect(text).toBe('jorg weiss 000000123');
    for (const part of ['JÖRG', 'weiss', 'org we', '0123', 'Weiß 0000']) expect(text).toContain(foldForSearch(part));
  });
});
