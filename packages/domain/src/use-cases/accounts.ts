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

/** Names an account of an address, so that whoever chose it gets this one, whatever accounts the address has by then. */
export function accountKey(account: Account): string {
  return account.role === 'partner' ? `partner:${account.customerNumber}` : account.role;
}

/**
 * The account with a key among those of an address. Pages of an older release send a place in a list instead: that leads
 * to an account only where there is no other.
 */
export function accountChosen(accounts: readonly Account[], key: string): Account | undefined {
  const [only] = accounts;
  if (/^\d*$/.test(key)) return accounts.length === 1 ? only : undefined;
  return accounts.find((account) => accountKey(account) === key);
}
