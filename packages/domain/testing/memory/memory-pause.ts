import type { Pause } from '@miomente/booking-domain';
import type { SettableClock } from './settable-clock.ts';

/** Lets no time pass but the settable clock's, and the test do something meanwhile. */
export class MemoryPause implements Pause {
  readonly #clock: SettableClock;
  readonly #meanwhile: () => Promise<void>;

  constructor(clock: SettableClock, meanwhile: () => Promise<void> = async () => undefined) {
    this.#clock = clock;
    this.#meanwhile = meanwhile;
  }

  async forMs(ms: number): Promise<void> {
    this.#clock.advance(ms);
    await this.#meanwhile();
  }
}
