import { DAY_MS, GIVE_UP_AFTER_MS, MINUTE_MS, retryAfter, SECOND_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

describe('delivery#retries · how long to wait after a failed attempt', () => {
  it('doubles from five seconds to a quarter of an hour, spread over the upper half', () => {
    const spans = [1, 2, 3, 7, 8, 9, 30, 2_000].map((attempt) => [
      retryAfter(attempt, null, 0),
      retryAfter(attempt, null, 1),
    ]);
    const upTo = (ms: number) => [ms / 2, ms];
    expect(spans).toEqual([
      upTo(5 * SECOND_MS),
      upTo(10 * SECOND_MS),
      upTo(20 * SECOND_MS),
      upTo(320 * SECOND_MS),
      upTo(640 * SECOND_MS),
      upTo(15 * MINUTE_MS),
      upTo(15 * MINUTE_MS),
      upTo(15 * MINUTE_MS),
    ]);
    expect(retryAfter(1, null, 0.5)).toBe(3_750);
    expect(retryAfter(1, null, 0.000_1)).toBe(2_501);
  });

  it('for three days, and then a person looks at it', () => expect(GIVE_UP_AFTER_MS).toBe(3 * DAY_MS));

  it('is never shorter than requested, and many deliveries with the same request do not return at once', () => {
    expect([0, 0.5, 1].map((random) => retryAfter(1, MINUTE_MS, random))).toEqual([60_000, 61_250, 62_500]);
    expect(retryAfter(20, 0, 1)).toBe(7.5 * MINUTE_MS);
  });
});
