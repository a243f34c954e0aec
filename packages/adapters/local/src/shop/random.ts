import type { Random } from '@miomente/booking-domain';

/** A pseudo-random generator (mulberry32): the same seed gives the same numbers on any machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random.next() * (to - from + 1));
}

/** A random element of a list. @throws Error for an empty list */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[between(random, 0, values.length - 1)];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}
