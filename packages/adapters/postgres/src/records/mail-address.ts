import { createHash } from 'node:crypto';
import { asciiAddress, unicodeAddress } from '@miomente/booking-texts';

/**
 * The stored digest of the address that a mail went to: it recognises the address and does not show it. It uses no
 * secret: the partners' addresses are in the same database, and when a secret changed, it would no longer be known
 * where mails went.
 */
export function addressDigest(address: string): string {
  return createHash('sha256').update(asciiAddress(address.toLowerCase())).digest('hex');
}

/** Both spellings of an address's domain, in lower case, because older rows may have either. */
export function spellingsOf(address: string): readonly string[] {
  const folded = asciiAddress(address.toLowerCase());
  return [...new Set([folded, unicodeAddress(folded), address.toLowerCase()])];
}
