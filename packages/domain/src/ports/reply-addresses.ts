import type { BookingId } from '../booking/booking.ts';
import type { MintedToken } from '../token/token.ts';

/**
 * What an address of ours stands for: a booking, or the mail about several bookings with this message id. A booking's
 * address belongs to the links that it had: whether they are still its own is for the reader to check.
 */
export type ReplyAddress =
  | {
      readonly type: 'booking';
      readonly bookingId: BookingId;
      /** Whether the address was made for a booking with this token. */
      readonly isOf: (token: Pick<MintedToken, 'nonce'>) => boolean;
    }
  | { readonly type: 'mail'; readonly messageId: string };

/**
 * The addresses that answers to mails go to (replies#address): HMACs under a secret that is not in the database, so that
 * nobody can guess one and nothing is stored of them. They say nothing about customers, and open no link.
 */
export interface ReplyAddresses {
  /** The address of a booking; null when answers are not taken here. */
  ofBooking(id: BookingId, token: Pick<MintedToken, 'nonce'>): string | null;
  /** The address of a mail about several bookings; null when answers are not taken here. */
  ofMail(messageId: string): string | null;
  /** What an address stands for, in any case; undefined when it is none of ours. A mail's is proved, a booking's by `isOf`. */
  read(address: string): ReplyAddress | undefined;
}
