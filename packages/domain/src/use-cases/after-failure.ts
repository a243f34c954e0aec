import { GIVE_UP_AFTER_MS } from '../delivery/retry.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryAttempt } from '../ports/deliveries.ts';
import type { TransientFailure } from '../ports/failure.ts';
import type { DurationMs } from '../time/instant.ts';
import type { EndedAttempt } from './finish-delivery.ts';

/**
 * The end of an attempt that failed for now: another one `afterMs` from now, or none when it has been tried for too
 * long.
 */
export function afterFailure(
  { clock }: { readonly clock: Clock },
  attempt: DeliveryAttempt,
  { message: reason, nothingDone }: TransientFailure,
  afterMs: DurationMs,
): EndedAttempt {
  return attempt.waitedMs + afterMs > GIVE_UP_AFTER_MS
    ? { result: { type: 'dead', reason }, clock: null, ...(nothingDone ? {} : { unsureAt: clock.now() }) }
    : {
        result: { type: 'later', afterMs, reason, failed: true, ...(nothingDone ? {} : { unsure: true }) },
        clock: null,
      };
}
