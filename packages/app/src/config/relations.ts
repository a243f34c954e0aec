import type { Variables } from './own-config.ts';
import type { Problem } from './problem.ts';

/** Problems in the combination of variables that are valid on their own. Invalid variables are missing here. */
export function relationProblems(values: Partial<Variables>): readonly Problem[] {
  return [reminders(values), tokenLife(values), lease(values)].flat();
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

/** A link must still work when the second reminder brings it, and until somebody phones. */
function tokenLife(values: Partial<Variables>): Problem[] {
  const { BOOKING_TOKEN_EXPIRY_DAYS: days, REMINDER_SECOND_HOURS: second, ESCALATION_DELAY_HOURS: delay } = values;
  if (days === undefined || second === undefined || delay === undefined || days * 24 > second + delay) return [];
  return [
    {
      variable: 'BOOKING_TOKEN_EXPIRY_DAYS',
      message:
        `(${days}, so ${days * 24} hours) must outlast REMINDER_SECOND_HOURS and ESCALATION_DELAY_HOURS together ` +
        `(${second + delay} hours); raise it`,
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
