/** Random numbers in [0, 1), for spreading retries. Not for secrets. */
export interface Chance {
  next(): number;
}
