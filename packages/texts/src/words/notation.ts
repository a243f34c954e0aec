import {
  DAY_MS,
  type EventStart,
  earliestStart,
  formatTenThousandths,
  HOUR_MS,
  type Instant,
  isDay,
  type Language,
  type LocalDate,
  type Money,
  wallClockAt,
} from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '../languages/index.ts';
import type { Fields, Pattern } from './pattern.ts';

/** Formats dates, times and amounts in one language and time zone. */
export interface Notation {
  /** "Sa., 25.01.2025", "Sat, 25 Jan 2025". */
  readonly date: (instant: Instant) => string;
  /** "25.01.2025", "25 Jan 2025". */
  readonly plainDate: (instant: Instant) => string;
  /** "18:00 Uhr", "18:00". */
  readonly time: (instant: Instant) => string;
  /** "Sa., 25.01.2025 18:00 Uhr", "Sat, 25 Jan 2025 18:00". */
  readonly dateTime: (instant: Instant) => string;
  /** "Sa., 25.01.2025 18:00 Uhr"; "Sa., 25.01.2025" when only the day is known. */
  readonly event: (start: EventStart) => string;
  /**
   * The format of the answer pages: "25.01.2025 18:00", "25 Jan 2025 18:00"; the day alone when the time is unknown.
   */
  readonly drawn: (start: EventStart) => string;
  /** A deadline: "Do., 07:10" within six days of now, else "Do., 23.01., 07:10". */
  readonly near: (instant: Instant, now: Instant) => string;
  /** "18:00", where no word beside it is needed. */
  readonly clock: (instant: Instant) => string;
  /** A day in a list: "Sa., 25.01.", "Sat 25 Jan" in the year of `now`, else with its year. */
  readonly shortDay: (instant: Instant, now: Instant) => string;
  /** The calendar day of an instant, in the time zone. */
  readonly dayOf: (instant: Instant) => LocalDate;
  /** A calendar day: "25.01.2025", "25 Jan 2025". */
  readonly day: (date: LocalDate) => string;
  /** "158,00 €", "€158.00". */
  readonly price: (money: Money) => string;
  /** "1.234", "1,234". */
  readonly count: (count: number) => string;
  /** "95 %", "95%", for a share from 0 to 1. */
  readonly percent: (share: number) => string;
  /** "2,4 Std.", "2.4 h". */
  readonly hours: (durationMs: number) => string;
  /** For the `datetime` attribute of an element: an instant in UTC, or the day alone. */
  readonly machine: (start: EventStart) => string;
  /** "2025-01-25 18:00", for spreadsheets in every language. */
  readonly sortable: (instant: Instant) => string;
  /** "2,4", "2.4": a number for spreadsheets, without grouping. */
  readonly plainNumber: (value: number) => string;
}

const NEAR_MS = 6 * DAY_MS;

function fieldsOf(pattern: Pattern, timeZone: string): (instant: Instant) => Fields {
  const formatter = new Intl.DateTimeFormat(pattern.locale, {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    day: pattern.dayOfMonth,
    month: pattern.month,
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  let last: { readonly instant: Instant; readonly fields: Fields } | undefined;
  return (instant) => {
    // A page often formats the day and the time of one instant in turn, so the last instant's parts are cached.
    if (last?.instant !== instant) {
      const parts = formatter.formatToParts(instant).map(({ type, value }) => [type, value]);
      last = { instant, fields: Object.fromEntries(parts) };
    }
    return last.fields;
  };
}

type WriteAmount = (amount: `${number}`) => string;

/** An unknown currency code is printed as it is: it comes from the order, and the mail must still leave. */
function amountsIn(locale: string, currency: string): WriteAmount {
  try {
    const known = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return (amount) => known.format(amount);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return (amount) => `${plain.format(amount)} ${currency}`.trim();
  }
}

/** Orders may contain any currency code, so the cache is bounded. A shop uses only a few. */
const MAX_CURRENCIES = 50;

function pricesOf(locale: string): Notation['price'] {
  const made = new Map<string, WriteAmount>();
  return ({ tenThousandths, currency }) => {
    const write = made.get(currency) ?? amountsIn(locale, currency);
    if (made.size < MAX_CURRENCIES) made.set(currency, write);
    return write(formatTenThousandths(tenThousandths) as `${number}`);
  };
}

function makeNotation(language: Language, timeZone: string): Notation {
  const pattern = LANGUAGE_WORDS[language].notation;
  const fields = fieldsOf(pattern, timeZone);
  const utcFields = fieldsOf(pattern, 'UTC');
  const counts = new Intl.NumberFormat(pattern.locale);
  const percents = new Intl.NumberFormat(pattern.locale, { style: 'percent' });
  const hours = new Intl.NumberFormat(pattern.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(pattern.locale, { useGrouping: false, maximumFractionDigits: 4 });
  const clock = (f: Fields): string => `${f['hour']}:${f['minute']}`;
  const date = (instant: Instant): string => {
    const f = fields(instant);
    return pattern.dayAndDate(f);
  };
  const time = (instant: Instant): string => `${clock(fields(instant))}${pattern.clock}`;
  const dateTime = (instant: Instant): string => `${date(instant)} ${time(instant)}`;
  return {
    date,
    plainDate: (instant) => pattern.date(fields(instant)),
    time,
    dateTime,
    event: (start) => (isDay(start) ? date(start.start) : dateTime(start)),
    drawn: (start) => {
      const f = fields(earliestStart(start));
      return isDay(start) ? pattern.date(f) : `${pattern.date(f)} ${clock(f)}`;
    },
    near: (instant, now) => {
      const f = fields(instant);
      const day = Math.abs(instant - now) < NEAR_MS ? '' : `${pattern.shortDate(f)} `;
      return `${pattern.weekday(f)} ${day}${clock(f)}`;
    },
    clock: (instant) => clock(fields(instant)),
    shortDay: (instant, now) => {
      const f = fields(instant);
      return fields(now)['year'] === f['year'] ? pattern.dayOfYear(f) : pattern.dayAndDate(f);
    },
    dayOf: (instant) => wallClockAt(instant, timeZone).date,
    day: (localDate) => pattern.date(utcFields(Date.parse(`${localDate}T12:00:00Z`))),
    price: pricesOf(pattern.locale),
    count: (count) => counts.format(count),
    percent: (share) => percents.format(share),
    hours: (durationMs) => `${hours.format(durationMs / HOUR_MS)}\u00a0${pattern.hour}`,
    machine: (start) =>
      isDay(start) ? wallClockAt(start.start, timeZone).date : new Date(earliestStart(start)).toISOString(),
    sortable: (instant) => {
      const { date: day, time: clockTime } = wallClockAt(instant, timeZone);
      return `${day} ${clockTime}`;
    },
    plainNumber: (value) => plain.format(value),
  };
}

const made = new Map<string, Notation>();

/**
 * The notation of a language in a time zone (an IANA name). It is cached, because Intl's formatters are slow to create.
 */
export function notationOf(language: Language, timeZone: string): Notation {
  const key = `${language} ${timeZone}`;
  const notation = made.get(key) ?? makeNotation(language, timeZone);
  made.set(key, notation);
  return notation;
}
