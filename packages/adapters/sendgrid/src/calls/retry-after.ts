import { DAY_MS, type Instant, SECOND_MS } from '@miomente/booking-domain';
import { type Answer, headerOf } from './call-failure.ts';

/** A wrong clock at SendGrid must not delay mails for weeks. */
const MAX_WAIT_MS: number = DAY_MS;

/**
 * How long SendGrid asks us to wait: by `Retry-After`, in seconds or as a date, or else by `X-RateLimit-Reset`, the
 * second since 1970 when its limit ends. A date is compared with the answer's `Date` header, because both come from
 * SendGrid's clock.
 * @param ownClock replaces a missing `Date`
 * @returns milliseconds, or null when the answer names no time
 */
export function retryAfterMs(answer: Pick<Answer, 'headers'>, ownClock: Instant): number | null {
  const dated = Date.parse(headerOf(answer, 'date') ?? '');
  const now = Number.isNaN(dated) ? ownClock : dated;
  const stated = headerOf(answer, 'retry-after')?.trim() ?? '';
  const reset = headerOf(answer, 'x-ratelimit-reset')?.trim() ?? '';
  if (/^\d{1,9}$/.test(stated)) return bounded(Number(stated) * SECOND_MS);
  if (!Number.isNaN(Date.parse(stated))) return bounded(Date.parse(stated) - now);
  return /^\d{1,12}$/.test(reset) ? bounded(Number(reset) * SECOND_MS - now) : null;
}

function bounded(ms: number): number {
  return Math.min(MAX_WAIT_MS, Math.max(0, ms));
}
