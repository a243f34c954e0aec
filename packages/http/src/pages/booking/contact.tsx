/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Customer } from '@miomente/booking-domain';
import { dialledNumber } from '@miomente/booking-texts';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';

/** The customer's name as written in the order; says so when nothing is known of the customer (any more). */
export function customerName({ words }: Pick<Reader, 'words'>, customer: Customer): string {
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  if (name !== '') return name;
  return customer.email + customer.phone === '' ? words.booking.noCustomerData : words.booking.unnamed;
}

/** The number to dial, without other characters of whoever wrote it. */
export function telHref(phone: string): string {
  return `tel:${dialledNumber(phone)}`;
}

/** The `mailto:` link of an address. */
export function mailHref(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
}

/** Links to phone and write to the customer; missing ones are left out. */
export function Contact({ customer: { phone, email } }: { readonly customer: Customer }) {
  return (
    <>
      {/\d/.test(phone) && <PhoneLink phone={phone} />}
      {email.trim() !== '' && <MailLink email={email} />}
    </>
  );
}

/** A number to dial with a press. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  return (
    <a class="contact" href={telHref(phone)}>
      <Icon name="phone" />
      {phone}
    </a>
  );
}

/** An address to write to; a narrow line breaks before its domain. */
export function MailLink({ email }: { readonly email: string }) {
  return (
    <a class="contact" href={mailHref(email)}>
      <Icon name="mail" />
      <span>
        <Address email={email} />
      </span>
    </a>
  );
}

/** An address that a narrow line breaks before its domain. */
export function Address({ email }: { readonly email: string }) {
  const [local, ...domain] = email.split('@');
  return (
    <>
      {local}
      {domain.length > 0 && <wbr />}
      {domain.length > 0 && `@${domain.join('@')}`}
    </>
  );
}
