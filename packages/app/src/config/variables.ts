import {
  choice,
  instant,
  listOf,
  MAKE_ONE,
  NODE_ENV,
  number,
  port,
  reading,
  secret,
  shaped,
  TIME_ZONE,
  text,
  variable,
} from '@miomente/booking-config';
import {
  DEFAULT_ORDER_POLICY,
  type EventStartSource,
  HOLIDAY_REGIONS,
  ORDER_STATES,
  readQuietHours,
  readWorkingHours,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';

/** The log level. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function eventStartSource(item: string): EventStartSource | undefined {
  const [, type, name] = /^(option|attribute):(.+)$/.exec(item) ?? [];
  return (type === 'option' || type === 'attribute') && name !== undefined ? { type, name } : undefined;
}

const days = number({ unit: 'days', min: 0.01, max: 365, whole: false });
const hours = number({ unit: 'hours', min: 0.01, max: 24 * 30, whole: false });
const hoursOrNone = number({ unit: 'hours', min: 0, max: 24 * 30, whole: false });
const minutes = number({ unit: 'minutes', min: 0.01, max: 60, whole: false });
const minutesOrNone = number({ unit: 'minutes', min: 0, max: 24 * 60, whole: false });
const secondsOrNone = number({ unit: 'seconds', min: 0, max: 60 * 60, whole: false });
const localTime = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as HH:mm, such as 18:00');
const workingHours = reading(
  (given, complain) =>
    readWorkingHours(given) ??
    complain(
      'must be days with ranges of time, such as Mo-Fr 08:00-18:00 or Mo-Do 08:00-12:00,13:00-18:00,Fr 08:00-14:00',
    ),
);
const quietHours = reading(
  (given, complain) => readQuietHours(given) ?? complain('must be a range of time as HH:mm-HH:mm, such as 21:00-07:00'),
);
const listed = <Item>(items: readonly Item[]): string => items.join(',');
const { bookingStates, eventStartSources, eventTimeLabels } = DEFAULT_ORDER_POLICY;

/** Variables of a process: environment, address, log, time zone, database. */
export const processVariables = {
  NODE_ENV,
  HOST: variable(text, { about: 'The address to listen on.', default: '127.0.0.1', inReadme: true }),
  PORT: variable(port, {
    about: 'The port to listen on.',
    otherwise: 'the first free one from 3000',
    example: '3000',
    inReadme: true,
  }),
  REQUEST_DEADLINE_SECONDS: variable(number({ unit: 'seconds', min: 0.1, max: 60, whole: false }), {
    about:
      'Time limit for all database statements of one request together. After it, the request is answered 503 with Retry-After.',
    default: '8',
  }),
  SHUTDOWN_DRAIN_SECONDS: variable(number({ unit: 'seconds', min: 0, max: 4, whole: false }), {
    about: `How long \`start:http\` still serves after SIGTERM or Ctrl-C while ${paths.readiness.pattern} answers 503, so that a load balancer notices first.`,
    default: '4',
  }),
  LOG_LEVEL: variable(choice(LOG_LEVELS), {
    about: `${LOG_LEVELS.join(', ')}.`,
    otherwise: '`info`; of `npm start`, which prints addresses, `warn`',
    example: 'info',
    inReadme: true,
  }),
  TIME_ZONE,
  DATA_DIR: variable(text, {
    about: 'The folder for the database, generated secrets and other files of `npm start`.',
    default: '.data',
    inReadme: true,
  }),
};

/** Variables of links and pages. */
export const linkVariables = {
  BOOKING_TOKEN_SECRET: variable(secret, {
    about: 'The secret that links in mails are derived from.',
    needed: `a secret of at least 32 characters; ${MAKE_ONE}`,
    secret: 'ours',
    madeUp: true,
    inReadme: true,
  }),
  BOOKING_TOKEN_SECRET_PREVIOUS: variable(secret, {
    about: 'The previous secret: links made with it work until they expire.',
    secret: 'ours',
  }),
  BOOKING_TOKEN_EXPIRY_DAYS: variable(days, {
    about: 'How long a link is valid; at most until the event.',
    default: '7',
    inReadme: true,
  }),
  LINK_PRESS_MIN_SECONDS: variable(secondsOrNone, {
    about: 'A button pressed sooner after its page was shown was pressed by a program.',
    default: '2',
  }),
  LINK_QUIET_SECONDS: variable(secondsOrNone, {
    about:
      'For so long after a mail was handed over, a press on a new device is asked for the course’s day: programs that ' +
      'guard mailboxes come then.',
    otherwise: '60; 0 where samples stand in for everything',
    inReadme: true,
  }),
};

/** Variables of reminders and escalation. */
export const reminderVariables = {
  REMINDER_FIRST_HOURS: variable(hours, {
    about: 'Hours from the booking to the first reminder; sooner when the event is near.',
    default: '24',
    inReadme: true,
  }),
  REMINDER_SECOND_HOURS: variable(hours, {
    about: 'Hours from the booking to the second reminder.',
    default: '48',
    inReadme: true,
  }),
  ESCALATION_DELAY_HOURS: variable(hoursOrNone, {
    about: 'Hours from the second reminder to the ticket for a phone call.',
    default: '0',
    inReadme: true,
  }),
  REMINDER_CLOCK: variable(choice(['elapsed', 'working']), {
    about:
      'What the hours of reminders and escalation count: all hours, or only those within `WORKING_HOURS` and outside ' +
      'holidays. The office phones two hours before the event at the latest either way.',
    default: 'elapsed',
    inReadme: true,
  }),
  WORKING_HOURS: variable(workingHours, {
    about:
      'When work is done, in TIME_ZONE: days with ranges, separated by commas; a range without days is on the days ' +
      'before it, such as `Mo-Do 08:00-12:00,13:00-18:00,Fr 08:00-14:00`.',
    default: 'Mo-Fr 08:00-18:00',
  }),
  HOLIDAYS: variable(choice(HOLIDAY_REGIONS, '; DE has the holidays of the whole country alone'), {
    about: 'Whose holidays are no working time, for partners whose own region is not known, such as DE-BY.',
    default: 'DE',
  }),
  QUIET_HOURS: variable(quietHours, {
    about:
      'When reminders and receipts wait for the morning, in TIME_ZONE, unless the event is within a day; never when unset.',
    example: '21:00-07:00',
    inReadme: true,
  }),
  DECLINE_UNDO_MINUTES: variable(minutesOrNone, {
    about: 'How long partners can take a decline back themselves.',
    default: '10',
  }),
  DAY_BEFORE_LIST_AT: variable(localTime, {
    about: "When partners get a mail with tomorrow's courses (HH:mm, in TIME_ZONE); never when unset.",
    example: '18:00',
    inReadme: true,
  }),
  // An hour, the interval in the requirements, is the longest that still meets the due times.
  REMINDER_SWEEP_MINUTES: variable(minutes, { about: 'How often to look for due bookings.', default: '10' }),
};

/** Variables for reading orders. */
export const orderVariables = {
  GO_LIVE_AT: variable(instant, {
    about: 'Orders older than this are imported without mails.',
    example: '2026-12-01T00:00:00+01:00',
    production:
      'must be set to the moment from which partners are asked, such as 2026-12-01T00:00:00+01:00; ' +
      'older orders are taken over silently',
    inReadme: true,
  }),
  MAGENTO_ORDER_STATES: variable(
    listOf(`order states (${ORDER_STATES.join(', ')})`, (item) => ORDER_STATES.find((state) => state === item)),
    {
      about: 'The order states in which courses become bookings.',
      default: listed(bookingStates),
      inReadme: true,
    },
  ),
  MAGENTO_EVENT_START: variable(listOf('places such as option:Termin or attribute:event_date', eventStartSource), {
    about: 'The sources of an event’s start, in order. The first one with a value decides.',
    default: listed(eventStartSources.map(({ type, name }) => `${type}:${name}`)),
    inReadme: true,
  }),
  MAGENTO_EVENT_TIME: variable(
    listOf('labels such as Uhrzeit', (item) => item || undefined),
    {
      about: 'Labels of options with the time, for dates without one; tried in this order.',
      default: listed(eventTimeLabels),
      inReadme: true,
    },
  ),
  RECONCILE_MINUTES: variable(minutes, {
    about: 'How often to read orders that changed without a webhook.',
    default: '5',
  }),
};

/** Variables of partners' master data. */
export const partnerVariables = {
  PARTNERS_IMPORT_MINUTES: variable(number({ unit: 'minutes', min: 1, max: 7 * 24 * 60 }), {
    about:
      'How often schedulers read partners from Odoo. Nothing is lost when Odoo fails or answers nonsense: the next turn ' +
      'reads them again.',
    otherwise: 'only `npm run import:partners` reads them',
    example: '60',
    inReadme: true,
  }),
};

/** Variables of the outbox and its workers. */
export const deliveryVariables = {
  WORKER_CONCURRENCY: variable(number({ unit: 'deliveries', min: 1, max: 100 }), {
    about: 'How many mails and tickets one scheduler sends at once.',
    default: '10',
  }),
  WORKER_HEARTBEAT_SECONDS: variable(number({ unit: 'seconds', min: 0.1, max: 60, whole: false }), {
    about: 'How often a worker renews its lease.',
    default: '5',
  }),
  WORKER_LEASE_SECONDS: variable(number({ unit: 'seconds', min: 0.5, max: 3_600, whole: false }), {
    about: 'The length of a lease. After it, a silent worker’s jobs go to others.',
    default: '45',
  }),
  METRICS_PORT: variable(port, {
    about: `The port where a scheduler serves ${paths.metrics.pattern}, ${paths.health.pattern} and ${paths.readiness.pattern}, on HOST. HTTP serves them at PORT.`,
    otherwise: 'nowhere',
    example: '9464',
    inReadme: true,
  }),
};
