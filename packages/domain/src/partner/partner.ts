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
  /** Set while `email` is the office's and not the import's. */
  readonly addressCorrection: AddressCorrection | null;
}

/** Where an address comes from that no import brought. */
export interface AddressCorrection {
  readonly at: Instant;
  /** The manager's address. */
  readonly by: string;
  /** The address that imports brought until then; null for none. */
  readonly replaced: string | null;
}

/** What imports bring of a partner. */
export type MasterData = Omit<Partner, 'addressMark' | 'addressCorrection'>;

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
 * Which of a partner's addresses another one is, ignoring case and the spelling of its domain: the present one, the one
 * that the present one replaced as a correction, or neither.
 */
export type SameAddress = 'present' | 'replaced' | 'neither';

/**
 * Merges imported master data. A source that names no region keeps the one that is known. An address that the office has
 * corrected stays until the source has another one than the one it replaced (orders#corrected-address). The address mark
 * belongs to the address: it is removed when the address changes (reminders#hard-bounce).
 * @param same which of the known partner's addresses the imported one is
 */
export function withMasterData(known: Partner | undefined, imported: MasterData, same: SameAddress): Partner {
  const correction = known?.addressCorrection ?? null;
  const isKept = correction !== null && (imported.email === null || same === 'replaced');
  const email = known !== undefined && isKept ? known.email : imported.email;
  return {
    ...imported,
    email,
    holidays: imported.holidays ?? known?.holidays ?? null,
    addressMark: known !== undefined && (isKept || same === 'present') ? known.addressMark : null,
    addressCorrection: isKept ? correction : null,
  };
}

/**
 * The partner with an address that the office says is right (orders#corrected-address). With the address that imports
 * bring, nothing is left of an earlier correction.
 * @param same which of the partner's addresses the right one is
 */
export function withCorrectedAddress(
  known: Partner,
  { email, ...origin }: { readonly email: string } & Omit<AddressCorrection, 'replaced'>,
  same: SameAddress,
): Partner {
  const { addressCorrection: earlier } = known;
  const replaced = earlier === null ? known.email : earlier.replaced;
  const isImported = same === (earlier === null ? 'present' : 'replaced');
  return {
    ...known,
    email,
    addressMark: same === 'present' ? known.addressMark : null,
    addressCorrection: isImported ? null : { ...origin, replaced },
  };
}
