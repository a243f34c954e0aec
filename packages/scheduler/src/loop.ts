import type { Random } from '@miomente/booking-domain';
import type { Delay } from './delay.ts';
import { failureOf } from './failure.ts';
import type { LoopName, Report } from './report.ts';

/** Options of {@link startLoop}. */
export interface LoopOptions {
  readonly name: LoopName;
  readonly everyMs: number;
  /** One run. A failure is reported, and the loop continues. */
  readonly turn: () => Promise<void>;
  readonly delay: Delay;
  readonly random: Random;
  readonly report: Report;
}

/** A running loop. */
export interface Loop {
  /** Starts no more runs. Resolves when the current one has ended. */
  stop(): Promise<void>;
}

/**
 * Runs something at once and then repeatedly. Each run starts after the previous one has ended, so runs never overlap.
 * The interval varies by a tenth, so that processes started together do not stay in step.
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
