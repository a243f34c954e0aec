import type { IncomingMessage } from 'node:http';
import type { InboundMail, ReplyVerdict } from '@miomente/booking-domain';

/** How to read mails that are handed in. Its adapter provides this; no other code knows the form. */
export interface InboundMailReceiver {
  /** The password of basic authentication. */
  readonly secret: string;
  /** Reads the body of a request in one pass. Whatever is in it, it does not throw. */
  readonly read: (request: IncomingMessage) => Promise<InboundMail | 'unreadable' | 'too_large'>;
}

/** What became of a mail that was handed in. */
export type InboundMailVerdict = ReplyVerdict | 'unreadable' | 'too_large';
/** Every {@link InboundMailVerdict}. */
export const INBOUND_MAIL_VERDICTS: readonly [InboundMailVerdict, ...InboundMailVerdict[]] = [
  'taken',
  'repeated',
  'automatic',
  'calendar',
  'bounce',
  'loop',
  'forged',
  'unknown_address',
  'old_address',
  'stranger',
  'erased',
  'historic',
  'unreadable',
  'too_large',
];
