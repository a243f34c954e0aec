/** A source of chance that gives the same numbers for the same seed (mulberry32). */
export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** One of these. */
  of<Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number];
  /** So many hexadecimal digits; a multiple of 8. */
  hex(digits: number): string;
}

/** Dice for a seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    of: (values) => values[below(values.length)] ?? values[0],
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += bits().toString(16).padStart(8, '0');
      return text;
    },
  };
}
