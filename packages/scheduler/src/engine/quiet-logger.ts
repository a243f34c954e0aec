import { Logger } from 'graphile-worker';
import { failureOf } from '../failure.ts';
import type { Report } from '../report.ts';

/** The engine's log messages contain error messages and payloads, so only an error's code is passed on. */
export function quietLogger(report: Report): Logger {
  return new Logger(() => (level, _message, meta) => {
    // The tasks have reported their failures themselves.
    if (level !== 'error' || meta?.['failure'] === true) return;
    report({ event: 'engine_trouble', code: failureOf(meta?.['error'] ?? meta?.['fatalError']).code });
  });
}
