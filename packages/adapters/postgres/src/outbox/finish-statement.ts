import type { EndingAttempt, FinalResult, Instant } from '@miomente/booking-domain';
import { unreachable } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import { addressDigest } from '../records/mail-address.ts';
import { DELIVERIES, QUEUED } from './delivery-row.ts';

/** The end of an attempt, by column. */
export interface AttemptEnd {
  readonly id: number;
  readonly attempt: number;
  readonly state: FinalResult['type'];
  readonly reason: string | null;
  readonly provider_id: string | null;
  /** A digest that recognises the address that a mail was sent to. */
  readonly address_digest: string | null;
  readonly finished_at: string | null;
  /** It was begun by the turn of another, and its own job was put off for it. */
  readonly companion: boolean;
}

/** A companion's own job would find nothing to do. That of the turn is still running. */
const WITHOUT_JOB = `CASE WHEN ended.companion THEN graphile_worker.remove_job('delivery:' || delivery.id) IS NULL END AS idle`;

/** SQL that ends the attempt in $7, unless a newer one has begun; returns its id. */
export const FINISH_BESIDE: string = finishing('$7');
/** The same with the attempt in $1, on its own. */
export const FINISH: string = finishing('$1');

function finishing(parameter: string): string {
  return `
  UPDATE ${DELIVERIES} AS delivery
  SET state = ended.state, reason = ended.reason, provider_id = ended.provider_id,
    address_digest = ended.address_digest,
    finished_at = ended.finished_at, begun_at = NULL, taken_until = NULL, updated_at = now(),
    sent_as = CASE WHEN ended.state = 'done' OR delivery.unsure_at IS NOT NULL THEN delivery.sent_as END,
    result_at = CASE WHEN ended.state = 'done' THEN now() ELSE delivery.result_at END,
    result_failed = CASE WHEN ended.state = 'done' THEN false ELSE delivery.result_failed END
  FROM json_to_record(${parameter}::json) AS ended (
    id bigint, attempt integer, state text, reason text, provider_id text, address_digest text, finished_at timestamptz,
    companion boolean)
  WHERE delivery.id = ended.id AND delivery.attempt = ended.attempt AND ${QUEUED('delivery.state')}
  RETURNING delivery.id, ${WITHOUT_JOB}`;
}

/** The end of an attempt, as a parameter of the statement. */
export function attemptEnd(
  { id, attempt, address = null, companion }: EndingAttempt,
  result: FinalResult,
  now: Instant,
): AttemptEnd {
  const end = { id, attempt, state: result.type, finished_at: toSql(now), companion: companion === true };
  switch (result.type) {
    case 'done':
      return {
        ...end,
        reason: null,
        provider_id: result.providerId,
        address_digest: address === null ? null : addressDigest(address),
      };
    case 'skipped':
    case 'dead':
      return { ...end, reason: result.reason, provider_id: null, address_digest: null };
    default:
      return unreachable(result);
  }
}
