import { DAY_MS } from '../time/instant.ts';
import type { LocalDate } from '../time/wall-clock.ts';
import {
  bareDay,
  type DayPart,
  dateOf,
  dayAndMonth,
  dayFirst,
  dayWithoutYear,
  isoDay,
  monthThenDay,
  rangeEnd,
  rangeStart,
  restOfMonth,
  wholeDay,
} from './days.ts';
import { allOf, anyOf, firstOf, mapped, marks, optional, type Parser, sequence, tight, words } from './parser.ts';
import { doorsTime, endTime, isoTime, rangeMark, type TimePart, timeSpan } from './times.ts';
import { weekdayName } from './vocabulary.ts';

/** The meaning of one part of a text. `date` null: a day without a year. */
export interface Said {
  readonly date?: LocalDate | null;
  readonly time?: TimePart;
  /** An end that was not parsed with its start. */
  readonly end?: boolean;
  /** Weekdays, from 0 for Sunday, each with the day it belongs to: null for the only day of the text. */
  readonly weekdays?: readonly { readonly weekday: number; readonly of: LocalDate | null }[];
}

/** German `am` is followed by a date; at the end of a text or before a comma it is the English one. */
const am: Parser<string> = (tokens, at) => {
  const next = tokens[at + 1];
  return next === undefined || next.type === 'mark' ? [] : words('am')(tokens, at);
};

/** Words between day, time and weekday that have no meaning. */
export const filler: Parser<unknown> = allOf(
  anyOf(marks(',;|/@·•:-'), am, words('den', 'dem', 'der', 'the', 'on', 'termin', 'datum', 'date')),
);
const dot = optional(marks('.'));
const weekday: Parser<number> = mapped(sequence(weekdayName, dot), ([name]) => name);
const dayLead = allOf(sequence(words('ab', 'vom', 'von', 'from', 'beginn', 'start', 'starts'), allOf(marks(':'))));

/** `Sa.`, `Sa.-So.` */
const weekdays: Parser<Said> = mapped(
  firstOf(
    mapped(sequence(weekday, rangeMark, weekday), ([name]) => name),
    weekday,
  ),
  (name) => ({ weekdays: [{ weekday: name, of: null }] }),
);

const day: Parser<Said> = anyOf<Said>(
  mapped(sequence(dayLead, wholeDay), ([, part]) => dated(dateOf(part))),
  mapped(sequence(dayLead, dayWithoutYear), () => ({ date: null })),
);
function dated(date: LocalDate | undefined): Said | undefined {
  return date === undefined ? undefined : { date };
}

/** The weekday of a range's end, written inside the range. */
const endWeekday: Parser<number | null> = mapped(optional(sequence(weekday, filler)), (found) => found?.[0] ?? null);

/** `25. - 27.01.2027`, `Sa, 23.01. - So, 24.01.2027`, `January 25-27, 2027`. */
const daySpan: Parser<Said> = anyOf<Said>(
  mapped(
    sequence(dayLead, rangeStart, optional(marks(',')), rangeMark, endWeekday, rangeEnd),
    ([, from, , , name, to]) => range(from, to, name),
  ),
  mapped(sequence(dayLead, bareDay, rangeMark, dayFirst), ([, from, , to]) => range(from, to, null)),
  // In `20.10.2027 - 22.10` the end may be a time as well, unless that day would be far away.
  mapped(sequence(dayLead, wholeDay, rangeMark, dayAndMonth), ([, from, , to]) => range(from, to, null, true)),
  mapped(sequence(dayLead, monthThenDay, rangeMark, restOfMonth), ([, from, , to]) =>
    range(from, { ...to, month: from.month }, null),
  ),
);

/** `25.01.2027 18:00 - 26.01.2027 01:00`. */
const momentSpan: Parser<Said> = mapped(
  sequence(
    dayLead,
    anyOf(wholeDay, dayWithoutYear),
    filler,
    timeSpan,
    rangeMark,
    endWeekday,
    rangeEnd,
    optional(sequence(filler, timeSpan)),
  ),
  ([, from, , time, , name, to]) => {
    const days = range(from, to, name);
    return days === undefined ? undefined : { ...days, time };
  },
);

/** `2027-01-25T18:00:00+01:00`. */
const isoMoment: Parser<Said> = mapped(sequence(isoDay, tight(words('t')), tight(isoTime)), ([date, , time]) => ({
  date,
  time,
}));
const isoSpan: Parser<Said> = mapped(
  sequence(isoMoment, optional(sequence(anyOf<unknown>(rangeMark, marks('/')), isoMoment))),
  ([from, end]) => (end === null || (from.date ?? '') <= (end[1].date ?? '') ? from : undefined),
);

/** Every part that a text about a date consists of. */
export const stretch: Parser<Said> = anyOf<Said>(
  weekdays,
  day,
  daySpan,
  momentSpan,
  isoSpan,
  mapped(timeSpan, (time) => ({ time })),
  mapped(endTime, () => ({ end: true })),
  mapped(doorsTime, () => ({})),
);

/** How long a range may be when start or end takes its year from the other. */
const MAX_UNDATED_MS = 31 * DAY_MS;

/** The start of a range; undefined when it ends before it begins. Without a year its date is null. */
function range(from: DayPart, to: DayPart, weekdayOfEnd: number | null, onlyShort = false): Said | undefined {
  if (from.year === null && to.year === null) return { date: null };
  const year = from.year ?? to.year ?? 0;
  const within = { ...from, year, month: from.month ?? to.month };
  const ends = { ...to, year: to.year ?? year };
  const candidates = [
    [within, ends],
    // Over New Year: the written year belongs to the other end.
    ...(from.year === null && from.month !== null ? [[{ ...within, year: year - 1 }, ends] as const] : []),
    ...(to.year === null ? [[within, { ...ends, year: year + 1 }] as const] : []),
  ] as const;
  for (const [first, last] of candidates) {
    const [start, end] = [dateOf(first), dateOf(last)];
    if (start === undefined || end === undefined || start > end) continue;
    const isShort = Date.parse(end) - Date.parse(start) <= MAX_UNDATED_MS;
    if (!isShort && (onlyShort || first.year !== within.year || last.year !== ends.year)) continue;
    return weekdayOfEnd === null ? { date: start } : { date: start, weekdays: [{ weekday: weekdayOfEnd, of: end }] };
  }
  return undefined;
}
