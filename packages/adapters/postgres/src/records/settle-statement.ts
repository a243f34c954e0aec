import type { EndingCall } from '@miomente/booking-domain';
import { fromNow, toSql } from '../database/instants.ts';

/** The table of claims, a row for each partner that was ever called. */
export const CLAIMS = 'miomente_partner_portal_call_claims';
/** The table of calls. */
export const CALLS = 'miomente_partner_portal_calls';

/**
 * SQL of two parts of a WITH: `settled` ends or prolongs the claim of the call in $9, and is empty when its caller holds
 * it no more; `called` then keeps the call.
 */
export const SETTLE_BESIDE: string = settling('$9');
/** The same with the call in $1, on its own; one row when the call was kept. */
export const SETTLE: string = `WITH ${settling('$1')} SELECT true AS kept FROM settled`;

function settling(parameter: string): string {
  return `settled AS MATERIALIZED (
  UPDATE ${CLAIMS} AS claim
  SET claimed_until = CASE WHEN ending.goes_on_ms IS NULL THEN NULL ELSE ${fromNow('ending.goes_on_ms')} END,
    claimed_by = CASE WHEN ending.goes_on_ms IS NULL THEN NULL ELSE claim.claimed_by END
  FROM json_to_record(${parameter}::json) AS ending (
    customer_number text, caller text, fence bigint, goes_on_ms float8, called_at timestamptz, outcome text,
    call_back_at timestamptz, note text, phone text)
  WHERE claim.customer_number = ending.customer_number AND claim.claimed_by = ending.caller
    AND claim.claimed_until > now() AND claim.fence = coalesce(ending.fence, claim.fence)
  RETURNING ending.*
),
called AS (
  INSERT INTO ${CALLS} (customer_number, called_at, caller, outcome, call_back_at, note, phone)
  SELECT customer_number, called_at, caller, outcome, call_back_at, note, phone FROM settled
)`;
}

/** A call, as a parameter of the statement. */
export function settlingParameter(
  address: string,
  { call: { customerNumber, at, outcome, callBackAt, note, phone }, fence, goesOnMs }: EndingCall,
): string {
  return JSON.stringify({
    customer_number: customerNumber,
    caller: address,
    fence,
    goes_on_ms: goesOnMs,
    called_at: toSql(at),
    outcome,
    call_back_at: toSql(callBackAt),
    note: note?.replaceAll('\0', '') ?? null,
    phone,
  });
}
