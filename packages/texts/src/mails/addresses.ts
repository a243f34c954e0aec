import { domainToASCII, domainToUnicode } from 'node:url';
import type { MailKind } from '@miomente/booking-domain';
import { oneLine, shortened } from '../words/clean-text.ts';

/** Recipient or sender of a mail. */
export interface Mailbox {
  readonly email: string;
  /** Empty when only the address is known. */
  readonly name: string;
}

/**
 * The address with its domain in ASCII, as mail servers know it: `info@kochschule-müller.example` and its punycode are one
 * address (links#one-address). What has no domain that can be written so stays.
 */
export function asciiAddress(address: string): string {
  return withDomain(address, domainToASCII);
}

/** The address with its domain as people write it; what has none that can be written so stays. */
export function unicodeAddress(address: string): string {
  return withDomain(address, domainToUnicode);
}

function withDomain(address: string, written: (domain: string) => string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = at === 0 ? '' : written(address.slice(at));
  return domain === '' ? address : address.slice(0, at) + domain;
}

/** A longer name would make the header wrap over several lines. */
const MAX_NAME_LENGTH = 100;

/**
 * The recipient of a mail, with its domain in ASCII. Characters that end a name in a mail header are removed from the
 * name, so that a lax mail server can't be tricked into another recipient.
 */
export function addresseeOf({ name, address }: { readonly name: string; readonly address: string }): Mailbox {
  const shown = shortened(oneLine(oneLine(name).replace(/[;,<>"\\]/g, ' ')), MAX_NAME_LENGTH);
  return { email: asciiAddress(address), name: shown };
}

/**
 * Who a mail of this kind says it is from: a customer knows the marketplace, and not the portal of its partners whose name
 * the sender has (booking#customer-informed). The address is the same.
 */
export function senderFor(kind: MailKind, sender: Mailbox): Mailbox {
  return kind === 'customer_confirmed' ? { ...sender, name: MARKETPLACE } : sender;
}

const MARKETPLACE = 'Miomente';
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const SENDER = /^(?:(?<name>[^<>;,\p{Cc}]*)<(?<inner>[^<>]+)>|(?<bare>[^<>]+))$/u;
const ADDRESS = /^[^\s@<>;,"]+@[^\s@<>;,"]+\.[^\s@<>;,"]+$/;

/** Whether a text is exactly one mail address, in a form that mail servers accept. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/**
 * Parses a sender: `Partner-Portal <partner@example.org>`, with or without quotation marks around the name, or
 * `partner@example.org`.
 * @returns undefined for anything else
 */
export function senderOf(text: string): Mailbox | undefined {
  const written = text.replace(INVISIBLE, '').trim();
  const [, quoted, rest] = /^"((?:[^"\\]|\\.)*)"\s*(<[^<>]+>)$/.exec(written) ?? [];
  const { name = '', inner, bare } = SENDER.exec(rest ?? written)?.groups ?? {};
  const email = asciiAddress((inner ?? bare ?? '').trim());
  if (!isAddress(email) || /^mailto:/i.test(email)) return undefined;
  const shown = quoted === undefined ? name.trim() : quoted.replace(/\\(.)/g, '$1').trim();
  return /[\p{Cc}"<>]/u.test(shown) ? undefined : { email, name: shown };
}
