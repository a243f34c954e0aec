import { type RecordPatiently, TransientFailure } from '@miomente/booking-domain';
import { type Delay, delayOnTimer } from './delay.ts';

const AGAIN_AFTER_MS = 500;
const NEVER = new AbortController().signal;

/** How long, and how often, to try again. */
export interface Patience {
  /** How long to continue, in milliseconds. */
  readonly forMs: number;
  readonly passes?: (error: unknown) => boolean;
  readonly delay?: Delay;
}

/**
 * Repeats an operation until it succeeds, while its failures are transient.
 * @throws the last error
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
 * Repeats the recording of a delivery's result until the database is back. A result that is lost would cause a second
 * mail, although the provider has accepted the first. Recording a result twice has the same effect as once.
 */
export function patientRecording(patience: Omit<Patience, 'passes'>): RecordPatiently {
  const passes = (error: unknown): boolean => error instanceof TransientFailure;
  return (record) => patiently(record, { ...patience, passes });
}
