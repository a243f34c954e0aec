import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';

/** What a log may contain of an error. Its message only when that was written to be shown. */
export interface Failure {
  readonly failure: 'transient' | 'permanent' | 'defect';
  /** A code of Node or PostgreSQL (`ECONNREFUSED`, `57P01`), or the class of the error. */
  readonly code: string;
  /** The message of a failure that is safe by contract. */
  readonly message?: string;
  /** The place where a bug threw the error. */
  readonly at?: readonly string[];
}

/** Describes an error for the log. Messages of drivers contain queries, addresses and values, so they are left out. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  if (error instanceof TransientFailure) return { failure: 'transient', code, message: error.message };
  if (error instanceof PermanentFailure) return { failure: 'permanent', code, message: error.message };
  return { failure: 'defect', code, at: framesOf(error) };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no_error_object';
  if ('code' in error && typeof error.code === 'string' && /^[\w-]{1,60}$/.test(error.code)) return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : error.constructor.name;
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: unknown): readonly string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
