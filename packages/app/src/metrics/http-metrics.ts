import type { HttpLog } from '@miomente/booking-http';
import { Histogram, type Registry } from 'prom-client';

/** From a page of a list to the 3 seconds that a decline may wait for its ticket. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Clients may send any method; these are the expected ones. */
const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];

/** The metrics of requests. */
export interface HttpMetrics {
  /** A log that also counts each request. */
  counting(log: HttpLog): HttpLog;
}

/** Counts requests by fields of their log line, which contains nothing private. */
export function httpMetrics(registry: Registry): HttpMetrics {
  const requests = new Histogram({
    name: 'booking_http_request_duration_seconds',
    help: 'Requests by the pattern of their route; "none" is what no route took: assets, and addresses there are not.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    counting: (log) => ({
      failure: (line) => log.failure(line),
      request: (line) => {
        const { method, route, status, durationMs } = line;
        const labels = { method: METHODS.includes(method) ? method : 'other', route: route ?? 'none', status };
        requests.observe(labels, durationMs / 1000);
        log.request(line);
      },
    }),
  };
}
