import { asBookingId } from '@miomente/booking-domain';
import { replyAddressesContract } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { HmacReplyAddresses } from '../src/index.ts';

replyAddressesContract('HMAC', ({ domain, secret }) => new HmacReplyAddresses({ current: secret }, domain));

describe('addresses for answers to mails', () => {
  const [before, now] = ['the secret of last year, long enough', 'the secret of this year, long enough'];
  const token = { nonce: 'ab'.repeat(32) };
  const id = asBookingId(4_711);
  const message = '0b1d6f0e-7c1a-4b0e-9a55-0123456789ab';

  it('replies#address: those made with the previous secret are read until that is gone', () => {
    const old = new HmacReplyAddresses({ current: before }, 'answers.example.org');
    const rotated = new HmacReplyAddresses({ current: now, previous: before }, 'answers.example.org');
    const later = new HmacReplyAddresses({ current: now }, 'answers.example.org');
    const isOf = (of: HmacReplyAddresses): boolean => {
      const found = of.read(old.ofBooking(id, token) ?? '');
      return found?.type === 'booking' && found.isOf(token);
    };
    expect([isOf(rotated), isOf(later)]).toEqual([true, false]);
    expect(rotated.read(old.ofMail(message) ?? '')).toEqual({ type: 'mail', messageId: message });
    expect(later.read(old.ofMail(message) ?? '')).toBeUndefined();
    expect(rotated.ofBooking(id, token)).toBe(later.ofBooking(id, token));
  });

  it('replies#address: fits into what is allowed before the @', () => {
    const addresses = new HmacReplyAddresses({ current: now }, 'a.example');
    const longest = [addresses.ofBooking(asBookingId(Number.MAX_SAFE_INTEGER), token), addresses.ofMail(message)];
    for (const address of longest) expect(address?.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(addresses.ofMail('no uuid')).toBeNull();
  });
});
