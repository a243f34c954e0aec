import type { CustomerNumber, DeclineReason, SilentEntry } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';
import type { CallDraft } from './call-form.ts';

/** The content of an entry. */
export interface EntryView {
  readonly reader: Reader;
  readonly entry: SilentEntry;
  /** The reasons to decline with, in their order. */
  readonly reasons: readonly DeclineReason[];
  /** The page of the list that a press returns to. */
  readonly page: number;
  readonly draft: CallDraft;
}

/** The id of an entry in its page, which may be part of an address. */
export function entryId(customerNumber: CustomerNumber): string {
  return `call-${encodeURIComponent(customerNumber)}`;
}
