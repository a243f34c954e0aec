import type { Instant } from '@miomente/booking-domain';
import { expect } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';

/** Many years: longer than any test runs. */
export const LONG_MS: number = 70 * 365 * 86_400_000;

/** The time of a call by the database's clock, as a range from just before it to just after it. */
export interface Meanwhile {
  readonly from: Instant;
  readonly to: Instant;
}

/** Makes a call and returns its time by the database's clock. */
export async function meanwhile<Value>(
  harness: PersistenceHarness,
  call: () => Promise<Value>,
): Promise<Meanwhile & { readonly value: Value }> {
  const from = await harness.now();
  const value = await call();
  return { from, value, to: await harness.now() };
}

/** Checks that an instant is so long after a call, by the database's clock. */
export function expectAfter(instant: Instant | undefined, { from, to }: Meanwhile, ms: number): void {
  expect(instant).toBeGreaterThanOrEqual(from + ms - 1);
  expect(instant).toBeLessThanOrEqual(to + ms + 1);
}
