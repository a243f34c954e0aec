import { type DateTextReading, readDateText, readTimeText } from '../date-text/read-date-text.ts';
import { visible } from '../date-text/tokens.ts';
import type { EventStart } from '../time/event-start.ts';
import { dayBounds, instantOf, type LocalTime } from '../time/wall-clock.ts';
import type { EventStartSource, OrderItem, OrderPolicy } from './order.ts';

/** What an item says about its event's start. `unreadable`: the text is no date, or several. */
export type EventStartReading =
  | { readonly type: 'read'; readonly start: EventStart; readonly weekdayContradicts: boolean }
  | { readonly type: 'unreadable' }
  | { readonly type: 'absent' };

/**
 * The event's start of an item, as local time in the policy's time zone. The first source with a value decides: when
 * the customer chose a day that can't be read, a day from another source would be one they did not choose
 * (orders#first-source-decides). A day without a time takes a separate time, or stays a day (orders#time-beside-day).
 */
export function readEventStart(
  policy: OrderPolicy,
  item: Pick<OrderItem, 'options' | 'attributes' | 'unreadable'>,
): EventStartReading {
  let mayHaveChosen = false;
  for (const source of policy.eventStartSources) {
    mayHaveChosen ||= source.type === 'option' && item.unreadable.includes('options');
    const reading = together(readings(policy, item, source));
    if (reading === undefined) continue;
    // The unreadable part of the options may contain the choice.
    if (reading === 'unreadable' || (source.type === 'attribute' && mayHaveChosen)) return { type: 'unreadable' };
    const time = reading.time ?? timeBeside(policy, item);
    const start =
      time === null ? dayBounds(reading.day, policy.timeZone) : instantOf({ date: reading.day, time }, policy.timeZone);
    return start === undefined
      ? { type: 'unreadable' }
      : { type: 'read', start, weekdayContradicts: reading.weekdayContradicts };
  }
  return { type: 'absent' };
}

/**
 * The time that the first of the policy's labels gives for a day without one; null when none does, or when one label
 * gives two.
 */
function timeBeside({ eventTimeLabels }: OrderPolicy, { options }: Pick<OrderItem, 'options'>): LocalTime | null {
  for (const label of eventTimeLabels) {
    const times = labelled(options, label).flatMap(({ wallClock, text }) => readTimeText(wallClock ?? text) ?? []);
    const [time, ...others] = new Set(times);
    if (time !== undefined) return others.length === 0 ? time : null;
  }
  return null;
}

function labelled(options: OrderItem['options'], label: string): OrderItem['options'] {
  const wanted = visible(label).toLowerCase();
  return options.filter((option) => visible(option.label).toLowerCase() === wanted);
}

type Reading = DateTextReading | 'unreadable';

/** All values of a source; blank ones are left out. */
function readings(
  { timeZone }: OrderPolicy,
  item: Pick<OrderItem, 'options' | 'attributes'>,
  source: EventStartSource,
): readonly Reading[] {
  const read = (text: string): readonly Reading[] => (isBlank(text) ? [] : [readDateText(text, timeZone)]);
  if (source.type === 'attribute') return read(item.attributes[source.name] ?? '');
  return labelled(item.options, source.name).flatMap(({ wallClock, text }) => {
    const chosen = read(wallClock ?? '');
    return chosen.some((reading) => reading !== 'unreadable') || isBlank(text) ? chosen : read(text);
  });
}

/** Also MySQL's date for "none". */
function isBlank(text: string): boolean {
  const shown = visible(text);
  return shown === '' || shown.startsWith('0000-00-00');
}

/** The one day that all of them name, with the time that any of them names; undefined when there are none. */
function together(readings: readonly Reading[]): Reading | undefined {
  let all: DateTextReading | undefined;
  for (const reading of readings) {
    if (reading === 'unreadable') return 'unreadable';
    if (all !== undefined && reading.day !== all.day) return 'unreadable';
    const time: string | null = all?.time ?? reading.time;
    if (reading.time !== null && reading.time !== time) return 'unreadable';
    all = { ...reading, time, weekdayContradicts: reading.weekdayContradicts || (all?.weekdayContradicts ?? false) };
  }
  return all;
}
