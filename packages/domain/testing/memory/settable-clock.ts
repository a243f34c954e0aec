import type { Clock, Instant } from '@miomente/booking-domain';

/** A clock that stands still until a test moves it, forwards or back. */
export class SettableClock implements Clock {
  #now: Instant;

  /** @param now an instant in milliseconds, or as ISO 8601 */
  constructor(now: Instant | string = '2025-03-03T09:00:00Z') {
    this.#now = typeof now === 'string' ? Date.parse(now) : now;
  }

  now(): Instant {
    return this.#now;
  }

  /** Moves the clock to an instant, in milliseconds or as ISO 8601. */
  set(now: Instant | string): void {
    this.#now = typeof now === 'string' ? Date.parse(now) : now;
  }

  /** Moves the clock by so many milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}
