/** An error whose message contains only our own words, so that it may be logged. */
export class SafeError extends Error {
  override readonly name: string = 'SafeError';
}
