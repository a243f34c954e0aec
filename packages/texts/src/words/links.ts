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
  const dialled = dialledNumber(phone);
  return dialled.length < 3 ? '' : `tel:${dialled}`;
}

/**
 * What is dialled of a number as people write it: its digits, with a leading plus. Of two numbers the first; a zero in
 * brackets is dialled inside the country only ("+49 (0)89").
 */
export function dialledNumber(phone: string): string {
  const [first = '', second = ''] = phone.split(/[/,;|]|oder|or/, 2).map((part) => part.trim());
  const isNumber = (part: string): boolean => part.replace(/\D/g, '').length >= 6;
  const number = isNumber(first) && isNumber(second) && /^[+0(]/.test(second) ? first : phone.trim();
  const plus = number.startsWith('+');
  return `${plus ? '+' : ''}${(plus ? number.replace(/\(0\)/, '') : number).replace(/\D/g, '')}`;
}
