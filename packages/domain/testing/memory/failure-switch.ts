import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';

/**
 * How an external system fails.
 * - `transient`: it may work later; nothing was done
 * - `permanent`: it refuses for good
 * - `lost_answer`: it was done, but nobody heard so
 */
export type FailureKind = 'transient' | 'permanent' | 'lost_answer';

interface Failure {
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;
}

/** Makes the next calls of an in-memory external system fail. */
export class FailureSwitch {
  readonly #name: string;
  #failures: Failure[] = [];
  #down: Failure | null = null;

  /** @param name of the external system, as it stands in its messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** The next calls fail like this, one after the other, behind those already told to. */
  failNext(kind: FailureKind, { times = 1, retryAfterMs }: { times?: number; retryAfterMs?: number } = {}): void {
    for (let i = 0; i < times; i += 1) this.#failures.push({ kind, retryAfterMs });
  }

  /** Every call fails like this until {@link recover}. */
  breakDown(kind: FailureKind = 'transient', { retryAfterMs }: { retryAfterMs?: number } = {}): void {
    this.#down = { kind, retryAfterMs };
  }

  /** Lets every call through again. */
  recover(): void {
    this.#failures = [];
    this.#down = null;
  }

  /** Does the work, or fails as told. */
  async guard<Value>(work: () => Value): Promise<Value> {
    const failure = this.#failures.shift() ?? this.#down;
    switch (failure?.kind) {
      case undefined:
        return work();
      case 'permanent':
        throw new PermanentFailure(`The ${this.#name} refused, as the test told it to.`);
      case 'lost_answer':
        work();
        throw this.#transient(failure?.retryAfterMs, false);
      case 'transient':
        throw this.#transient(failure?.retryAfterMs, true);
    }
  }

  #transient(retryAfterMs: number | undefined, nothingDone: boolean): TransientFailure {
    const options = retryAfterMs === undefined ? { nothingDone } : { retryAfterMs, nothingDone };
    return new TransientFailure(`The ${this.#name} did not answer, as the test told it to.`, options);
  }
}
