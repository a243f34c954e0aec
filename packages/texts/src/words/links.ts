/** A `mailto:` link to an address, encoded so that nothing but the address can be in it; empty when it is no address. */
export function mailtoUrl(address: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return '';
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** A `tel:` link to a number as people write it; empty when it is no plain phone number. */
export function telUrl(phone: string): string {
  if (!/^[+\d(][\d\s()/.-]+$/.test(phone)) return '';
  // "+49 (0)89": the zero is dialled only inside the country.
  const number = phone.startsWith('+') ? phone.replace('(0)', '') : phone;
  const dialled = number.replace(/[^+\d]/g, '');
  return dialled.length < 3 ? '' : `tel:${dialled}`;
}
