/**
 * What may be logged of a request: nothing else has a field. No address, query, header, body or
 * name of anybody (links#no-tokens-in-logs); of the path only the pattern it matched.
 */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, such as `/api/confirm/:token`; null when none matched. */
  readonly route: string | null;
  readonly status: number;
  readonly durationMs: number;
  /** The error code answered with. */
  readonly code: string | null;
}

/** What may be logged of something that went wrong. */
export interface FailureLine {
  readonly requestId: string;
  readonly method: string;
  readonly route: string | null;
  /** The error's class. */
  readonly error: string;
  /** Only of errors whose message is safe by contract; null for all others. */
  readonly reason: string | null;
  /** Where in the code, as `function (file:line:column)`; never a message. */
  readonly at: readonly string[];
}

/** The HTTP side's log. Never throws. */
export interface HttpLog {
  request(line: RequestLine): void;
  failure(line: FailureLine): void;
}
