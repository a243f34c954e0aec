import {
  type BookingRefusal,
  type DeclineRefusal,
  type NotFound,
  type StandingYesRefusal,
  TransientFailure,
  unreachable,
} from '@miomente/booking-domain';
import { HttpProblem } from './http-problem.ts';

/** Every refusal of the use cases behind the API. */
export type AnyRefusal = BookingRefusal | NotFound | DeclineRefusal | StandingYesRefusal;

/** Seconds after which to try again, when the failing external system names none. */
const TRY_AGAIN_SECONDS = 5;

/**
 * The answer to a refusal. Only this function maps refusals to HTTP.
 * @param reasons the codes on offer, for an unknown reason
 */
export function refusalProblem(refusal: AnyRefusal, reasons: readonly string[] = []): HttpProblem {
  switch (refusal.code) {
    case 'already_processed':
    case 'cancelled':
    case 'event_started':
    case 'order_being_changed':
    case 'changed_meanwhile':
    case 'expired':
    case 'not_confirmed':
    case 'no_event_date':
      return new HttpProblem(refusal.code);
    case 'not_found':
      return new HttpProblem('not_found');
    case 'unknown_reason':
      return new HttpProblem('unknown_reason', {
        issues: [{ path: 'body.reason', code: 'unknown_reason', expected: reasons.join(' | ') }],
      });
    case 'notes_required':
      return new HttpProblem('notes_required', { issues: [{ path: 'body.notes', code: 'notes_required' }] });
    default:
      return unreachable(refusal);
  }
}

/**
 * The answer to anything that was thrown: problems as they are, transient failures as 503, all else as 500 without
 * details.
 */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof TransientFailure) {
    const seconds = error.retryAfterMs === null ? TRY_AGAIN_SECONDS : Math.ceil(error.retryAfterMs / 1000);
    return new HttpProblem('unavailable', { headers: { 'Retry-After': String(Math.max(1, seconds)) } });
  }
  return new HttpProblem('internal');
}
