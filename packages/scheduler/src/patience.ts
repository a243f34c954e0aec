import { type Deliveries, TransientFailure } from '@miomente/booking-domain';
import { type Delay, delayOnTimer } from './delay.ts';

const AGAIN_AFTER_MS = 500;
const NEVER = new AbortController().signal;

export interface Patience {
  /** How long the failures may go on. */
  readonly forMs: number;
  readonly passes?: (error: unknown) => boolean;
  readonly delay?: Delay;
}

/**
 * Does something again and again until it succeeds, for as long as its failures are of a kind that passes.
 * @throws what the last try threw
 */
export async function patiently<Value>(work: () => Promise<Value>, patience: Patience): Promise<Value> {
  const { forMs, passes = () => true, delay = delayOnTimer } = patience;
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || performance.now() >= until) throw error;
      await delay(AGAIN_AFTER_MS, NEVER);
    }
  }
}

/**
 * Deliveries whose result is recorded as soon as the database is back, instead of being forgotten with the
 * connection: what the provider has accepted would be sent a second time. Asked twice, the record is the same.
 */
export function patientDeliveries(deliveries: Deliveries, patience: Omit<Patience, 'passes'>): Deliveries {
  const passes = (error: unknown): boolean => error instanceof TransientFailure;
  return {
    ...deliveries,
    finish: (attempt, result, now) => patiently(() => deliveries.finish(attempt, result, now), { ...patience, passes }),
  };
}
