import type { HttpDeps } from '@miomente/booking-http';
import type { Metrics } from './metrics.ts';

/** Reads the metrics for the HTTP side. */
export function readMetrics(metrics: Metrics): HttpDeps['metrics'] {
  return async () => ({ contentType: metrics.contentType, text: await metrics.text() });
}
