// Loaded before a process of the product: an SDK that prints each span as a line of JSON when it ends.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

function printed(span) {
  const { name, kind, attributes, status, events } = span;
  const { traceId, spanId } = span.spanContext();
  return { name, kind, traceId, spanId, parent: span.parentSpanContext?.spanId ?? null, attributes, status, events };
}

const exporter = {
  export(spans, done) {
    for (const span of spans) process.stdout.write(`span ${JSON.stringify(printed(span))}\n`);
    done({ code: 0 });
  },
  shutdown: async () => {},
};

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
