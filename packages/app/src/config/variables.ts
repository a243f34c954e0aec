import { DEFAULT_ORDER_POLICY, type EventStartSource, ORDER_STATES, type OrderState } from '@miomente/booking-domain';
import { choice, type Field, field, instant, listOf, number, secret, text, timeZone, url } from './fields.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The variables that are read here, under their own names. Those of the HTTP side are read by its package. */
export interface Variables {
  readonly NODE_ENV: string | undefined;
  readonly DATABASE_URL: string | undefined;
  readonly DATA_DIR: string;
  readonly HOST: string;
  /** Undefined when any free port from 3000 on will do. */
  readonly PORT: number | undefined;
  /** Where a scheduler serves its health and metrics; undefined when it does not. */
  readonly METRICS_PORT: number | undefined;
  /** Undefined when each command may choose. */
  readonly LOG_LEVEL: LogLevel | undefined;
  readonly TIME_ZONE: string;
  readonly BOOKING_TOKEN_SECRET: string | undefined;
  readonly BOOKING_TOKEN_SECRET_PREVIOUS: string | undefined;
  readonly SAMPLE_MAILBOX_KEY: string | undefined;
  readonly BOOKING_TOKEN_EXPIRY_DAYS: number;
  readonly REMINDER_FIRST_HOURS: number;
  readonly REMINDER_SECOND_HOURS: number;
  readonly ESCALATION_DELAY_HOURS: number;
  readonly GO_LIVE_AT: number | null;
  readonly MAGENTO_ORDER_STATES: readonly OrderState[];
  readonly MAGENTO_EVENT_START: readonly EventStartSource[];
  readonly MAGENTO_EVENT_TIME: readonly string[];
  readonly REMINDER_SWEEP_MINUTES: number;
  readonly RECONCILE_MINUTES: number;
  readonly WORKER_CONCURRENCY: number;
  readonly WORKER_HEARTBEAT_SECONDS: number;
  readonly WORKER_LEASE_SECONDS: number;
}

const port: Field<number | undefined> = field<number | undefined>(undefined, (given, complain) => {
  const value = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  return value >= 1 && value <= 65_535 ? value : complain('must be a port number from 1 to 65535');
});

function eventStartSource(item: string): EventStartSource | undefined {
  const [, type, name] = /^(option|attribute):(.+)$/.exec(item) ?? [];
  return (type === 'option' || type === 'attribute') && name !== undefined ? { type, name } : undefined;
}

const hours = { unit: 'hours', least: 0.01, most: 24 * 30, whole: false };
const minutes = { unit: 'minutes', least: 0.01, most: 60, whole: false };

/** How each variable is read, and what holds without it. */
export const fields: { readonly [Name in keyof Variables]: Field<Variables[Name]> } = {
  // A slip such as `prod` must not start a try-out where the real thing was meant.
  NODE_ENV: choice(['development', 'test', 'staging', 'production']),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database'),
  DATA_DIR: text('.data'),
  HOST: text('127.0.0.1'),
  PORT: port,
  METRICS_PORT: port,
  LOG_LEVEL: choice<LogLevel>(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  TIME_ZONE: timeZone,
  BOOKING_TOKEN_SECRET: secret(32),
  BOOKING_TOKEN_SECRET_PREVIOUS: secret(32),
  SAMPLE_MAILBOX_KEY: secret(32),
  BOOKING_TOKEN_EXPIRY_DAYS: number(7, { unit: 'days', least: 0.01, most: 365, whole: false }),
  REMINDER_FIRST_HOURS: number(24, hours),
  REMINDER_SECOND_HOURS: number(48, hours),
  ESCALATION_DELAY_HOURS: number(0, { ...hours, least: 0 }),
  GO_LIVE_AT: instant,
  MAGENTO_ORDER_STATES: listOf(
    DEFAULT_ORDER_POLICY.bookingStates,
    `order states (${ORDER_STATES.join(', ')})`,
    (item) => ORDER_STATES.find((state) => state === item),
  ),
  MAGENTO_EVENT_START: listOf(
    DEFAULT_ORDER_POLICY.eventStartSources,
    'places such as option:Termin or attribute:event_date',
    eventStartSource,
  ),
  MAGENTO_EVENT_TIME: listOf(
    DEFAULT_ORDER_POLICY.eventTimeLabels,
    'labels such as Uhrzeit',
    (item) => item || undefined,
  ),
  // The feature's own interval, an hour, is the longest that keeps its promises.
  REMINDER_SWEEP_MINUTES: number(10, minutes),
  RECONCILE_MINUTES: number(5, minutes),
  WORKER_CONCURRENCY: number(10, { unit: 'deliveries', least: 1, most: 100 }),
  WORKER_HEARTBEAT_SECONDS: number(5, { unit: 'seconds', least: 0.1, most: 60, whole: false }),
  WORKER_LEASE_SECONDS: number(45, { unit: 'seconds', least: 0.5, most: 3_600, whole: false }),
};
