import type { CustomerNumber, Partner } from '../partner/partner.ts';

/** An account that a login can open. */
export type Account =
  | { readonly role: 'partner'; readonly customerNumber: CustomerNumber; readonly name: string }
  | { readonly role: 'manager'; readonly address: string };

/**
 * The accounts of an address; none when it belongs to no partner and no manager.
 * @param managerEmails `MANAGER_EMAILS`, in lower case
 * @param partners those with this address
 */
export function accountsOf(
  managerEmails: readonly string[],
  address: string,
  partners: readonly Partner[],
): readonly Account[] {
  const manager: readonly Account[] = managerEmails.includes(address) ? [{ role: 'manager', address }] : [];
  return [
    ...manager,
    ...partners.map(({ customerNumber, name }): Account => ({ role: 'partner', customerNumber, name })),
  ];
}
