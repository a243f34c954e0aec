import { TransientFailure } from '../ports/failure.ts';

/** Says that somebody else has changed what was read before it could be written. */
export const STALE: unique symbol = Symbol('stale');

/** More than this many others at once are a fault that goes on, and not bad luck. */
const MAX_TRIES = 25;

/**
 * Reads, decides and writes, and does it again from the start as long as somebody else was faster.
 * @param once one try; {@link STALE} when what it read is not so any more and nothing was written
 * @param givenUp what to say when others are faster every time
 * @throws TransientFailure when others are faster every time; whatever `once` throws
 */
export async function untilWritten<Value>(once: () => Promise<Value | typeof STALE>, givenUp: string): Promise<Value> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const outcome = await once();
    if (outcome !== STALE) return outcome;
  }
  throw new TransientFailure(givenUp);
}
