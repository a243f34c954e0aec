import { createHmac } from 'node:crypto';
import { asBookingId, type ReplyAddresses } from '@miomente/booking-domain';

/** Addresses that are the same in every run. */
export class MemoryReplyAddresses implements ReplyAddresses {
  readonly #domain: string | null;
  readonly #secret: string;
  /** Message ids, by the proof in their address. */
  readonly #mails = new Map<string, string>();

  /** @param domain null: answers are not taken */
  constructor({
    domain = 'answers.example.org',
    secret = 'a secret',
  }: {
    domain?: string | null;
    secret?: string;
  } = {}) {
    this.#domain = domain;
    this.#secret = secret;
  }

  ofBooking: ReplyAddresses['ofBooking'] = (id, { nonce }) => this.#address(`b${id}.${this.#mac(`booking:${nonce}`)}`);

  ofMail: ReplyAddresses['ofMail'] = (messageId) => {
    const mac = this.#mac(`mail:${messageId}`);
    this.#mails.set(mac, messageId);
    return this.#address(`m0.${mac}`);
  };

  read: ReplyAddresses['read'] = (address) => {
    const [, kind, name = '', mac] = /^([bm])([0-9a-f]+)\.([0-9a-f]{20})@(.+)$/.exec(address.toLowerCase()) ?? [];
    if (kind === undefined || address.toLowerCase().split('@')[1] !== this.#domain) return undefined;
    if (kind === 'b') {
      const isOf = ({ nonce }: { readonly nonce: string }): boolean => this.#mac(`booking:${nonce}`) === mac;
      return { type: 'booking', bookingId: asBookingId(Number(name)), isOf };
    }
    const messageId = this.#mails.get(mac ?? '');
    return messageId === undefined ? undefined : { type: 'mail', messageId };
  };

  #address(local: string): string | null {
    return this.#domain === null ? null : `${local}@${this.#domain}`;
  }

  #mac(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex').slice(0, 20);
  }
}
