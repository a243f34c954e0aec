import { asciiAddress } from '@miomente/booking-texts';

/** The longest address that mail can carry. */
export const MAX_EMAIL = 254;
const EMAIL = /^[^\s\p{Cc}@<>()[\],;:"\\]+@[^\s\p{Cc}@<>()[\],;:"\\]+\.[^\s\p{Cc}@<>()[\],;:"\\]{2,}$/u;

/** Whether a text has the form of an address that mail can be sent to. */
export function isEmail(text: string): boolean {
  return text.length <= MAX_EMAIL && EMAIL.test(text);
}

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * An address as it is compared: without what nobody sees, in lower case, its domain in ASCII. Chromium
 * submits an umlaut domain so, other browsers as it was typed (links#one-address).
 */
export function addressOf(typed: string): string {
  return asciiAddress(typed.replace(INVISIBLE, '').trim().toLowerCase());
}
