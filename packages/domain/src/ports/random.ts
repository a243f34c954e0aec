/** Random numbers in [0, 1), for spreading retries. Not for secrets. */
export interface Random {
  /** The next number, at least 0 and less than 1. */
  next(): number;
}
