import type { CustomerNumber, Partner } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';

/** Partners' master data, kept beside the bookings. */
export interface Partners {
  /** The partner, active or not; undefined for an unknown number. */
  find(customerNumber: CustomerNumber): Promise<Partner | undefined>;
  /** Those of these numbers that are known, by customer number; unknown numbers are absent. */
  findMany(customerNumbers: readonly CustomerNumber[]): Promise<ReadonlyMap<CustomerNumber, Partner>>;
  /** Active partners with this e-mail address, without regard to case, by customer number. */
  findByEmail(email: string): Promise<readonly Partner[]>;
  /** Inserts or replaces; everything given, the address mark included, is kept as given. */
  save(partner: Partner): Promise<void>;
  /** Whether this is the partner's address now, without regard to case and to how its domain is spelled. */
  isAddressOf(customerNumber: CustomerNumber, email: string): Promise<boolean>;
  /** Marks the address as bounced, unless the partner's address, without regard to case, is another one by now. */
  markAddress(
    customerNumber: CustomerNumber,
    email: string,
    mark: { readonly at: Instant; readonly reason: string },
  ): Promise<void>;
  /** Takes the mark away. @returns whether the partner exists */
  clearMark(customerNumber: CustomerNumber): Promise<boolean>;
}
