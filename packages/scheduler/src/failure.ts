import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';

/** What may be said of an error in a log: never its message, unless it was written to be read. */
export interface Failure {
  readonly failure: 'transient' | 'permanent' | 'defect';
  /** A code of Node or PostgreSQL (`ECONNREFUSED`, `57P01`), or else the error's class. */
  readonly code: string;
  /** Of failures whose message is safe by contract. */
  readonly message?: string;
  /** Where a defect was thrown. */
  readonly at?: readonly string[];
}

/** Describes an error for the log. Messages of drivers hold queries, addresses and values, and stay out. */
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

/** The stack without the message that heads it. */
function framesOf(error: unknown): readonly string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
