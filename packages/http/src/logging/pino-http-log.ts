import type { Logger } from 'pino';
import type { FailureLine, HttpLog, RequestLine } from './http-log.ts';

/** Writes the HTTP side's log with pino, field by field, so that nothing else gets in. */
export function pinoHttpLog(logger: Pick<Logger, 'info' | 'error'>): HttpLog {
  return {
    request: ({ requestId, method, route, status, durationMs, code }: RequestLine) =>
      logger.info({ requestId, method, route, status, durationMs, code }, 'request'),
    failure: ({ requestId, method, route, error, reason, at }: FailureLine) =>
      logger.error({ requestId, method, route, error, reason, at }, 'failure'),
  };
}
