import type { DeliveryAttempt, FinalResult, Instant } from '@miomente/booking-domain';
import { unreachable } from '@miomente/booking-domain';
import { toSql } from '../database/instants.ts';
import { DELIVERIES, QUEUED } from './delivery-row.ts';

/** The end of an attempt, by column. */
export interface AttemptEnd {
  readonly id: number;
  readonly attempt: number;
  readonly state: FinalResult['type'];
  readonly reason: string | null;
  readonly provider_id: string | null;
  /** In lower case, so that comparing addresses depends on no locale. */
  readonly finished_at: string | null;
}

/** SQL that ends the attempt in $7, unless a newer one has begun; gives its id. */
export const FINISH_BESIDE: string = finishing('$7');
/** The same with the attempt in $1, by itself. */
export const FINISH: string = finishing('$1');

function finishing(parameter: string): string {
  return `
  UPDATE ${DELIVERIES} AS delivery
  SET state = ended.state, reason = ended.reason, provider_id = ended.provider_id,
    finished_at = ended.finished_at, begun_at = NULL, updated_at = now(),
    result_at = CASE WHEN ended.state = 'done' THEN now() ELSE delivery.result_at END,
    result_failed = CASE WHEN ended.state = 'done' THEN false ELSE delivery.result_failed END
  FROM json_to_record(${parameter}::json) AS ended (
    id bigint, attempt integer, state text, reason text, provider_id text, finished_at timestamptz)
  WHERE delivery.id = ended.id AND delivery.attempt = ended.attempt AND ${QUEUED('delivery.state')}
  RETURNING delivery.id`;
}

/** How an attempt ends, for the statement. */
export function attemptEnd(
  { id, attempt }: Pick<DeliveryAttempt, 'id' | 'attempt'>,
  result: FinalResult,
  now: Instant,
): AttemptEnd {
  const end = { id, attempt, state: result.type, finished_at: toSql(now) };
  switch (result.type) {
    case 'done':
      return { ...end, reason: null, provider_id: result.providerId };
    case 'skipped':
    case 'dead':
      return { ...end, reason: result.reason, provider_id: null };
    default:
      return unreachable(result);
  }
}
