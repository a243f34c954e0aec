import { domainToASCII } from 'node:url';
import { isDeepStrictEqual as isDeepEqual } from 'node:util';
import type { AddressCorrection, BouncedAddress, CustomerNumber, Partner, Partners } from '@miomente/booking-domain';
import type { MemoryState } from './state.ts';

export const sameAddress = (a: string | null, b: string | null): boolean => folded(a) === folded(b);

/** In lower case, with the domain in ASCII. */
function folded(address: string | null): string | null {
  const [local = '', domain = ''] = address?.toLowerCase().split('@') ?? [];
  return address === null ? null : `${local}@${domainToASCII(domain) || domain}`;
}

/** `Partners` in memory. */
export function memoryPartners({ partners }: MemoryState): Partners {
  const corrections: (AddressCorrection & { readonly email: string; readonly of: CustomerNumber })[] = [];
  const keep = (partner: Partner): void => {
    const { customerNumber: of, email, addressCorrection: correction } = partner;
    const before = partners.get(of);
    partners.set(of, partner);
    const isNew = !isDeepEqual([before?.email, before?.addressCorrection], [email, correction]);
    if (correction !== null && email !== null && isNew) corrections.push({ ...correction, email, of });
  };
  const byNumber = (a: Partner, b: Partner): number => (a.customerNumber < b.customerNumber ? -1 : 1);
  return {
    find: async (customerNumber) => partners.get(customerNumber),
    findMany: async (customerNumbers) =>
      new Map([...partners].filter(([customerNumber]) => customerNumbers.includes(customerNumber))),
    findByEmail: async (email) =>
      [...partners.values()].filter((partner) => partner.active && sameAddress(partner.email, email)).sort(byNumber),
    save: async (partner) => keep(partner),
    saveIf: async (known, partner) => {
      const present = partners.get(partner.customerNumber);
      if (!isSame(present, known)) return false;
      keep(partner);
      return true;
    },
    isAddressOf: async (customerNumber, email) => {
      const partner = partners.get(customerNumber);
      return partner !== undefined && partner.email !== null && sameAddress(partner.email, email);
    },
    sameAddress: async (customerNumber, email) => {
      const { email: present = null, addressCorrection = null } = partners.get(customerNumber) ?? {};
      if (sameAddress(email, present)) return 'present';
      return sameAddress(email, addressCorrection?.replaced ?? null) ? 'replaced' : 'neither';
    },
    markAddress: async (customerNumber, email, addressMark) => {
      markIn(partners, { customerNumber, address: email, ...addressMark });
    },
    corrections: async (customerNumber) =>
      corrections.filter((each) => each.of === customerNumber).map(({ of: _, ...each }) => each),
    clearMark: async (customerNumber) => {
      const partner = partners.get(customerNumber);
      if (partner === undefined) return false;
      partners.set(customerNumber, { ...partner, addressMark: null });
      return true;
    },
  };
}

/** Marks a bounced address. @returns whether it is the partner's still */
export function markIn(
  partners: MemoryState['partners'],
  { customerNumber, address, at, reason }: BouncedAddress,
): boolean {
  const partner = partners.get(customerNumber);
  if (partner === undefined || !sameAddress(partner.email, address)) return false;
  partners.set(customerNumber, { ...partner, addressMark: { at, reason } });
  return true;
}

function isSame(a: Partner | undefined, b: Partner | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const fields = Object.keys(a) as (keyof Partner)[];
  return fields.every((field) => isDeepEqual(a[field], b[field]));
}
