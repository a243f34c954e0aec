import { DAY_MS, DEFAULT_POLICY, isExpired, isTokenShaped, tokenExpiry } from '@miomente/booking-domain';
import { anyInstant, aPendingBooking, hexadecimal, MONDAY } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmByLink, confirmInPortal } from '../booking/commands.ts';
import { carriedOut, given } from '../booking/given.ts';

const END = MONDAY + 7 * DAY_MS;

describe('links#expiry · tokens', () => {
  it('are valid for seven days unless configured otherwise', () => {
    expect(DEFAULT_POLICY.tokenLifetimeMs).toBe(7 * DAY_MS);
    expect(tokenExpiry(7 * DAY_MS, MONDAY, null)).toBe(END);
  });

  it('expire at the event when that is sooner', () => {
    expect(tokenExpiry(7 * DAY_MS, MONDAY, END - 1)).toBe(END - 1);
    expect(tokenExpiry(7 * DAY_MS, MONDAY, END)).toBe(END);
    expect(tokenExpiry(7 * DAY_MS, MONDAY, END + 1)).toBe(END);
  });

  it('are expired at the instant of expiry', () => {
    fc.assert(
      fc.property(anyInstant(), fc.integer({ min: 1, max: 1_000_000 }), (expiresAt, ms) => {
        expect(isExpired({ expiresAt }, expiresAt - ms)).toBe(false);
        expect(isExpired({ expiresAt }, expiresAt)).toBe(true);
        expect(isExpired({ expiresAt }, expiresAt + ms)).toBe(true);
      }),
    );
  });

  it('when expired confirm nothing; the portal still does', () => {
    expect(carriedOut(DEFAULT_POLICY, aPendingBooking(), confirmByLink(END - 1)).booking.status).toBe('confirmed');
    given(aPendingBooking()).when(confirmByLink(END)).refuses({ code: 'expired' });
    expect(carriedOut(DEFAULT_POLICY, aPendingBooking(), confirmInPortal(END)).booking.status).toBe('confirmed');
  });

  it('have 64 lower-case hexadecimal characters', () => {
    expect(isTokenShaped(hexadecimal(255))).toBe(true);
    const wrong = ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), 'g'.repeat(64), `${'a'.repeat(64)}\n`];
    for (const text of wrong) expect(isTokenShaped(text)).toBe(false);
    for (const text of [` ${'a'.repeat(64)}`, `${'a'.repeat(64)}b`]) expect(isTokenShaped(text)).toBe(false);
  });
});
