import type { CustomerNumber, Partner } from '@miomente/booking-domain';
import { customerNumber, lenient } from '../../guard/fields.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The field of an address with a partner whose mark was removed; null when it names none. */
export const clearedField = lenient(customerNumber, null);

/**
 * The partner whose mark was removed, according to the address; null when there is none, or the mark is still there.
 */
export async function clearedPartner(
  deps: Pick<PagesDeps, 'partners'>,
  cleared: CustomerNumber | null,
): Promise<Partner | null> {
  const partner = cleared === null ? undefined : await deps.partners.find(cleared);
  return partner === undefined || partner.addressMark !== null ? null : partner;
}
