import { createHmac, timingSafeEqual } from 'node:crypto';
import { asBookingId, type ReplyAddress, type ReplyAddresses } from '@miomente/booking-domain';
import type { TokenSecrets } from './hmac-token-mint.ts';

/** 128 bits, in 26 characters. */
const PROOF_BYTES = 16;
/** Base 32 (RFC 4648, extended hex alphabet) in lower case: mail servers may change the case of an address. */
const ALPHABET = '0123456789abcdefghijklmnopqrstuv';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LOCAL = /^(?:b([0-9a-z]{1,11})|m([0-9a-f]{32}))-([0-9a-v]{26})$/;

/**
 * Addresses for answers to mails (replies#address). A booking's has its id, and an HMAC over the nonce of its links; a
 * mail's has its message id, and an HMAC over that. Made with the secret of the links, each for a purpose of its own, so
 * that neither opens a link. Addresses made with the previous secret are still read.
 */
export class HmacReplyAddresses implements ReplyAddresses {
  readonly #secrets: readonly [string, ...string[]];
  readonly #domain: string | null;

  /** @param domain `INBOUND_MAIL_DOMAIN` in lower case; null: answers are not taken */
  constructor({ current, previous }: TokenSecrets, domain: string | null) {
    this.#secrets = previous === undefined ? [current] : [current, previous];
    this.#domain = domain;
  }

  ofBooking: ReplyAddresses['ofBooking'] = (id, { nonce }) =>
    this.#address(`b${id.toString(36)}`, proofOf(this.#secrets[0], 'booking', nonce));

  ofMail: ReplyAddresses['ofMail'] = (messageId) =>
    UUID.test(messageId)
      ? this.#address(`m${messageId.replaceAll('-', '')}`, proofOf(this.#secrets[0], 'mail', messageId))
      : null;

  read: ReplyAddresses['read'] = (address) => {
    const [local = '', domain, ...more] = address.toLowerCase().split('@');
    if (this.#domain === null || domain !== this.#domain || more.length > 0) return undefined;
    const [, id, message, proof] = LOCAL.exec(local) ?? [];
    if (proof === undefined) return undefined;
    return id === undefined ? this.#mail(message ?? '', proof) : this.#booking(id, proof);
  };

  #booking(id: string, proof: string): ReplyAddress | undefined {
    const bookingId = Number.parseInt(id, 36);
    if (!Number.isSafeInteger(bookingId) || bookingId < 1) return undefined;
    return {
      type: 'booking',
      bookingId: asBookingId(bookingId),
      isOf: ({ nonce }) => this.#isProof('booking', nonce, proof),
    };
  }

  #mail(hex: string, proof: string): ReplyAddress | undefined {
    const messageId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return this.#isProof('mail', messageId, proof) ? { type: 'mail', messageId } : undefined;
  }

  #isProof(purpose: Purpose, subject: string, proof: string): boolean {
    return this.#secrets.some((secret) =>
      timingSafeEqual(Buffer.from(proofOf(secret, purpose, subject)), Buffer.from(proof)),
    );
  }

  #address(name: string, proof: string): string | null {
    return this.#domain === null ? null : `${name}-${proof}@${this.#domain}`;
  }
}

type Purpose = 'booking' | 'mail';

function proofOf(secret: string, purpose: Purpose, subject: string): string {
  const digest = createHmac('sha256', secret).update(`reply_address_${purpose}:${subject}`).digest();
  return base32(digest.subarray(0, PROOF_BYTES));
}

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
