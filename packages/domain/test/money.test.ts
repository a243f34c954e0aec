import { formatTenThousandths, parseTenThousandths, toJsonNumber } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const MOST = 99_999_999_999_9999;
const anyAmount = fc.integer({ min: -MOST, max: MOST });

describe('booking#money · money is never a float internally', () => {
  it('a decimal string is the same after parsing and writing', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(parseTenThousandths(formatTenThousandths(amount))).toBe(amount === 0 ? 0 : amount);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is written with four decimals', () => {
    const written = { 0: '0.0000', 1: '0.0001', 1580000: '158.0000', 99999: '9.9999', 10000: '1.0000' };
    for (const [amount, text] of Object.entries(written)) {
      expect(formatTenThousandths(Number(amount))).toBe(text);
      if (amount !== '0') expect(formatTenThousandths(-Number(amount))).toBe(`-${text}`);
    }
  });

  it('further decimals are rounded half away from zero, from the text and without a float', () => {
    const read = {
      '1.00005': 10_001,
      '1.00004': 10_000,
      '1.000049999999': 10_000,
      '-1.00005': -10_001,
      '-1.00004': -10_000,
      '0.99995': 10_000,
      '1.005': 10_050,
      '-0.00001': 0,
      '8': 80_000,
      '8.1': 81_000,
      ' 158.0000 ': 1_580_000,
      '007.5': 75_000,
    };
    for (const [text, amount] of Object.entries(read)) expect(parseTenThousandths(text)).toBe(amount);
    expect(Object.is(parseTenThousandths('-0.0000'), 0)).toBe(true);
  });

  it('a text that is no plain decimal number is undefined', () => {
    const wrong = ['', ' ', '.', '1.', '.5', '1e5', '1,5', '1.2.3', '+1', '--1', '0x10', 'NaN', 'Infinity', '1 000'];
    for (const text of [...wrong, '1.0000000000000', '123456789012', '1.5x', 'x1.5'])
      expect(parseTenThousandths(text)).toBeUndefined();
    expect(parseTenThousandths('99999999999.9999')).toBe(MOST);
  });

  it('sums of tenths and hundredths do not drift', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_999 }), { maxLength: 50 }), (cents) => {
        const texts = cents.map((c) => `${Math.floor(c / 100)}.${String(c % 100).padStart(2, '0')}`);
        const sum = texts.reduce((all, text) => all + (parseTenThousandths(text) ?? Number.NaN), 0);
        expect(sum).toBe(cents.reduce((a, b) => a + b, 0) * 100);
      }),
    );
  });

  it('is a JSON number in whole units at the API only', () => {
    expect(toJsonNumber({ tenThousandths: 1_580_000, currency: 'EUR' })).toBe(158);
    expect(toJsonNumber({ tenThousandths: 899_500, currency: 'EUR' })).toBe(89.95);
  });
});
