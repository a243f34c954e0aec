import type { BouncedAddress } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import { spellingsOf } from './mail-address.ts';

/** The table of partners. */
export const PARTNERS = 'miomente_partner_portal_partners';

/** SQL that marks the address in $8, unless the partner has another one by now. */
export const MARK_BESIDE: string = marking('$8');
/** The same with the address in $1, on its own. */
export const MARK: string = marking('$1');
/** The same as part of a statement, if its part with this name gives a row. */
export const MARK_IF = (part: string): string => marking('$1', `AND EXISTS (SELECT FROM ${part})`);

function marking(parameter: string, condition = ''): string {
  return `
  UPDATE ${PARTNERS} AS partner
  SET address_marked_at = bounced.at, address_mark_reason = bounced.reason, updated_at = now()
  FROM json_to_record(${parameter}::json) AS bounced (
    customer_number text, spellings text[], at timestamptz, reason text)
  WHERE partner.customer_number = bounced.customer_number AND partner.email_folded = ANY (bounced.spellings) ${condition}
  RETURNING partner.customer_number`;
}

/** A bounced address, as a parameter of the statement. */
export function bouncedParameter({ customerNumber, address, at, reason }: BouncedAddress): string {
  return JSON.stringify({ customer_number: customerNumber, spellings: spellingsOf(address), at: toSql(at), reason });
}
