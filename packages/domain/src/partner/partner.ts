import type { Branded } from '../brand.ts';
import type { HolidayRegion } from '../time/holiday-region.ts';
import type { Instant } from '../time/instant.ts';

/** The number that identifies a course partner. */
export type CustomerNumber = Branded<string, 'CustomerNumber'>;

/** Makes a text a customer number. Whether a partner has it is not checked. */
export function asCustomerNumber(text: string): CustomerNumber {
  return text as CustomerNumber;
}

/** A language that people are written to in. */
export type Language = 'de' | 'en';
/** Every {@link Language}. */
export const LANGUAGES: readonly Language[] = ['de', 'en'];

/** A course provider who answers bookings. */
export interface Partner {
  readonly customerNumber: CustomerNumber;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
  readonly active: boolean;
  /** Whose holidays stop the reminder clock when it counts working time; null for those of `HOLIDAYS`. */
  readonly holidays: HolidayRegion | null;
  /** Set when a mail to `email` bounced hard; cleared by a manager or by a new address. */
  readonly addressMark: { readonly at: Instant; readonly reason: string } | null;
}

/** Why mail can't reach a partner. */
export type UnreachableReason = 'partner_unknown' | 'no_address' | 'partner_inactive' | 'address_bounced';

/**
 * Whether mail can reach a partner (reminders#unreachable).
 * @param partner undefined when the customer number is unknown
 * @returns null when reachable, else the first reason that applies
 */
export function unreachableReason(partner: Partner | undefined): UnreachableReason | null {
  if (partner === undefined) return 'partner_unknown';
  if (!partner.active) return 'partner_inactive';
  if (partner.email === null || partner.email.trim() === '') return 'no_address';
  if (partner.addressMark !== null) return 'address_bounced';
  return null;
}

/**
 * Merges imported master data. A source that names no region keeps the one that is known. The address mark belongs to
 * the address: it is removed when the address changes (reminders#hard-bounce).
 * @param sameAddress whether both name one address, as `Partners.isAddressOf` says; counts only where there is a mark
 */
export function withMasterData(
  known: Partner | undefined,
  imported: Omit<Partner, 'addressMark'>,
  sameAddress: boolean,
): Partner {
  return {
    ...imported,
    holidays: imported.holidays ?? known?.holidays ?? null,
    addressMark: known !== undefined && sameAddress ? known.addressMark : null,
  };
}
