import { type PaymentStatus, paymentStatus } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

const cases: readonly (readonly [string | null, string | null, string | null, PaymentStatus])[] = [
  ['158.0000', null, null, 'open'],
  ['158.0000', '0.0000', '0.0000', 'open'],
  ['158.0000', '79.0000', null, 'partially_paid'],
  ['158.0000', '157.9999', null, 'partially_paid'],
  ['158.0000', '158.0000', '0.0000', 'paid'],
  ['158.0000', '160.0000', null, 'paid'],
  ['158.0000', '158.0000', '8.0000', 'partially_refunded'],
  ['158.0000', '158.0000', '157.9999', 'partially_refunded'],
  ['158.0000', '158.0000', '158.0000', 'refunded'],
  ['158.0000', '79.0000', '79.0000', 'refunded'],
  ['0.0000', null, null, 'paid'],
  [null, null, null, 'open'],
  [null, '10', null, 'partially_paid'],
  ['viel', '10', null, 'partially_paid'],
  ['158.0000', 'viel', 'alles', 'open'],
];

describe('FR-1.6 · payment status follows from what was paid and refunded', () => {
  for (const [grandTotal, totalPaid, totalRefunded, expected] of cases)
    it(`${totalPaid} paid of ${grandTotal}, ${totalRefunded} refunded: ${expected}`, () => {
      expect(paymentStatus({ grandTotal, totalPaid, totalRefunded })).toBe(expected);
    });
});
