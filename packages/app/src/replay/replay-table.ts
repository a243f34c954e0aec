import type { Replay } from '@miomente/booking-domain';
import { UsageError } from '../process/command.ts';

/** The variables that other hours consist of. */
const HOURS = [
  'REMINDER_CLOCK',
  'WORKING_HOURS',
  'HOLIDAYS',
  'QUIET_HOURS',
  'REMINDER_FIRST_HOURS',
  'REMINDER_SECOND_HOURS',
  'ESCALATION_DELAY_HOURS',
  // With working time, links must last longer, or the configuration is refused.
  'BOOKING_TOKEN_EXPIRY_DAYS',
];
const MAX_DAYS = 3_650;
const DEFAULT_DAYS = 90;

/**
 * The environment with other hours.
 * @param set each as `NAME=value`
 * @throws UsageError for none, another form or another variable
 */
export function withOtherHours(env: NodeJS.ProcessEnv, set: readonly string[]): NodeJS.ProcessEnv {
  if (set.length === 0) throw new UsageError('Say which other hours: --set REMINDER_CLOCK=working');
  const values = set.map((given) => {
    const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(given) ?? [];
    if (!HOURS.includes(name)) throw new UsageError(`--set takes NAME=value with one of: ${HOURS.join(', ')}.`);
    return [name, value];
  });
  return { ...env, ...Object.fromEntries(values) };
}

/** @throws UsageError for anything but a whole number of days */
export function daysFrom(text: string | undefined): number {
  const days = text === undefined ? DEFAULT_DAYS : /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MAX_DAYS) throw new UsageError(`--days takes a whole number of days from 1 to ${MAX_DAYS}.`);
  return days;
}

const ROWS: readonly (readonly [string, keyof Replay])[] = [
  ['Bookings', 'bookings'],
  ['First reminders', 'firstReminders'],
  ['Second reminders', 'secondReminders'],
  ['Calls', 'calls'],
  ['Late answers', 'lateAnswers'],
];

/** What the hours that are set and the other ones would have caused, side by side. */
export function replayTable(now: Replay, other: Replay): readonly string[] {
  const cells = [
    ['', 'as set', 'other', 'difference'],
    ...ROWS.map(([name, key]) => {
      const difference = other[key] - now[key];
      return [name, String(now[key]), String(other[key]), difference > 0 ? `+${difference}` : String(difference)];
    }),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
