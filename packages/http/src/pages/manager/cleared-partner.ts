import type { CustomerNumber, Partner } from '@miomente/booking-domain';
import { customerNumber, lenient } from '../../guard/fields.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The field of an address that names a partner whose mark was taken away; null where it names none. */
export const clearedField = lenient(customerNumber, null);

/** The partner whose mark the address says was taken away; null when there is none, or it is there still. */
export async function clearedPartner(
  deps: Pick<PagesDeps, 'partners'>,
  cleared: CustomerNumber | null,
): Promise<Partner | null> {
  const partner = cleared === null ? undefined : await deps.partners.find(cleared);
  return partner === undefined || partner.addressMark !== null ? null : partner;
}
