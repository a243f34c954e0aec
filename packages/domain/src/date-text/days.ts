import type { LocalDate } from '../time/wall-clock.ts';
import { anyOf, mapped, marks, once, optional, type Parser, sequence, tight, token, words } from './parser.ts';
import { month } from './vocabulary.ts';

/** The written parts of a day; month or year may come from another day beside it. */
export interface DayPart {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number;
}

const FIRST_YEAR = 1900;
/** A year beyond it is a typing error, and the event would never take place. */
const LAST_YEAR = 2199;

const digits = (least: number, most = least): Parser<string> =>
  token('number', (text) => (text.length >= least && text.length <= most ? text : undefined));
const upTo = (most: number): Parser<number> =>
  mapped(digits(1, 2), (text) => (Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined));

const dayNumber = upTo(31);
const monthNumber = upTo(12);
const longYear: Parser<number> = mapped(digits(4), (text) =>
  Number(text) >= FIRST_YEAR && Number(text) <= LAST_YEAR ? Number(text) : undefined,
);
/** `27` and `'27`. */
const shortYear: Parser<number> = mapped(sequence(optional(marks("'")), digits(2)), ([, text]) => 2000 + Number(text));
const year: Parser<number> = anyOf(longYear, shortYear);

const dot = marks('.');
const ordinal = anyOf(dot, tight(words('st', 'nd', 'rd', 'th')));
const part = (day: number, of: number | null, inYear: number | null): DayPart => ({ day, month: of, year: inYear });

/** `25.01.2027`, `25. 1. 27`. A short year follows directly: in `25.01. 18, 20 Uhr` the 18 is no year. */
const dotted: Parser<DayPart> = once(
  anyOf(
    mapped(sequence(dayNumber, dot, monthNumber, optional(dot), longYear), ([d, , m, , y]) => part(d, m, y)),
    mapped(sequence(dayNumber, dot, tight(monthNumber), dot, tight(shortYear)), ([d, , m, , y]) => part(d, m, y)),
    mapped(sequence(dayNumber, dot, spaced(monthNumber), dot, shortYear), ([d, , m, , y]) => part(d, m, y)),
  ),
);

function spaced<Value>(parser: Parser<Value>): Parser<Value> {
  return (tokens, at) => (tokens[at]?.gap === true ? parser(tokens, at) : []);
}

/** `25. Januar`, `25th of Jan.`, `25-Jan`. */
const dayOfMonth: Parser<DayPart> = once(
  mapped(
    sequence(dayNumber, optional(ordinal), optional(anyOf(words('of'), marks('-/'))), month, optional(dot)),
    ([d, , , m]) => part(d, m, null),
  ),
);
/** `January 25`, `Jan. 25th`. */
export const monthThenDay: Parser<DayPart> = once(
  mapped(sequence(month, optional(dot), optional(marks('-/')), dayNumber, optional(ordinal)), ([m, , , d]) =>
    part(d, m, null),
  ),
);
const dayFirstNamed: Parser<DayPart> = mapped(sequence(dayOfMonth, optional(marks(',-/')), year), ([day, , y]) => ({
  ...day,
  year: y,
}));
const named: Parser<DayPart> = anyOf(
  dayFirstNamed,
  mapped(sequence(monthThenDay, optional(marks(',-/')), year), ([day, , y]) => ({ ...day, year: y })),
  mapped(sequence(longYear, optional(marks(',-/')), anyOf(dayOfMonth, monthThenDay)), ([y, , day]) => ({
    ...day,
    year: y,
  })),
);

/** `2027-01-25`, with the same separator twice. */
const yearFirst: Parser<DayPart> = anyOf(
  ...['-', '/', '.'].map((between) =>
    mapped(
      sequence(longYear, tight(marks(between)), tight(monthNumber), tight(marks(between)), tight(dayNumber)),
      ([y, , m, , d]) => part(d, m, y),
    ),
  ),
);
/** `20270125`. */
const compact: Parser<DayPart> = mapped(digits(8), (text) => {
  const [y, m, d] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number) as [number, number, number];
  return y >= FIRST_YEAR && y <= LAST_YEAR ? part(d, m, y) : undefined;
});
/** As ISO 8601 writes a day. */
export const isoDay: Parser<LocalDate> = mapped(anyOf(yearFirst, compact), dateOf);

/** `25/01/2027` and `25-01-2027`: the first number may be the day or the month. */
const dayOrMonthFirst: Parser<DayPart> = anyOf(
  ...['/', '-'].flatMap((between) => {
    const rest = [tight(marks(between)), tight(anyOf(longYear, shortYear))] as const;
    const first = tight(marks(between));
    return [
      mapped(sequence(dayNumber, first, tight(monthNumber), ...rest), ([d, , m, , y]) => part(d, m, y)),
      mapped(sequence(monthNumber, first, tight(dayNumber), ...rest), ([m, , d, , y]) => part(d, m, y)),
    ];
  }),
  // Old standards allowed to omit ISO's century, so 27-01-25 may be either of two days.
  mapped(
    sequence(shortYear, tight(marks('-')), tight(monthNumber), tight(marks('-')), tight(dayNumber)),
    ([y, , m, , d]) => part(d, m, y),
  ),
);

/** A day with its year. */
export const wholeDay: Parser<DayPart> = once(anyOf(dotted, named, yearFirst, compact, dayOrMonthFirst));

/** `25.01`, which may be a time as well. */
export const dayAndMonth: Parser<DayPart> = mapped(sequence(dayNumber, dot, monthNumber), ([d, , m]) =>
  part(d, m, null),
);
const dayWithDot: Parser<DayPart> = mapped(sequence(dayNumber, dot, monthNumber, dot), ([d, , m]) => part(d, m, null));
/** A day in a month whose year is elsewhere or missing: `25.01.`, `25. Januar`, `January 25`. */
export const dayWithoutYear: Parser<DayPart> = once(anyOf(dayWithDot, dayOfMonth, monthThenDay));
/** The part before the `-` of a range of days. */
export const rangeStart: Parser<DayPart> = once(anyOf(wholeDay, dayWithoutYear, dayAndMonth));
/** The same in `25.-27.01.2027`, where the end must begin with its day, too. */
export const bareDay: Parser<DayPart> = mapped(sequence(dayNumber, optional(dot)), ([d]) => part(d, null, null));
export const dayFirst: Parser<DayPart> = anyOf(dotted, dayFirstNamed, dayWithDot, dayOfMonth);
/** The part after it, where the year may have been named before. */
export const rangeEnd: Parser<DayPart> = once(anyOf(wholeDay, dayWithoutYear));
/** The rest of `January 25-27, 2027`. */
export const restOfMonth: Parser<DayPart> = mapped(
  sequence(dayNumber, optional(ordinal), optional(marks(',')), longYear),
  ([d, , , y]) => part(d, null, y),
);

const padded = (figure: number, width: number): string => String(figure).padStart(width, '0');

/** The day; undefined for one without a year, or that does not exist. */
export function dateOf({ year: y, month: m, day: d }: DayPart): LocalDate | undefined {
  if (y === null || m === null) return undefined;
  const utc = new Date(Date.UTC(y, m - 1, d));
  return utc.getUTCMonth() === m - 1 && utc.getUTCDate() === d
    ? `${padded(y, 4)}-${padded(m, 2)}-${padded(d, 2)}`
    : undefined;
}
