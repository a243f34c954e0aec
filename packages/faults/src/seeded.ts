/** Chance that can be had again: the same seed gives the same numbers. */
export interface Seeded {
  readonly seed: number;
  /** From 0 up to 1. */
  next(): number;
  pick<Item>(items: readonly Item[]): Item | undefined;
}

/** Mulberry32. */
export function seeded(seed: number = Math.floor(Math.random() * 2 ** 31)): Seeded {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, pick: (items) => items[Math.floor(next() * items.length)] };
}
