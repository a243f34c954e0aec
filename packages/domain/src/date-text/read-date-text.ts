import { MINUTE_MS } from '../time/instant.ts';
import { type LocalDate, type LocalTime, wallClockAt } from '../time/wall-clock.ts';
import { filler, type Said, stretch } from './spans.ts';
import { type Token, tokenize } from './tokens.ts';
import { zone } from './zone.ts';

/** The result of parsing a text about a day. */
export interface DateTextReading {
  readonly day: LocalDate;
  /** Null when the text has only the day. */
  readonly time: LocalTime | null;
  /** The weekday beside the date is not the weekday of that day. */
  readonly weekdayContradicts: boolean;
}

const MAX_TEXT = 250;
const MAX_TOKENS = 60;
const MAX_KEPT = 5_000;
const kept = new Map<string, DateTextReading | 'unreadable'>();

/**
 * Parses a day, with or without a time, from German or English text that people write. It accepts only what has exactly
 * one meaning. For a range, the start counts. A time with a zone is converted to local time in `timeZone`; everything
 * else is local time already.
 * @returns `unreadable` for text that is no date, that may be either of two days, or whose day or time does not exist
 */
export function readDateText(text: string, timeZone: string): DateTextReading | 'unreadable' {
  const key = `${timeZone} ${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reading = readAnew(text, timeZone);
  // The customers of one course have the same few texts, so results are cached.
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, reading);
  return reading;
}

/** Parses a day without a time, as people type it into a form. */
export function readDayText(text: string): LocalDate | undefined {
  const reading = readDateText(text, 'UTC');
  return reading === 'unreadable' || reading.time !== null || reading.weekdayContradicts ? undefined : reading.day;
}

/** Parses a text that is only a time, or a range of times, whose start counts. */
export function readTimeText(text: string): LocalTime | undefined {
  const [first, ...others] = meanings(text);
  if (first === undefined || others.length > 0) return undefined;
  const { date, time, offset, weekdays } = first;
  return date === undefined && time !== null && offset === null && weekdays.length === 0 ? timeOf(time) : undefined;
}

/** The combined meaning of a whole text. */
interface Meaning {
  readonly date: LocalDate | null | undefined;
  readonly time: number | null;
  readonly offset: number | null;
  readonly weekdays: NonNullable<Said['weekdays']>;
  /** The last part was a time. */
  readonly afterTime: boolean;
}

const NOTHING: Meaning = { date: undefined, time: null, offset: null, weekdays: [], afterTime: false };

function readAnew(text: string, timeZone: string): DateTextReading | 'unreadable' {
  const readings = new Map<string, DateTextReading | null>();
  for (const meaning of meanings(text)) {
    const reading = readingOf(meaning, timeZone);
    readings.set(JSON.stringify(reading), reading);
  }
  const [only = null, ...others] = readings.values();
  return only === null || others.length > 0 ? 'unreadable' : only;
}

/** All meanings of the text, including its remarks in brackets. */
function meanings(text: string): readonly Meaning[] {
  const tokens = text.length > MAX_TEXT ? undefined : tokenize(text);
  if (tokens === undefined) return [];
  const { remarks } = tokens;
  const main = withoutFullStop(tokens.main);
  if (main.length === 0 && remarks.length === 1) return allMeanings(remarks[0] ?? []);
  return remarks.reduce<readonly Meaning[]>(
    (found, remark) => found.flatMap((meaning) => withRemark(meaning, remark)),
    allMeanings(main),
  );
}

/** The point in `27.01.` belongs to the day. */
const ENDS_WITH_A_MONTH = /(?:^|[^.\d])\d{1,2}\.\d{1,2}\.$/;

function withoutFullStop(tokens: readonly Token[]): readonly Token[] {
  const written = tokens.map(({ text }) => text).join('');
  return written.endsWith('.') && !ENDS_WITH_A_MONTH.test(written) ? tokens.slice(0, -1) : tokens;
}

/** All ways to parse these tokens, by their meaning. */
function allMeanings(tokens: readonly Token[]): readonly Meaning[] {
  if (tokens.length > MAX_TOKENS) return [];
  const reached: Map<string, Meaning>[] = tokens.map(() => new Map());
  const complete = new Map<string, Meaning>();
  const reach = (at: number, meaning: Meaning): void => {
    const next = filler(tokens, at)[0]?.next ?? at;
    (reached[next] ?? complete).set(JSON.stringify(meaning), meaning);
  };
  reach(0, NOTHING);
  for (const [at, found] of reached.entries()) {
    if (found.size === 0) continue;
    const stretches = stretch(tokens, at);
    for (const meaning of found.values())
      for (const { value, next } of stretches) {
        const together = added(meaning, value);
        if (together !== undefined) reach(next, together);
      }
  }
  return [...complete.values()];
}

/** Undefined when the two have different days or times; an end directly after its start is parsed with it. */
function added(meaning: Meaning, { date, time, weekdays = [], end = false }: Said): Meaning | undefined {
  if (end && meaning.afterTime) return undefined;
  if (date !== undefined && meaning.date !== undefined && date !== meaning.date) return undefined;
  if (time !== undefined && meaning.time !== null && time.minutes !== meaning.time) return undefined;
  return {
    date: date === undefined ? meaning.date : date,
    time: time?.minutes ?? meaning.time,
    offset: time?.offset ?? meaning.offset,
    weekdays: [...meaning.weekdays, ...weekdays],
    afterTime: time !== undefined,
  };
}

/**
 * A remark that is a weekday, a time or a zone counts as if it had no brackets. Any other remark is ignored, unless it
 * names another day.
 */
function withRemark(meaning: Meaning, remark: readonly Token[]): readonly Meaning[] {
  const isDuration = remark.length === 2 && remark[1]?.text === 'h';
  const said = isDuration ? [] : allMeanings(remark);
  const comma = remark.findIndex(({ text }) => text === ',');
  if (said.length === 0 && comma >= 0)
    return withRemark(meaning, remark.slice(0, comma)).flatMap((more) => withRemark(more, remark.slice(comma + 1)));
  if (said.length > 0)
    return said.flatMap((more) => {
      const { date, time, offset, weekdays } = more;
      const part: Said = { weekdays, ...(date === undefined ? {} : { date }) };
      return added(meaning, time === null ? part : { ...part, time: { minutes: time, offset } }) ?? [];
    });
  const [zoned] = zone(remark, 0);
  if (zoned?.next === remark.length && meaning.time !== null) return [{ ...meaning, offset: zoned.value }];
  const namesAnotherDay = remark.some((_, at) =>
    stretch(remark, at).some(({ value }) => value.date !== undefined && value.date !== meaning.date),
  );
  return namesAnotherDay ? [] : [meaning];
}

/** Null for a text without a complete day. */
function readingOf({ date, time, offset, weekdays }: Meaning, timeZone: string): DateTextReading | null {
  if (date === undefined || date === null) return null;
  const weekdayContradicts = weekdays.some(({ weekday, of }) => weekday !== new Date(of ?? date).getUTCDay());
  if (time === null) return { day: date, time: null, weekdayContradicts };
  if (offset === null) return { day: date, time: timeOf(time), weekdayContradicts };
  const there = wallClockAt(Date.parse(date) + (time - offset) * MINUTE_MS, timeZone);
  return { day: there.date, time: there.time, weekdayContradicts };
}

function timeOf(minutes: number): LocalTime {
  const padded = (figure: number): string => String(figure).padStart(2, '0');
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
}
