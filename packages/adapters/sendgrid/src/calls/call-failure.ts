/** An answer of SendGrid. */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/**
 * How a call failed: with an answer, or without one. It still contains SendGrid's own words, so it must not be logged.
 */
export type CallFailure = ({ readonly type: 'refused' } & Answer) | { readonly type: 'silent'; readonly code: string };

/** Reads an error of @sendgrid/client: its own error for a status from 400 on, or one of its HTTP library. */
export function callFailureOf(error: unknown): CallFailure {
  const { code, response } = asRecord(error);
  const { status, headers, body, data } = asRecord(response);
  const answered = typeof code === 'number' ? code : status;
  if (typeof answered === 'number') {
    return { type: 'refused', status: answered, headers: asRecord(headers), body: body ?? data };
  }
  return { type: 'silent', code: codeOf(error) };
}

/** The value of a response header; null when it is missing or empty. */
export function headerOf({ headers }: Pick<Answer, 'headers'>, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A code such as ECONNRESET, or the class of the error; never its message. */
function codeOf(error: unknown): string {
  const { code } = asRecord(error);
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'unknown';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
