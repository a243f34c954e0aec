/** A defect whose message is made of our own words alone, so that it may be logged. */
export class SafeError extends Error {
  override readonly name: string = 'SafeError';
}
