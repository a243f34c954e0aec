import { DAY_MS, type DurationMs, MINUTE_MS, SECOND_MS } from '../time/instant.ts';

const FIRST_RETRY_MS: DurationMs = 5 * SECOND_MS;
const MAX_RETRY_MS: DurationMs = 15 * MINUTE_MS;

/** How long attempts at a delivery may fail, one after the other, before it is left to a person. */
export const GIVE_UP_AFTER_MS: DurationMs = 3 * DAY_MS;

/**
 * How long to wait after a failed attempt, in milliseconds. The wait doubles from five seconds to a quarter of an hour.
 * It varies randomly over its upper half, so that a backlog does not return all at once. It is never shorter than what
 * the external system asked for.
 * @param random a number in [0, 1)
 */
export function retryAfter(attempt: number, retryAfterMs: DurationMs | null, random: number): number {
  const longest = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt - 1, 20));
  const spread = Math.ceil(longest / 2 + (longest / 2) * random);
  return retryAfterMs === null ? spread : retryAfterMs + Math.ceil((longest / 2) * random);
}
