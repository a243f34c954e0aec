import type { DurationMs } from '../time/instant.ts';
/**
 * An external system failed in a way that may pass: a time-out, a refused connection, "too busy". The
 * work is tried again. The message is safe to log: codes and settings, never customer data,
 * addresses or secrets.
 */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  /** The external system asked not to be called again sooner, in milliseconds. */
  readonly retryAfterMs: DurationMs | null;
  /** Whether it is certain that the external system did nothing; otherwise it may have done what it was asked. */
  readonly nothingDone: boolean;
  constructor(
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterMs?: DurationMs; readonly nothingDone?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.nothingDone = options.nothingDone ?? false;
  }
}

/**
 * An external system refused for good: trying the same again can't help; a person must mend something.
 * The message says what, and is safe to log and to show to managers.
 */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
  }
}
