import { granted, type Result, refused } from '../result.ts';
import { plainLine } from '../text/plain-text.ts';
import { holidayRegion } from '../time/holiday-region.ts';
import { asCustomerNumber, LANGUAGES, type MasterData } from './partner.ts';

/** A partner's master data as text by field; blank or absent when unknown. */
export interface PartnerRecord {
  readonly customerNumber: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
  readonly active?: string | undefined;
  /** Such as `DE-BY`. */
  readonly holidays?: string | undefined;
}

/** Which field is invalid, and why; never its value, which may be a person's address. */
export interface PartnerRecordRefusal {
  readonly field: keyof PartnerRecord;
  readonly reason:
    | 'missing'
    | 'too_long'
    | 'no_address'
    | 'no_language'
    | 'no_yes_or_no'
    | 'no_region'
    | 'control_characters';
}

/** The longest customer number that an import takes, in characters. */
export const MAX_CUSTOMER_NUMBER_LENGTH = 64;
const LONGEST = { customerNumber: MAX_CUSTOMER_NUMBER_LENGTH, name: 200, email: 254, phone: 64 } as const;
/**
 * One @, no blanks, a dot in the host: enough to find typing errors. Only a mail can tell whether the address exists.
 */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const YES: readonly string[] = ['', '1', 'true', 'yes', 'ja', 'j', 'y', 'aktiv', 'active'];
const NO: readonly string[] = ['0', 'false', 'no', 'nein', 'n', 'inaktiv', 'inactive'];

const visible = (text: string | undefined): string => (text ?? '').replace(INVISIBLE, '').trim();

const isAddress = (text: string): boolean => ADDRESS.test(text) && !/^mailto:/i.test(text);

/** The separators of several addresses in a field: commas, semicolons, bars, slashes or blanks. */
function addressesIn(text: string | undefined): readonly string[] {
  // A line break is no separator: the text after it may be meant as another header.
  if (/\p{Cc}/u.test(visible(text))) return [];
  return visible(text)
    .split(/[,;|/\s]+/)
    .filter((part) => part !== '');
}

/** The first valid address; otherwise the whole text, which is then refused (orders#partner-addresses). */
function addressIn(text: string | undefined): string {
  return addressesIn(text).find(isAddress) ?? visible(text);
}

/**
 * Reads an address that a person typed: exactly one, without what nobody sees (orders#partner-addresses).
 * @returns undefined when it is none, or longer than mail can carry
 */
export function readAddress(typed: string): string | undefined {
  const [address, ...more] = addressesIn(typed);
  const isOne = address !== undefined && more.length === 0 && isAddress(address);
  return isOne && address.length <= LONGEST.email ? address : undefined;
}

/** Whether the address field has more than the address that is used. */
export function hasFurtherAddresses(record: PartnerRecord): boolean {
  return addressesIn(record.email).some(isAddress) && addressesIn(record.email).length > 1;
}

/**
 * Master data from a record. The default language is German, the default state active; without an address, mail can't
 * reach the partner.
 */
export function readPartnerRecord(record: PartnerRecord): Result<MasterData, readonly PartnerRecordRefusal[]> {
  const text = (field: keyof PartnerRecord): string =>
    field === 'email'
      ? addressIn(record.email)
      : // Control characters are removed from texts that are only read or dialled; addresses and numbers that identify somebody are refused.
        visible(field === 'name' || field === 'phone' ? plainLine(record[field] ?? '') : record[field]);
  const language = LANGUAGES.find((known) => known === (text('language').toLowerCase() || 'de'));
  const active = text('active').toLowerCase();
  const holidays = text('holidays') === '' ? null : holidayRegion(text('holidays'));
  const refusals: PartnerRecordRefusal[] = [];
  const refuse = (field: keyof PartnerRecord, reason: PartnerRecordRefusal['reason']): void => {
    refusals.push({ field, reason });
  };
  for (const field of ['customerNumber', 'name'] as const) if (text(field) === '') refuse(field, 'missing');
  for (const [field, most] of Object.entries(LONGEST) as readonly [keyof typeof LONGEST, number][]) {
    if (text(field).length > most) refuse(field, 'too_long');
    if (/\p{Cc}/u.test(text(field))) refuse(field, 'control_characters');
  }
  if (text('email') !== '' && !isAddress(text('email'))) refuse('email', 'no_address');
  if (language === undefined) refuse('language', 'no_language');
  if (!YES.includes(active) && !NO.includes(active)) refuse('active', 'no_yes_or_no');
  if (holidays === undefined) refuse('holidays', 'no_region');
  if (refusals.length > 0 || language === undefined || holidays === undefined) return refused(refusals);
  return granted({
    customerNumber: asCustomerNumber(text('customerNumber')),
    name: text('name'),
    email: text('email') === '' ? null : text('email'),
    phone: text('phone') === '' ? null : text('phone'),
    language,
    active: !NO.includes(active),
    holidays,
  });
}
