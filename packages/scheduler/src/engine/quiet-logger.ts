import { Logger } from 'graphile-worker';
import { failureOf } from '../failure.ts';
import type { Report } from '../report.ts';

/** The engine's own words hold messages of errors and payloads; of its troubles only the code is passed on. */
export function quietLogger(report: Report): Logger {
  return new Logger(() => (level, _message, meta) => {
    // Tasks have reported their failures themselves.
    if (level !== 'error' || meta?.['failure'] === true) return;
    report({ event: 'engine_trouble', code: failureOf(meta?.['error'] ?? meta?.['fatalError']).code });
  });
}
