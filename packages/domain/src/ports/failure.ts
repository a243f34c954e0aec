import type { DurationMs } from '../time/instant.ts';
/**
 * A failure of an external system that may pass: a time-out, a refused connection, "too busy". The work is tried again.
 * The message is safe to log: codes and settings, never customer data, addresses or secrets.
 */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  /** How long the external system asked not to be called again, in milliseconds. */
  readonly retryAfterMs: DurationMs | null;
  /** Whether it is certain that the external system did nothing. Otherwise it may have done what was asked. */
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
 * A permanent failure of an external system: repeating can't help, and a person must fix something. The message says
 * what, and is safe to log and to show to managers.
 */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
  }
}

const NEVER_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Whether a call that failed never came so far as to bring anything to the external system, so that it is certain that
 * nothing was done.
 * @param code the operating system's or the resolver's, such as ECONNREFUSED
 */
export function neverReached(code: string): boolean {
  return NEVER_REACHED.has(code);
}
