/** What SendGrid answered. */
export interface Answer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** How a call failed: with an answer, or without one. Still holds the provider's own words: not for logs. */
export type Trouble = ({ readonly type: 'refused' } & Answer) | { readonly type: 'silent'; readonly code: string };

/** Reads the error of @sendgrid/client: its own for an answer from 400 on, else the one of the HTTP library under it. */
export function troubleOf(error: unknown): Trouble {
  const { code, response } = asRecord(error);
  const { status, headers, body, data } = asRecord(response);
  const answered = typeof code === 'number' ? code : status;
  if (typeof answered === 'number') {
    return { type: 'refused', status: answered, headers: asRecord(headers), body: body ?? data };
  }
  return { type: 'silent', code: codeOf(error) };
}

/** A value of one of the response's headers. */
export function headerOf({ headers }: Pick<Answer, 'headers'>, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A code such as ECONNRESET, or the kind of error; never its message. */
function codeOf(error: unknown): string {
  const { code } = asRecord(error);
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'unknown';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
