import { percentile } from '@miomente/booking-domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerTimesOf, percentilesOf, together } from '../src/metrics/answer-times.ts';

const YEAR_MS = 365 * 86_400_000;
/** As the migration's `miomente_partner_portal_answer_bucket`. */
const bucketOf = (ms: number): number => Math.min(199, Math.max(0, Math.floor(Math.log(ms / 1_000) / Math.log(1.1))));

function histogramOf(times: readonly number[]): number[] {
  const buckets: number[] = Array(200).fill(0);
  for (const ms of times) buckets[bucketOf(ms)] = (buckets[bucketOf(ms)] ?? 0) + 1;
  return buckets;
}

test('api#kept-figures: both percentiles are at most 5 % off, of any answers that took from a second to years', () => {
  const times = fc.array(fc.integer({ min: 1_000, max: 4 * YEAR_MS }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(times, times, (some, others) => {
      const all = [...some, ...others];
      const sorted = all.toSorted((a, b) => a - b);
      expect(percentilesOf(together([histogramOf(some), histogramOf(others)]))).toEqual(
        percentilesOf(histogramOf(all)),
      );
      const found = percentilesOf(histogramOf(all)) ?? expect.fail('There are answers.');
      for (const [n, fraction] of [0.5, 0.9].entries()) {
        const exact = percentile(sorted, fraction) ?? 0;
        expect(Math.abs((found[n] ?? 0) / exact - 1)).toBeLessThanOrEqual(0.05);
      }
    }),
  );
});

test('api#kept-figures: without answers there are no percentiles', () => {
  expect(percentilesOf(answerTimesOf('{0,0,0}'))).toBeNull();
  expect(percentilesOf(answerTimesOf(null))).toBeNull();
  expect(answerTimesOf('{1,0,2}')).toEqual([1, 0, 2]);
});
