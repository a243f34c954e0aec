import { HOUR_MS, percentile, type ResponseRecord, responseMetrics } from '@miomente/booking-domain';
import { MONDAY } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const record = (over: Partial<ResponseRecord> = {}): ResponseRecord => ({
  status: 'pending',
  clockStartedAt: MONDAY,
  answeredAt: null,
  unanswered: false,
  reminders: 0,
  escalated: false,
  takenBack: false,
  ...over,
});
const confirmed = (hours: number) => record({ status: 'confirmed', answeredAt: MONDAY + hours * HOUR_MS });
const declined = (hours: number) => record({ status: 'declined', answeredAt: MONDAY + hours * HOUR_MS });

describe('US-8 · api#metrics · how a partner answers', () => {
  it('counts by status, reminders, escalations and unanswered bookings', () => {
    const metrics = responseMetrics([
      confirmed(1),
      confirmed(3),
      declined(4),
      record({ status: 'cancelled' }),
      record({ unanswered: true, reminders: 2, escalated: true }),
      record({ reminders: 1 }),
    ]);
    expect(metrics).toEqual({
      bookings: 6,
      confirmed: 2,
      declined: 1,
      cancelled: 1,
      unanswered: 1,
      confirmationRate: null,
      medianAnswerMs: 3 * HOUR_MS,
      p90AnswerMs: 3.8 * HOUR_MS,
      reminders: 3,
      escalations: 1,
      takenBack: 0,
      keptRate: null,
    });
  });

  it('api#confirmation-rate gives no rate for fewer than five bookings, cancelled ones not counted', () => {
    const four = [confirmed(1), confirmed(1), confirmed(1), confirmed(1)];
    expect(responseMetrics([...four, record({ status: 'cancelled' })]).confirmationRate).toBeNull();
    expect(responseMetrics([...four, declined(1)]).confirmationRate).toBe(0.8);
    expect(responseMetrics([])).toMatchObject({ confirmationRate: null, medianAnswerMs: null, p90AnswerMs: null });
  });

  it('api#confirmation-rate open bookings do not count', () => {
    const answered = [confirmed(1), confirmed(1), confirmed(1), declined(1)];
    const open = [record(), record(), record({ reminders: 2, escalated: true })];
    expect(responseMetrics([...answered, ...open]).confirmationRate).toBeNull();
    expect(responseMetrics([...answered, record({ unanswered: true }), ...open]).confirmationRate).toBe(3 / 5);
  });

  it('api#kept-promises: of what was confirmed, how much still holds; none under five', () => {
    const three = [confirmed(1), confirmed(1), confirmed(1)];
    const back = [declined(1), record(), record({ status: 'cancelled' })].map((each) => ({ ...each, takenBack: true }));
    expect(responseMetrics([...three, ...back.slice(1)])).toMatchObject({ takenBack: 2, keptRate: 0.6 });
    expect(responseMetrics([...three, ...back.slice(2), declined(1)])).toMatchObject({ takenBack: 1, keptRate: null });
    expect(responseMetrics([...three, ...three])).toMatchObject({ takenBack: 0, keptRate: 1 });
  });

  it('measures answer times from the clock’s start, for answers that stand only', () => {
    const cancelledAfterAnswer = record({ status: 'cancelled', answeredAt: MONDAY + HOUR_MS });
    const restarted = { ...confirmed(10), clockStartedAt: MONDAY + 4 * HOUR_MS };
    expect(responseMetrics([cancelledAfterAnswer, restarted]).medianAnswerMs).toBe(6 * HOUR_MS);
  });

  it('median and percentile equal a naive computation, interpolated between adjacent values', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1), (values, fraction) => {
        const sorted = [...values].sort((a, b) => a - b);
        expect(percentile(sorted, fraction)).toBeCloseTo(naive(sorted, fraction), 6);
      }),
    );
  });

  it('does not depend on the order of the records', () => {
    const hours = [7, 1, 12, 3, 10, 2];
    expect(responseMetrics(hours.map(confirmed)).medianAnswerMs).toBe(5 * HOUR_MS);
  });

  it('no values have no percentile', () => expect(percentile([], 0.5)).toBeNull());
});

/** Interpolates linearly between adjacent values. */
function naive(sorted: readonly number[], fraction: number): number {
  const last = sorted.length - 1;
  if (last === 0) return sorted[0] ?? Number.NaN;
  for (let i = 0; i < last; i += 1) {
    const [from, to] = [i / last, (i + 1) / last];
    const [low = 0, high = 0] = sorted.slice(i, i + 2);
    if (fraction >= from - 1e-12 && fraction <= to + 1e-12)
      return low + ((high - low) * (fraction - from)) / (to - from);
  }
  return Number.NaN;
}
