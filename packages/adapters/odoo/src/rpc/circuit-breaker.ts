import { type Clock, type Instant, MINUTE_MS, SECOND_MS, TransientFailure } from '@miomente/booking-domain';

/** When the circuit breaker opens, and for how long. */
export interface BreakerSettings {
  /** The number of failures in a row that opens it. */
  readonly failures: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** Opens after five failures in a row. */
export const DEFAULT_BREAKER: BreakerSettings = {
  failures: 5,
  firstPauseMs: 30 * SECOND_MS,
  longestPauseMs: 10 * MINUTE_MS,
};

/**
 * Protects an external system that is down. After some failures in a row it opens: it refuses calls at once. After a
 * pause, one call may try. If that call fails, the pause doubles; a success closes the breaker.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #settings: BreakerSettings;
  #failures = 0;
  #pauseMs = 0;
  #openUntil: Instant | null = null;
  #probing = false;
  #lastMessage = '';

  constructor(clock: Clock, settings: BreakerSettings = DEFAULT_BREAKER) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /**
   * @param call a `TransientFailure` from it counts as a failure; any other error shows that the system is up
   * @throws TransientFailure without calling while the breaker is open, with the last failure and the time to wait
   */
  async run<Value>(call: () => Promise<Value>): Promise<Value> {
    const probe = this.#enter();
    try {
      const value = await call();
      this.#close();
      return value;
    } catch (error) {
      if (error instanceof TransientFailure) this.#count(error.message, probe);
      else this.#close();
      throw error;
    } finally {
      if (probe) this.#probing = false;
    }
  }

  /** @returns whether this call is the trial */
  #enter(): boolean {
    if (this.#openUntil === null) return false;
    const waitMs = this.#openUntil - this.#clock.now();
    // The remaining pause exceeds the whole pause, so the clock was set back. Without this check the breaker could stay
    // open for hours.
    const over = waitMs <= 0 || waitMs > this.#pauseMs;
    if (!over || this.#probing) throw this.#refusal(Math.max(waitMs, SECOND_MS));
    this.#probing = true;
    return true;
  }

  #refusal(waitMs: number): TransientFailure {
    const message = `${this.#lastMessage} Not called again before ${Math.ceil(waitMs / SECOND_MS)} s have passed.`;
    return new TransientFailure(message, { retryAfterMs: waitMs });
  }

  #count(message: string, probe: boolean): void {
    this.#failures += 1;
    this.#lastMessage = message;
    // A call that began before the breaker opened must not lengthen the pause.
    if (!probe && (this.#openUntil !== null || this.#failures < this.#settings.failures)) return;
    const { firstPauseMs, longestPauseMs } = this.#settings;
    this.#pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, this.#pauseMs * 2));
    this.#openUntil = this.#clock.now() + this.#pauseMs;
  }

  #close(): void {
    this.#failures = 0;
    this.#pauseMs = 0;
    this.#openUntil = null;
  }
}
