import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * An address with its domain in ASCII, as mail servers know it: `info@kochschule-müller.example` and
 * its punycode are one address (links#one-address). What has no domain that can be written so stays.
 */
export function asciiAddress(address: string): string {
  return withDomain(address, domainToASCII);
}

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
  return [...new Set([folded, withDomain(folded, domainToUnicode), address.toLowerCase()])];
}

function withDomain(address: string, written: (domain: string) => string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = at === 0 ? '' : written(address.slice(at));
  return domain === '' ? address : address.slice(0, at) + domain;
}
