import type { Random } from '@miomente/booking-domain';
import type { Delay } from './delay.ts';
import { failureOf } from './failure.ts';
import type { LoopName, Report } from './report.ts';

export interface LoopOptions {
  readonly name: LoopName;
  readonly everyMs: number;
  /** One turn. A failed one is reported, and the next one comes all the same. */
  readonly turn: () => Promise<void>;
  readonly delay: Delay;
  readonly random: Random;
  readonly report: Report;
}

export interface Loop {
  /** Starts no more turns. Resolves when the one at work has ended. */
  stop(): Promise<void>;
}

/**
 * Takes a turn now and then again and again, each after the one before has ended, so that it can
 * never overlap with itself. The distance varies by a tenth, so that processes started together
 * do not stay in step.
 */
export function startLoop({ name, everyMs, turn, delay, random, report }: LoopOptions): Loop {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => report({ event: 'loop_failed', loop: name, ...failureOf(error) }));
      if (!stopping.signal.aborted) await delay(everyMs * (0.9 + 0.2 * random.next()), stopping.signal);
    }
  };
  const ended = run();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
