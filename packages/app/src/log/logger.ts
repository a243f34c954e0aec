import { type Report, severityOf } from '@miomente/booking-scheduler';
import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config/variables.ts';

/**
 * The process's log: one JSON object a line. Nothing is logged but through the functions below,
 * whose types list every field there is (names, ids, counts, codes), so that no customer's data,
 * address or token can get in.
 */
export function makeLogger(level: LogLevel): Logger {
  return pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What the scheduler may log. */
export function schedulerReport(log: Logger): Report {
  return (event) => log[severityOf(event)](event);
}
