import {
  allOf,
  anyOf,
  firstOf,
  mapped,
  marks,
  notBefore,
  once,
  optional,
  type Parser,
  sequence,
  tight,
  token,
  words,
} from './parser.ts';

/** A time of day, with the offset of its zone from UTC where one is written; both in minutes. */
export interface TimePart {
  readonly minutes: number;
  readonly offset: number | null;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** The text says by itself that this is a time: minutes, `Uhr`, `pm`. */
  readonly plain: boolean;
  readonly seconds: boolean;
  readonly half: 'am' | 'pm' | null;
  /** An hour in two figures, and nothing else. */
  readonly twoFigures: boolean;
}

const figure = (least: number, most: number, largest: number): Parser<number> =>
  token('number', (text) =>
    text.length >= least && text.length <= most && Number(text) <= largest ? Number(text) : undefined,
  );
const hour = figure(1, 2, 24);
const minute = figure(2, 2, 59);
/** Not the beginning of `18:30`. */
const bareHour = notBefore(hour, sequence(tight(marks(':.')), tight(minute)));
const dot = optional(marks('.'));

const unit = sequence(words('uhr', 'h'), dot);
/** `3h` says how long something takes. */
const LONGEST_DURATION = 6;
const wholeHour: Parser<number> = anyOf(
  mapped(sequence(hour, words('uhr'), dot), ([h]) => h),
  mapped(sequence(hour, words('h'), dot), ([h]) => (h > LONGEST_DURATION ? h : undefined)),
);
/** `am`, `p.m.`, `abends`. */
const half: Parser<'am' | 'pm'> = anyOf(
  mapped(words('am', 'morgens', 'fruh', 'vormittags'), () => 'am' as const),
  mapped(words('pm', 'nachmittags', 'abends'), () => 'pm' as const),
  mapped(sequence(words('a', 'p'), dot, words('m'), dot), ([letter]) => (letter === 'a' ? 'am' : 'pm')),
);
const seconds = mapped(
  sequence(marks(':'), figure(2, 2, 59), optional(sequence(marks('.,'), tight(figure(1, 9, 999_999_999))))),
  () => true,
);

const NOON = 12;
/** Said of twelve o'clock only. */
const noon: Parser<'noon'> = mapped(words('noon', 'midday', 'mittags'), () => 'noon');

const clock = (h: number, m: number, more: Partial<Clock> = {}): Clock => ({
  hour: h,
  minute: m,
  plain: true,
  seconds: false,
  half: null,
  twoFigures: false,
  ...more,
});

/** `18:00`, `18.00 Uhr`, `18h30`, `6 pm`, `18 Uhr`, `1800 Uhr`, or `18` alone. */
const clockTime: Parser<Clock> = once(
  mapped(
    sequence(
      anyOf(
        mapped(sequence(hour, marks(':'), minute, optional(seconds), optional(unit)), ([h, , m, s]) =>
          clock(h, m, { seconds: s !== null }),
        ),
        mapped(sequence(hour, tight(marks('.')), tight(minute), optional(unit)), ([h, , m]) => clock(h, m)),
        mapped(sequence(hour, unit, minute), ([h, , m]) => clock(h, m)),
        mapped(wholeHour, (h) => clock(h, 0)),
        mapped(sequence(figure(4, 4, 2400), anyOf<unknown>(unit, words('hrs', 'hours'))), ([hhmm]) =>
          hhmm % 100 < 60 ? clock(Math.floor(hhmm / 100), hhmm % 100) : undefined,
        ),
        mapped(words('noon', 'midday', 'mittags'), () => clock(NOON, 0)),
        mapped(bareHour, (h) => clock(h, 0, { plain: false, twoFigures: h >= 10 })),
      ),
      optional(anyOf<'am' | 'pm' | 'noon'>(half, noon)),
    ),
    ([time, of]) => {
      if (of === 'noon') return time.hour === NOON ? { ...time, plain: true } : undefined;
      return of === null ? time : { ...time, plain: true, half: of };
    },
  ),
);

const MINUTES_OF_DAY = 24 * 60;
const LARGEST_OFFSET = 14 * 60;

/** Minutes since midnight; undefined for a time that no clock shows. Only an end may be 24:00. */
function minutesOf({ hour: h, minute: m, half: of }: Clock): number | undefined {
  if (of === 'am' && h > NOON) return undefined;
  const within = of === null || h > NOON ? h : (h % NOON) + (of === 'pm' ? NOON : 0);
  const minutes = within * 60 + m;
  return minutes <= MINUTES_OF_DAY ? minutes : undefined;
}

/** `6 - 9 pm` begins in the evening, `10 - 2 pm` in the morning: the half that ends soonest. */
function beforeEnd(start: Clock, end: Clock): Clock {
  if (start.half !== null || end.half === null || start.hour > NOON) return start;
  const [same, other] = end.half === 'pm' ? (['pm', 'am'] as const) : (['am', 'pm'] as const);
  const isBefore = (start.hour % NOON) * 60 + start.minute < (end.hour % NOON) * 60 + end.minute;
  return { ...start, half: isBefore ? same : other };
}

const NAMED_ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  mez: 60,
  cet: 60,
  mesz: 120,
  cest: 120,
};
const offsetHour = figure(2, 2, 14);
const offsetDigits: Parser<number> = firstOf(
  mapped(sequence(offsetHour, optional(tight(marks(':'))), tight(minute)), ([h, , m]) => h * 60 + m),
  mapped(figure(4, 4, 1400), (hhmm) => (hhmm % 100 < 60 ? Math.floor(hhmm / 100) * 60 + (hhmm % 100) : undefined)),
  offsetHour,
);
const signed = (sign: Parser<string>, offset: Parser<number>): Parser<number> =>
  mapped(sequence(sign, tight(offset)), ([mark, minutes]) =>
    minutes <= LARGEST_OFFSET ? (mark === '-' ? -minutes : minutes) : undefined,
  );
const namedZone: Parser<number> = firstOf(
  mapped(
    sequence(
      words('utc', 'gmt'),
      signed(
        marks('+-'),
        anyOf(
          offsetDigits,
          mapped(figure(1, 1, 9), (h) => h * 60),
        ),
      ),
    ),
    ([, offset]) => offset,
  ),
  token('word', (text) => NAMED_ZONES[text]),
);
/** After a time that is written as a reader would: `-05:00` is a range's end there. */
export const zone: Parser<number> = anyOf(namedZone, signed(marks('+'), offsetDigits));
const isoZone: Parser<number> = firstOf(namedZone, signed(marks('+-'), offsetDigits));
/** `18:00:00-05:00` may be either; a database writes so, and so may a person. */
const tightMinus: Parser<number> = tight(signed(marks('-'), offsetDigits));

/** The time of an ISO instant, right after its `T`. */
export const isoTime: Parser<TimePart> = mapped(
  sequence(
    anyOf(
      mapped(sequence(hour, marks(':'), minute, optional(seconds)), ([h, , m]) => h * 60 + m),
      mapped(figure(4, 4, 2359), (hhmm) => (hhmm % 100 < 60 ? Math.floor(hhmm / 100) * 60 + (hhmm % 100) : undefined)),
      mapped(figure(6, 6, 235_959), (hhmmss) =>
        hhmmss % 10_000 < 6000 && hhmmss % 100 < 60
          ? Math.floor(hhmmss / 10_000) * 60 + Math.floor((hhmmss % 10_000) / 100)
          : undefined,
      ),
      mapped(hour, (h) => h * 60),
    ),
    firstOf(isoZone, nothing()),
  ),
  ([minutes, offset]) => (minutes < MINUTES_OF_DAY ? { minutes, offset } : undefined),
);

function nothing<Value>(): Parser<Value | null> {
  return (_tokens, at) => [{ value: null, next: at }];
}

/** Words that say that a time follows, and that it is the start: after them a bare hour is a time. */
const startWord = words('um', 'ab', 'at', 'von', 'from', 'gegen', 'beginn', 'start', 'anfang', 'starts', 'starting');
const otherLead = words('uhrzeit', 'zeit', 'time', 'jeweils', 'taglich', 'daily', 'ca', 'circa', 'zirka', 'etwa');
const withMark = <Value>(parser: Parser<Value>): Parser<Value> =>
  mapped(sequence(parser, allOf(marks('.:,'))), ([value]) => value);
/** Whether one of the words before a time says that it is the start. */
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
/** What stands between start and end. */
export const rangeMark: Parser<unknown> = once(sequence(optional(marks(',')), anyOf(marks('-'), endWord), about));
/** An end that nobody has fixed. */
const openEnd = anyOf(
  sequence(words('open'), optional(words('end', 'ende'))),
  sequence(words('ende', 'end', 'offen'), optional(words('offen', 'open'))),
  sequence(words('offenes'), words('ende')),
);

/** A time, or a start with its end, of which only the start is kept. */
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
/** `bis 21 Uhr`, whose start stands elsewhere or nowhere. */
export const endTime: Parser<unknown> = afterWord(endWord);
/** `Einlass 17:30`: no start either. */
export const doorsTime: Parser<unknown> = afterWord(words('einlass', 'doors'));
