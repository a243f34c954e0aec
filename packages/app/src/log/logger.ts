import { type Report, severityOf } from '@miomente/booking-scheduler';
import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config/variables.ts';

/**
 * The process's log: one JSON object per line. Everything is logged by the functions below. Their types list all
 * possible fields (names, ids, counts, codes), so personal data, addresses and tokens can't get into the log.
 */
export function makeLogger(level: LogLevel): Logger {
  return pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** The logger's function for the scheduler's events. */
export function schedulerReport(log: Logger): Report {
  return (event) => log[severityOf(event)](event);
}
