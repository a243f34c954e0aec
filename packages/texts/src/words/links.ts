/**
 * A `mailto:` link. The address is encoded, so that it can't add other recipients or headers. Empty for an invalid
 * address.
 */
export function mailtoUrl(address: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return '';
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** A `tel:` link for a phone number as people write it; empty when it is no valid number. */
export function telUrl(phone: string): string {
  if (!/^[+\d(][\d\s()/.-]+$/.test(phone)) return '';
  // "+49 (0)89": the zero is only dialled inside the country.
  const number = phone.startsWith('+') ? phone.replace('(0)', '') : phone;
  const dialled = number.replace(/[^+\d]/g, '');
  return dialled.length < 3 ? '' : `tel:${dialled}`;
}
