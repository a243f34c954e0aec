import type { AddressCorrection, CustomerNumber, Partner, SameAddress } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';

/** Partners' master data, stored with the bookings. */
export interface Partners {
  /** The partner, active or not; undefined for an unknown number. */
  find(customerNumber: CustomerNumber): Promise<Partner | undefined>;
  /** Those of these numbers that are known, by customer number; unknown numbers are absent. */
  findMany(customerNumbers: readonly CustomerNumber[]): Promise<ReadonlyMap<CustomerNumber, Partner>>;
  /** Active partners with this e-mail address, without regard to case, by customer number. */
  findByEmail(email: string): Promise<readonly Partner[]>;
  /** Inserts or replaces a partner. Everything is stored as given, including the address mark. */
  save(partner: Partner): Promise<void>;
  /**
   * As {@link save}, on the condition that the partner is still as it was read: nothing that was written in between is
   * lost, such as the mark of an address that bounced.
   * @param known the partner as read; undefined when there was none
   * @returns false when somebody else was faster: nothing was written
   */
  saveIf(known: Partner | undefined, partner: Partner): Promise<boolean>;
  /** Whether this is the partner's current address, ignoring case and the spelling of its domain. */
  isAddressOf(customerNumber: CustomerNumber, email: string): Promise<boolean>;
  /** Which of the partner's addresses this is; `neither` of an unknown partner. */
  sameAddress(customerNumber: CustomerNumber, email: string): Promise<SameAddress>;
  /** Marks the address as bounced, unless the partner's address, ignoring case, is another one by now. */
  markAddress(
    customerNumber: CustomerNumber,
    email: string,
    mark: { readonly at: Instant; readonly reason: string },
  ): Promise<void>;
  /**
   * Every correction of the partner's address that was ever saved, oldest first, with the address that it brought; also
   * those that an import has ended since.
   */
  corrections(customerNumber: CustomerNumber): Promise<readonly (AddressCorrection & { readonly email: string })[]>;
  /** Removes the mark. @returns whether the partner exists */
  clearMark(customerNumber: CustomerNumber): Promise<boolean>;
}
