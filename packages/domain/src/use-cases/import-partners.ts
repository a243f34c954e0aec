import type { CustomerNumber, Partner } from '../partner/partner.ts';
import {
  hasFurtherAddresses,
  type PartnerRecord,
  type PartnerRecordRefusal,
  readPartnerRecord,
} from '../partner/partner-record.ts';
import type { KeepPartner } from './keep-partner.ts';

/** A record with where it stands: the line of a file, or the id in another system. */
export interface SourcedPartner {
  readonly source: number;
  readonly record: PartnerRecord;
}

/** A record that was not taken over, and why. */
export type RefusedPartner = { readonly source: number } & (
  | { readonly type: 'unreadable'; readonly refusals: readonly PartnerRecordRefusal[] }
  /** Another record of the same import names the same partner; which one holds, a person must say. */
  | { readonly type: 'duplicate'; readonly of: number }
);

/** What an import did. */
export interface ImportedPartners {
  /** How many were taken over. */
  readonly kept: number;
  /** How many bookings partners were asked about who can be reached now. */
  readonly asked: number;
  readonly refused: readonly RefusedPartner[];
  /** Those taken over with the first of several addresses, by where they stand; absent when there are none. */
  readonly firstAddressTaken?: readonly number[];
}

/** What {@link makeImportPartners} needs. */
export interface ImportPartnersDeps {
  readonly keepPartner: KeepPartner;
}

/** See {@link makeImportPartners}. */
export type ImportPartners = (
  records: readonly SourcedPartner[],
  options?: {
    /** Told after each partner taken over; must not throw. */
    readonly onProgress?: (done: number, of: number) => void;
  },
) => Promise<ImportedPartners>;

/**
 * Takes over partners' master data. Everything is checked before anything is written; records that
 * are refused hold the others up in nothing. Each partner is taken over whole or not at all, and
 * once more changes nothing, so that a run that broke off is simply run again.
 * @throws whatever the database throws
 */
export function makeImportPartners({ keepPartner }: ImportPartnersDeps): ImportPartners {
  return async (records, { onProgress } = {}) => {
    const { partners, refused } = sorted(records);
    let asked = 0;
    for (const [i, partner] of partners.entries()) {
      asked += (await keepPartner(partner)).asked;
      onProgress?.(i + 1, partners.length);
    }
    const notTaken = new Set(refused.map(({ source }) => source));
    const several = records.filter(({ source, record }) => !notTaken.has(source) && hasFurtherAddresses(record));
    const firstAddressTaken = several.map(({ source }) => source);
    return { kept: partners.length, asked, refused, ...(several.length === 0 ? {} : { firstAddressTaken }) };
  };
}

/** Those to take over, and those not; both of two records for one partner are refused. */
function sorted(records: readonly SourcedPartner[]): {
  readonly partners: readonly Omit<Partner, 'addressMark'>[];
  readonly refused: readonly RefusedPartner[];
} {
  const read = records.map(({ source, record }) => ({ source, result: readPartnerRecord(record) }));
  const sources = new Map<CustomerNumber, number[]>();
  for (const { source, result } of read) {
    if (!result.ok) continue;
    const { customerNumber } = result.value;
    sources.set(customerNumber, [...(sources.get(customerNumber) ?? []), source]);
  }
  const partners: Omit<Partner, 'addressMark'>[] = [];
  const refused: RefusedPartner[] = [];
  for (const { source, result } of read) {
    const other = result.ok
      ? sources.get(result.value.customerNumber)?.find((candidate) => candidate !== source)
      : undefined;
    if (!result.ok) refused.push({ source, type: 'unreadable', refusals: result.refusal });
    else if (other !== undefined) refused.push({ source, type: 'duplicate', of: other });
    else partners.push(result.value);
  }
  return { partners, refused };
}
