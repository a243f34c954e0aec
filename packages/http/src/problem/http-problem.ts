import type { Issue } from './issue.ts';

/** Codes of errors in HTTP itself; the domain's refusals keep their own codes. */
export type EdgeCode =
  | 'invalid_request'
  | 'invalid_json'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'unauthenticated'
  | 'forbidden'
  | 'cross_origin'
  | 'unknown_account'
  | 'login_loop'
  | 'not_found'
  | 'method_not_allowed'
  | 'not_acceptable'
  | 'key_reused'
  | 'request_at_work'
  | 'rate_limited'
  | 'unavailable'
  | 'not_ready'
  | 'not_alive'
  | 'internal';

/** The domain's refusals, as clients see them. */
export type RefusalCode =
  | 'already_processed'
  | 'cancelled'
  | 'event_started'
  | 'order_being_changed'
  | 'changed_meanwhile'
  | 'expired'
  | 'not_confirmed'
  | 'no_event_date'
  | 'unknown_reason'
  | 'notes_required'
  | 'nothing_to_call'
  | 'claimed_by_other'
  | 'called_meanwhile'
  | 'not_claimed'
  | 'call_back_past'
  | 'call_back_after_event'
  | 'address_changed';

/** Every code an error answer may carry. */
export type ProblemCode = EdgeCode | RefusalCode;

/** The status of each code; no other code decides it. */
export const STATUS_OF: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  invalid_json: 400,
  unknown_reason: 400,
  notes_required: 400,
  call_back_past: 400,
  call_back_after_event: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_origin: 403,
  unknown_account: 403,
  login_loop: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  already_processed: 409,
  cancelled: 409,
  event_started: 409,
  order_being_changed: 409,
  changed_meanwhile: 409,
  expired: 409,
  not_confirmed: 409,
  nothing_to_call: 409,
  claimed_by_other: 409,
  called_meanwhile: 409,
  not_claimed: 409,
  address_changed: 409,
  no_event_date: 409,
  request_at_work: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  not_ready: 503,
  not_alive: 503,
};

/**
 * An error answer, with the status of its code. Middleware and handlers throw it; one place turns it into a response.
 */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;
  /** Added to the code's message; for operators, in English. */
  readonly detail: string | undefined;
  /** What was expected, for programs; in English. */
  readonly expected: string | undefined;

  constructor(
    code: ProblemCode,
    options: {
      readonly issues?: readonly Issue[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly detail?: string;
      readonly expected?: string;
    } = {},
  ) {
    super(code);
    this.status = STATUS_OF[code];
    this.code = code;
    this.issues = options.issues ?? [];
    this.headers = options.headers ?? {};
    this.detail = options.detail;
    this.expected = options.expected;
  }
}
