import { MAKE_ONE } from '@miomente/booking-config';
import type { Variables } from './own-config.ts';
import type { Problem } from './problem.ts';

/** Problems in the combination of variables that are valid on their own. Invalid variables are missing here. */
export function relationProblems(values: Partial<Variables>): readonly Problem[] {
  return [reminders(values), tokenLife(values), lease(values), events(values)].flat();
}

function reminders({ REMINDER_FIRST_HOURS: first, REMINDER_SECOND_HOURS: second }: Partial<Variables>): Problem[] {
  if (first === undefined || second === undefined || second > first) return [];
  return [
    {
      variable: 'REMINDER_SECOND_HOURS',
      message: `(${second}) must be more than REMINDER_FIRST_HOURS (${first}); raise it or lower the first`,
    },
  ];
}

/** Without a signature, a receiver could not tell our events from anybody's. */
function events({ EVENTS_URL: url, EVENTS_SIGNING_SECRET: key }: Partial<Variables>): Problem[] {
  if (url === undefined || key !== undefined) return [];
  return [{ variable: 'EVENTS_SIGNING_SECRET', message: `must be set beside EVENTS_URL; ${MAKE_ONE}` }];
}

/** A link must still work when the second reminder brings it, and until somebody phones. */
function tokenLife(values: Partial<Variables>): Problem[] {
  const { BOOKING_TOKEN_EXPIRY_DAYS: days, REMINDER_SECOND_HOURS: second, ESCALATION_DELAY_HOURS: delay } = values;
  if (days === undefined || second === undefined || delay === undefined) return [];
  if (values.REMINDER_CLOCK === 'working') return workingTokenLife(values, second + delay, days);
  if (days * 24 > second + delay) return [];
  return [
    {
      variable: 'BOOKING_TOKEN_EXPIRY_DAYS',
      message:
        `(${days}, so ${days * 24} hours) must outlast REMINDER_SECOND_HOURS and ESCALATION_DELAY_HOURS together ` +
        `(${second + delay} hours); raise it`,
    },
  ];
}

/** What holidays in a row may add: Christmas with its weekend. */
const HOLIDAYS_IN_A_ROW_DAYS = 4;

/** Hours of work take days, and more of them around holidays. */
function workingTokenLife({ WORKING_HOURS: week }: Partial<Variables>, hours: number, days: number): Problem[] {
  if (week === undefined) return [];
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const aWeek = week.flat().reduce((sum, { from, to }) => sum + minutes(to) - minutes(from), 0) / 60;
  const needed = Math.ceil((hours / aWeek) * 7) + HOLIDAYS_IN_A_ROW_DAYS;
  if (days >= needed) return [];
  return [
    {
      variable: 'BOOKING_TOKEN_EXPIRY_DAYS',
      message:
        `(${days}) must outlast REMINDER_SECOND_HOURS and ESCALATION_DELAY_HOURS together (${hours} hours), which ` +
        `with REMINDER_CLOCK=working take up to ${needed} days; raise it to ${needed}`,
    },
  ];
}

function lease(values: Partial<Variables>): Problem[] {
  const { WORKER_HEARTBEAT_SECONDS: heartbeat, WORKER_LEASE_SECONDS: longest } = values;
  if (heartbeat === undefined || longest === undefined || longest >= 3 * heartbeat) return [];
  return [
    {
      variable: 'WORKER_LEASE_SECONDS',
      message: `(${longest}) must be at least three times WORKER_HEARTBEAT_SECONDS (${heartbeat}); raise it`,
    },
  ];
}
