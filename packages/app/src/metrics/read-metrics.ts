import type { HttpDeps } from '@miomente/booking-http';
import type { Metrics } from './metrics.ts';

/** The metrics as the HTTP side serves them. */
export function readMetrics(metrics: Metrics): HttpDeps['metrics'] {
  return async () => ({ contentType: metrics.contentType, text: await metrics.text() });
}
