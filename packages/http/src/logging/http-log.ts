/**
 * What a log may contain of a request; it has no other fields. No address, query, header, body or person's name
 * (links#no-tokens-in-logs); of the path only the pattern that it matched.
 */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, such as `/api/confirm/:token`; null when none matched. */
  readonly route: string | null;
  readonly status: number;
  readonly durationMs: number;
  /** The error code of the answer. */
  readonly code: string | null;
}

/** What a log may contain of a failure. */
export interface FailureLine {
  readonly requestId: string;
  readonly method: string;
  readonly route: string | null;
  /** The class of the error. */
  readonly error: string;
  /** The message, when it is safe by contract; null otherwise. */
  readonly reason: string | null;
  /** The place in the code, as `function (file:line:column)`; never a message. */
  readonly at: readonly string[];
}

/** The HTTP side's log. Never throws. */
export interface HttpLog {
  request(line: RequestLine): void;
  failure(line: FailureLine): void;
}
