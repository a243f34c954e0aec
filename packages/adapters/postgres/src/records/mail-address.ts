import { createHash } from 'node:crypto';
import { asciiAddress, unicodeAddress } from '@miomente/booking-texts';

/**
 * What is kept of the address that a mail went to: it recognises the address and doesn't show it. No secret is in
 * it: the partners' addresses stand beside it, and a secret that changes would forget where mails went.
 */
export function addressDigest(address: string): string {
  return createHash('sha256').update(asciiAddress(address.toLowerCase())).digest('hex');
}

/** Both spellings of an address's domain, in lower case: what was kept before may be either. */
export function spellingsOf(address: string): readonly string[] {
  const folded = asciiAddress(address.toLowerCase());
  return [...new Set([folded, unicodeAddress(folded), address.toLowerCase()])];
}
