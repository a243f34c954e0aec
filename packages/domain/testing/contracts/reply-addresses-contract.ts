import { asBookingId, type ReplyAddress, type ReplyAddresses } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

/** Makes an adapter under test. `domain` null: answers are not taken. */
export type OpenReplyAddresses = (options: {
  readonly domain: string | null;
  readonly secret: string;
}) => ReplyAddresses;

const DOMAIN = 'answers.example.org';
const SECRET = 'the secret of these tests, which is long enough';
const token = { nonce: '0123456789abcdef'.repeat(4) };
const MESSAGE = '0b1d6f0e-7c1a-4b0e-9a55-0123456789ab';
const BIG = asBookingId(2 ** 40);

/** Holds an adapter of `ReplyAddresses` to the port. */
export function replyAddressesContract(name: string, open: OpenReplyAddresses): void {
  describe(`ReplyAddresses: ${name}`, () => {
    const addresses = open({ domain: DOMAIN, secret: SECRET });
    const ofBooking = addresses.ofBooking(BIG, token) ?? '';
    const ofMail = addresses.ofMail(MESSAGE) ?? '';
    const belongs = (found: ReplyAddress | undefined, nonce = token.nonce): boolean =>
      found?.type === 'booking' && found.isOf({ nonce });

    it.each([
      ['of a booking', ofBooking],
      ['of a mail', ofMail],
    ])('replies#address: an address %s is a plain one that every mail server takes', (_, address) => {
      expect(address).toMatch(/^[a-z0-9][a-z0-9.-]{0,62}[a-z0-9]@answers\.example\.org$/);
      expect(address).toBe(address.toLowerCase());
    });

    it('replies#address: the same each time, and read back in any case', () => {
      expect(addresses.ofBooking(BIG, token)).toBe(ofBooking);
      expect(addresses.ofMail(MESSAGE)).toBe(ofMail);
      for (const address of [ofBooking, ofBooking.toUpperCase()]) {
        const found = addresses.read(address);
        expect(found).toMatchObject({ type: 'booking', bookingId: BIG });
        expect(belongs(found)).toBe(true);
      }
      for (const address of [ofMail, ofMail.toUpperCase()])
        expect(addresses.read(address)).toEqual({ type: 'mail', messageId: MESSAGE });
    });

    it('replies#address: it is of the booking’s present links only', () => {
      expect(belongs(addresses.read(ofBooking), 'f'.repeat(64))).toBe(false);
      expect(addresses.ofBooking(BIG, { nonce: 'f'.repeat(64) })).not.toBe(ofBooking);
    });

    it('replies#address: nobody makes one without the secret, and no changed one counts', () => {
      const other = open({ domain: DOMAIN, secret: 'another secret, which is as long as the first' });
      expect(belongs(other.read(ofBooking))).toBe(false);
      expect(other.read(ofMail)).toBeUndefined();
      for (const address of [ofBooking, ofMail]) {
        const [local = ''] = address.split('@');
        const last = local.endsWith('a') ? 'b' : 'a';
        const changed = `${local.slice(0, -1)}${last}@${DOMAIN}`;
        const found = addresses.read(changed);
        expect(found === undefined || found.type === 'booking').toBe(true);
        expect(belongs(found)).toBe(false);
      }
    });

    it('replies#address: what is no address of ours is read as none', () => {
      const [local = ''] = ofBooking.split('@');
      for (const other of [
        '',
        '@',
        'office@example.org',
        `${local}@example.org`,
        `${local}@answers.example.org.evil`,
        local,
      ])
        expect(addresses.read(other)).toBeUndefined();
      expect(addresses.read(`x${local}@${DOMAIN}`)).toBeUndefined();
    });

    it('replies#address: it says nothing of the link’s token', () => {
      expect(ofBooking).not.toContain(token.nonce.slice(0, 12));
    });

    it('replies#address: without a domain there is none', () => {
      const none = open({ domain: null, secret: SECRET });
      expect(none.ofBooking(BIG, token)).toBeNull();
      expect(none.ofMail(MESSAGE)).toBeNull();
      expect(none.read(ofBooking)).toBeUndefined();
    });
  });
}
