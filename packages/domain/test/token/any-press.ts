import { HOUR_MS, type PressSignals, SECOND_MS } from '@miomente/booking-domain';
import fc from 'fast-check';

/** Durations on both sides of the bounds that count, and anything else. */
function anyAge(...bounds: readonly number[]): fc.Arbitrary<number> {
  const near = bounds.flatMap((bound) => [bound - 1, bound, bound + 1]);
  return fc.oneof(fc.constantFrom(...near), fc.integer({ min: -HOUR_MS, max: 14 * HOUR_MS }));
}

/** Any combination of what can be known of a press. */
export function anyPress(): fc.Arbitrary<PressSignals> {
  return fc.record({
    known: fc.boolean(),
    mark: fc.option(
      fc.record({
        ageMs: anyAge(0, 2 * SECOND_MS, 12 * HOUR_MS),
        page: fc.constantFrom('own' as const, 'outdated' as const, 'foreign' as const),
      }),
      { freq: 6 },
    ),
    trap: fc.boolean(),
    trapBefore: fc.boolean(),
    otherLink: fc.boolean(),
    sinceMailMs: fc.option(anyAge(0, 60 * SECOND_MS), { freq: 6 }),
    answer: fc.constantFrom(null, 'right' as const, 'wrong' as const, 'unreadable' as const),
    wrongBefore: fc.integer({ min: 0, max: 7 }),
  });
}
