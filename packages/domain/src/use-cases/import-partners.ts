import type { CustomerNumber, MasterData } from '../partner/partner.ts';
import {
  hasFurtherAddresses,
  type PartnerRecord,
  type PartnerRecordRefusal,
  readPartnerRecord,
} from '../partner/partner-record.ts';
import type { KeepPartner } from './keep-partner.ts';

/** A record and its position: the line of a file, or the id in another system. */
export interface SourcedPartner {
  readonly source: number;
  readonly record: PartnerRecord;
}

/** A record that was refused, and why. */
export type RefusedPartner = { readonly source: number } & (
  | { readonly type: 'unreadable'; readonly refusals: readonly PartnerRecordRefusal[] }
  /** Another record of the same import has the same number; a person must decide which one is right. */
  | { readonly type: 'duplicate'; readonly of: number }
);

/** The result of an import. */
export interface ImportedPartners {
  /** The number of imported partners. */
  readonly kept: number;
  /** The number of bookings whose partners became reachable and were asked. */
  readonly asked: number;
  readonly refused: readonly RefusedPartner[];
  /** The records with several addresses, of which the first was used, by position; absent when there are none. */
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
    /** Called after each imported partner; must not throw. */
    readonly onProgress?: (done: number, of: number) => void;
  },
) => Promise<ImportedPartners>;

/**
 * Imports partners' master data. Everything is checked before anything is written; refused records do not stop the
 * others. Each partner is imported completely or not at all, and repeating it changes nothing, so an interrupted run is
 * simply run again.
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

/** The valid records, and the refused ones; two records for one partner are both refused. */
function sorted(records: readonly SourcedPartner[]): {
  readonly partners: readonly MasterData[];
  readonly refused: readonly RefusedPartner[];
} {
  const read = records.map(({ source, record }) => ({ source, result: readPartnerRecord(record) }));
  const sources = new Map<CustomerNumber, number[]>();
  for (const { source, result } of read) {
    if (!result.ok) continue;
    const { customerNumber } = result.value;
    sources.set(customerNumber, [...(sources.get(customerNumber) ?? []), source]);
  }
  const partners: MasterData[] = [];
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
