import { type Clock, type Instant, MINUTE_MS, SECOND_MS, TransientFailure } from '@miomente/booking-domain';

export interface BreakerSettings {
  /** This many failures in a row open it. */
  readonly failures: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const DEFAULT_BREAKER: BreakerSettings = {
  failures: 5,
  firstPauseMs: 30 * SECOND_MS,
  longestPauseMs: 10 * MINUTE_MS,
};

/**
 * Keeps calls from an external system that is down. After some failures in a row it refuses at once; when its pause is over
 * one call may try. If that fails too, the pause doubles; what succeeds ends it.
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
   * @param call throws `TransientFailure` for what counts; anything else shows that the external system is there
   * @throws TransientFailure without calling while it is open, saying what was wrong last and when to come back
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

  /** @returns whether this call is the one that tries */
  #enter(): boolean {
    if (this.#openUntil === null) return false;
    const waitMs = this.#openUntil - this.#clock.now();
    // Longer than the whole pause: the clock was set back, and would keep it open for hours.
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
    // Calls that began before it opened and end late don't lengthen the pause.
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
