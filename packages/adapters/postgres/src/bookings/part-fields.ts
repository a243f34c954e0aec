import {
  type Asking,
  type Booking,
  type EventStart,
  formatTenThousandths,
  type Instant,
  type Money,
  parseTenThousandths,
} from '@miomente/booking-domain';
import { eventStartColumns, eventStartOf } from './event-start.ts';
import { type Field, group, instant, integer, numeric, optional, text } from './fields.ts';

const EVENT = dateField('event_start', 'event_day_end');
const MOVED_EVENT = dateField('moved_event_start', 'moved_event_day_end');

/** The shop's date. Lists and due times use the past event, if there is one; the shop's later date is only stored. */
export const EVENT_START: Field<EventStart | null> = {
  columns: [...EVENT.columns, ...MOVED_EVENT.columns],
  read: (row) => MOVED_EVENT.read(row) ?? EVENT.read(row),
  write: (start, booking) => ({
    ...EVENT.write(booking.tookPlace ?? start, booking),
    ...MOVED_EVENT.write(booking.tookPlace === null ? null : start, booking),
  }),
};
/** When the past event took place, if the shop has another date since: stored in the columns of {@link EVENT_START}. */
export const TOOK_PLACE: Field<EventStart | null> = {
  columns: [],
  read: (row) => (MOVED_EVENT.read(row) === null ? null : EVENT.read(row)),
  write: () => ({}),
};
/** The start of the reminder clock. */
export const CLOCK_STARTED_AT: Field<Instant> = instant('clock_started_at');
/** The reminders of a booking. */
export const REMINDERS: Field<Booking['reminders']> = group<Booking['reminders']>({
  count: integer('reminder_count'),
  lastAt: optional(instant('last_reminder_at')),
});

/** An amount, with the currency of the order beside it. */
export function money(amount: string): Field<Money> {
  const parts = group({ amount: numeric(amount), currency: text('currency') });
  return {
    columns: parts.columns,
    read: (row) => {
      const kept = parts.read(row);
      const tenThousandths = parseTenThousandths(kept.amount);
      if (tenThousandths === undefined) throw new Error(`An amount in column ${amount} is not a number.`);
      return { tenThousandths, currency: kept.currency };
    },
    write: ({ tenThousandths, currency }, booking) =>
      parts.write({ amount: formatTenThousandths(tenThousandths), currency }, booking),
  };
}

/** How an event's start is stored: the day's end only for a day without a time. */
export function dateField(start: string, dayEnd: string): Field<EventStart | null> {
  const parts = group({ start: optional(instant(start)), dayEnd: optional(instant(dayEnd)) });
  return {
    columns: parts.columns,
    read: (row) => {
      const kept = parts.read(row);
      return eventStartOf({ event_start: kept.start, event_day_end: kept.dayEnd });
    },
    write: (value) => {
      const kept = eventStartColumns(value);
      return { [start]: kept.event_start, [dayEnd]: kept.event_day_end };
    },
  };
}

/**
 * Earlier versions do not write these columns. Where they have restarted the clock, or were the last to write, a
 * reminder counts as sent when it was queued, as it did for them. `asking_clock` is the clock that the columns beside
 * it belong to.
 */
export function asking(): Field<Asking> {
  const kept = group<Asking>({
    step: integer('asking_step'),
    mail: text('asking_mail'),
    sentAt: optional(instant('asked_at')),
  });
  const clock = optional(instant('asking_clock'));
  return {
    columns: [...kept.columns, ...clock.columns],
    read: (row) => {
      const reminders = REMINDERS.read(row);
      const read = kept.read(row);
      if (clock.read(row) === CLOCK_STARTED_AT.read(row) && read.step >= reminders.count) return read;
      return { step: reminders.count, mail: 'sent', sentAt: reminders.lastAt };
    },
    write: (value, booking) => ({ ...kept.write(value, booking), ...clock.write(booking.clockStartedAt, booking) }),
  };
}
