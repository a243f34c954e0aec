import type { Instant } from '@miomente/booking-domain';
import { expect } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';

/** A day's worth of years: longer than any test runs. */
export const LONG_MS: number = 70 * 365 * 86_400_000;

/** What a call's durations are counted from: somewhere between just before it and just after it, by the store's clock. */
export interface Meanwhile {
  readonly from: Instant;
  readonly to: Instant;
}

/** Makes a call and says when it was made, by the store's clock. */
export async function meanwhile<Value>(
  harness: PersistenceHarness,
  call: () => Promise<Value>,
): Promise<Meanwhile & { readonly value: Value }> {
  const from = await harness.now();
  const value = await call();
  return { from, value, to: await harness.now() };
}

/** Holds an instant to lie so long after a call, by the store's clock. */
export function expectAfter(instant: Instant | undefined, { from, to }: Meanwhile, ms: number): void {
  expect(instant).toBeGreaterThanOrEqual(from + ms - 1);
  expect(instant).toBeLessThanOrEqual(to + ms + 1);
}
