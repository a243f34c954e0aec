import { domainToASCII } from 'node:url';

/** The address with its domain in ASCII, as mail is sent to it (links#one-address). */
export function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = at === 0 ? '' : domainToASCII(address.slice(at));
  return domain === '' ? address : address.slice(0, at) + domain;
}
