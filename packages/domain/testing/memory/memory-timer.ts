import type { Timer } from '@miomente/booking-domain';
import type { SettableClock } from './settable-clock.ts';

/** Lets no time pass but the settable clock's, and the test do something meanwhile. */
export class MemoryTimer implements Timer {
  readonly #clock: SettableClock;
  readonly #meanwhile: () => Promise<void>;

  readonly #over: Promise<'too_late'>;
  #runOut: () => void = () => undefined;

  constructor(clock: SettableClock, meanwhile: () => Promise<void> = async () => undefined) {
    this.#clock = clock;
    this.#meanwhile = meanwhile;
    this.#over = new Promise((resolve) => {
      this.#runOut = () => resolve('too_late');
    });
  }

  /** What is being waited for has had its time, and whatever is waited for from now on. */
  letTimeRunOut(): void {
    this.#runOut();
  }

  within<Value>(_ms: number, work: Promise<Value>): Promise<Value | 'too_late'> {
    work.catch(() => undefined);
    return Promise.race([work, this.#over]);
  }

  async sleep(ms: number): Promise<void> {
    this.#clock.advance(ms);
    await this.#meanwhile();
  }
}
