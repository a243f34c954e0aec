/** Lets time pass; tests let none pass. */
export interface Pause {
  /** Resolves after about this many milliseconds. */
  forMs(ms: number): Promise<void>;
}
