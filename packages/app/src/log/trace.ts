import { AsyncLocalStorage } from 'node:async_hooks';
import { type Cause, causeText, isTraceparent } from '@miomente/booking-domain';
import type { TracedRequest } from '@miomente/booking-http';
import type { TracedJob } from '@miomente/booking-scheduler';
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type AroundProviders, aroundProviders } from '../wiring/around-providers.ts';

/**
 * The request, and the trace, that everything which runs because of it belongs to. So the log line of a mail has the id
 * of the webhook or answer that caused it, and its span is part of that request's trace (running#traces).
 *
 * Spans are made through OpenTelemetry's API alone: without an SDK in the process they do nothing. They carry patterns,
 * names and codes, and nothing that a person typed.
 */
export interface Trace {
  /** The current cause, as stored with deliveries and jobs; null when nothing is known. */
  current(): string | null;
  /** Runs a request's work under its id, in a span that continues the trace of whoever sent it. */
  ofRequest(request: TracedRequest, work: () => Promise<void>): Promise<void>;
  /** Runs a job's work under the id of its request, in a span that continues its trace. */
  ofJob(job: TracedJob, work: () => Promise<void>): Promise<void>;
  /** Wraps external systems so that each call has a span. */
  readonly providers: AroundProviders;
}

const tracer = trace.getTracer('miomente-booking');

/** Creates a trace on Node's AsyncLocalStorage and OpenTelemetry's API. */
export function makeTrace(): Trace {
  const requests = new AsyncLocalStorage<string | null>();
  const current = (): Cause => ({ requestId: requests.getStore() ?? null, traceparent: currentTraceparent() });
  return {
    current: () => causeText(current()),
    ofRequest: ({ requestId, method, traceparent, answered }, work) =>
      inSpan(
        {
          name: method,
          kind: SpanKind.SERVER,
          attributes: { 'http.request.method': method },
          parent: after(traceparent),
        },
        async (span) => {
          await requests.run(requestId, work);
          const { route, status } = answered();
          if (route !== null) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
          span.setAttributes({ 'http.response.status_code': status, 'booking.request_id': requestId });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        },
      ),
    ofJob: ({ task, cause: { requestId, traceparent } }, work) =>
      inSpan(
        {
          name: `job ${task}`,
          kind: SpanKind.CONSUMER,
          attributes: { 'booking.job': task, ...(requestId === null ? {} : { 'booking.request_id': requestId }) },
          parent: after(traceparent),
        },
        () => requests.run(requestId, work),
      ),
    providers: aroundProviders((provider, operation, call) =>
      inSpan(
        {
          name: `${provider} ${operation}`,
          kind: SpanKind.CLIENT,
          attributes: { 'booking.provider': provider, 'booking.operation': operation },
          parent: context.active(),
        },
        call,
      ),
    ),
  };
}

interface NewSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  readonly parent: Context;
}

/** Runs work in a span. What it throws marks the span as failed; its message may have a person's words and stays out. */
function inSpan<Value>({ name, parent, ...options }: NewSpan, work: (span: Span) => Promise<Value>): Promise<Value> {
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Continues a trace. Its state and baggage are left out: they may contain anything. */
function after(traceparent: string | null): Context {
  return isTraceparent(traceparent) ? propagation.extract(ROOT_CONTEXT, { traceparent }) : ROOT_CONTEXT;
}

function currentTraceparent(): string | null {
  const carrier: { traceparent: string | null } = { traceparent: null };
  propagation.inject(context.active(), carrier);
  return isTraceparent(carrier.traceparent) ? carrier.traceparent : null;
}
