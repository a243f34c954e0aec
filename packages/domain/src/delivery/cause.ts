/** What caused a job, kept with it in one text: a request's id has no space. */
export interface Cause {
  /** The request's id, for the log; null when the product acts on its own. */
  readonly requestId: string | null;
  /** The trace that the job continues, as W3C Trace Context writes it (`00-<trace>-<span>-<flags>`); null for none. */
  readonly traceparent: string | null;
}

/** The longest text of a cause: a request's id, a space, a trace. */
export const MAX_CAUSE_LENGTH: number = 64 + 1 + 55;

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Whether this is a trace as W3C Trace Context writes it, in its version 00. */
export function isTraceparent(text: string | null | undefined): text is string {
  return TRACEPARENT.test(String(text));
}

/** Writes a cause as one text; null when nothing is known. */
export function causeText({ requestId, traceparent }: Cause): string | null {
  return traceparent === null ? requestId : `${requestId ?? ''} ${traceparent}`;
}

/** Reads what {@link causeText} wrote. A trace that can't be read is left out. */
export function causeOf(text: string | null | undefined): Cause {
  const [requestId, traceparent] = (text ?? '').split(' ');
  return {
    requestId: requestId || null,
    traceparent: isTraceparent(traceparent) ? traceparent : null,
  };
}
