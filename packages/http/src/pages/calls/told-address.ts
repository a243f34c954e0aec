import { type BookingId, CALL_OUTCOMES, type CallOutcome, type CustomerNumber } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { z } from 'zod';
import { customerNumber, lenient } from '../../guard/fields.ts';
import { idsAsText, idsText } from '../inbox/done-address.ts';
import { entryId } from './entry-view.ts';

const REFUSALS = ['claimed_by_other', 'called_meanwhile', 'nothing_to_call'] as const;
/** What a press did, as the next address names it. */
export type Told = CallOutcome | 'released' | (typeof REFUSALS)[number];

/** The parameters of an address that say what the last press did, and to whom. */
export const TOLD_FIELDS = {
  told: lenient(z.enum([...CALL_OUTCOMES, 'released', ...REFUSALS]), null),
  of: lenient(customerNumber, null),
  answered: lenient(idsAsText, []),
};

/** The parsed parameters. */
export interface ToldFields {
  readonly told: Told | null;
  readonly of: CustomerNumber | null;
  readonly answered: readonly BookingId[];
}

/** The list of calls with what the last press did. */
export function deskPath(page: number, told: Partial<ToldFields> & { readonly at?: CustomerNumber } = {}): string {
  const path = withQuery(paths.office.at(), {
    page: page > 1 ? page : null,
    told: told.told,
    of: told.of,
    answered: told.answered === undefined || told.answered.length === 0 ? null : idsText(told.answered),
  });
  return told.at === undefined ? path : `${path}#${entryId(told.at)}`;
}
