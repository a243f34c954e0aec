import {
  bareHour,
  beforeEnd,
  type Clock,
  clockTime,
  figure,
  hour,
  MINUTES_OF_DAY,
  minute,
  minutesOf,
  seconds,
} from './clock.ts';
import { allOf, anyOf, firstOf, mapped, marks, once, optional, type Parser, sequence, words } from './parser.ts';
import { isoZone, tightMinus, zone } from './zone.ts';

/** A time of day, with the UTC offset of its zone if one is written; both in minutes. */
export interface TimePart {
  readonly minutes: number;
  readonly offset: number | null;
}

/** The time of an ISO instant, right after its `T`. */
export const isoTime: Parser<TimePart> = mapped(
  sequence(
    anyOf(
      mapped(sequence(hour, marks(':'), minute, firstOf(seconds, nothing<boolean>())), ([h, , m]) => h * 60 + m),
      mapped(figure(4, 4, 2359), (hhmm) => (hhmm % 100 < 60 ? Math.floor(hhmm / 100) * 60 + (hhmm % 100) : undefined)),
      mapped(figure(6, 6, 235_959), (hhmmss) =>
        hhmmss % 10_000 < 6000 && hhmmss % 100 < 60
          ? Math.floor(hhmmss / 10_000) * 60 + Math.floor((hhmmss % 10_000) / 100)
          : undefined,
      ),
      mapped(bareHour, (h) => h * 60),
    ),
    firstOf(isoZone, nothing()),
  ),
  ([minutes, offset]) => (minutes < MINUTES_OF_DAY ? { minutes, offset } : undefined),
);

function nothing<Value>(): Parser<Value | null> {
  return (_tokens, at) => [{ value: null, next: at }];
}

/** Words after which a time follows that is the start. After them, an hour alone is a time. */
const startWord = words('um', 'ab', 'at', 'von', 'from', 'gegen', 'beginn', 'start', 'anfang', 'starts', 'starting');
const otherLead = words('uhrzeit', 'zeit', 'time', 'jeweils', 'taglich', 'daily', 'ca', 'circa', 'zirka', 'etwa');
const withMark = <Value>(parser: Parser<Value>): Parser<Value> =>
  mapped(sequence(parser, allOf(marks('.:,'))), ([value]) => value);
/** Whether one of the words before a time marks it as the start. */
const lead: Parser<boolean> = mapped(
  allOf(
    withMark(
      anyOf<boolean>(
        mapped(startWord, () => true),
        mapped(otherLead, () => false),
      ),
    ),
  ),
  (found) => found.includes(true),
);

const about = allOf(anyOf(words('ca', 'circa', 'zirka', 'etwa', 'gegen', 'um', 'zum', 'zu'), marks('.:')));
const endWord = words('bis', 'until', 'till', 'to', 'through', 'ende', 'end');
/** Words between start and end. */
export const rangeMark: Parser<unknown> = once(sequence(optional(marks(',')), anyOf(marks('-'), endWord), about));
/** An open end. */
const openEnd = anyOf(
  sequence(words('open'), optional(words('end', 'ende'))),
  sequence(words('ende', 'end', 'offen'), optional(words('offen', 'open'))),
  sequence(words('offenes'), words('ende')),
);

/** A time, or a range of times of which only the start is used. */
export const timeSpan: Parser<TimePart> = once(
  anyOf(
    mapped(sequence(lead, clockTime, optional(anyOf(zone, tightMinus))), ([introduced, time, offset]) =>
      (time.plain || introduced) && (offset === null || offset >= 0 || time.seconds) ? start(time, offset) : undefined,
    ),
    mapped(
      sequence(lead, clockTime, optional(zone), rangeMark, clockTime, optional(zone)),
      ([introduced, from, offset, , to, offsetOfEnd]) =>
        (from.plain || to.plain || introduced || areHours(from, to)) && minutesOf(to) !== undefined
          ? start(beforeEnd(from, to), offset ?? offsetOfEnd)
          : undefined,
    ),
    mapped(sequence(lead, clockTime, optional(rangeMark), optional(marks(',')), openEnd), ([introduced, from]) =>
      from.plain || introduced ? start(from, null) : undefined,
    ),
  ),
);

/** `18-21` beside a day. */
function areHours(from: Clock, to: Clock): boolean {
  return from.twoFigures && to.twoFigures && from.hour < to.hour;
}

function start(time: Clock, offset: number | null): TimePart | undefined {
  const minutes = minutesOf(time);
  return minutes === undefined || minutes >= MINUTES_OF_DAY ? undefined : { minutes, offset };
}

const afterWord = (word: Parser<string>): Parser<unknown> =>
  sequence(
    word,
    allOf(anyOf(words('ab', 'um', 'at', 'ca', 'gegen'), marks(':.'))),
    mapped(clockTime, (time) => (time.plain ? minutesOf(time) : undefined)),
  );
/** `bis 21 Uhr`, with its start elsewhere or missing. */
export const endTime: Parser<unknown> = afterWord(endWord);
/** `Einlass 17:30`: not the start either. */
export const doorsTime: Parser<unknown> = afterWord(words('einlass', 'doors'));
