import {
  anyOf,
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

/** A time of day as written. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** The text itself shows that this is a time: minutes, `Uhr`, `pm`. */
  readonly plain: boolean;
  readonly seconds: boolean;
  readonly half: 'am' | 'pm' | null;
  /** An hour of two digits, and nothing else. */
  readonly twoFigures: boolean;
}

/** A number with so many digits, no larger than `largest`. */
export const figure = (least: number, most: number, largest: number): Parser<number> =>
  token('number', (text) =>
    text.length >= least && text.length <= most && Number(text) <= largest ? Number(text) : undefined,
  );
export const hour: Parser<number> = figure(1, 2, 24);
export const minute: Parser<number> = figure(2, 2, 59);
/** Not the beginning of `18:30`. */
export const bareHour: Parser<number> = notBefore(hour, sequence(tight(marks(':.')), tight(minute)));
const dot = optional(marks('.'));

const unit = sequence(words('uhr', 'h'), dot);
/** `3h` is a duration. */
const MAX_DURATION = 6;
const wholeHour: Parser<number> = anyOf(
  mapped(sequence(hour, words('uhr'), dot), ([h]) => h),
  mapped(sequence(hour, words('h'), dot), ([h]) => (h > MAX_DURATION ? h : undefined)),
);
/** `am`, `p.m.`, `abends`. */
const half: Parser<'am' | 'pm'> = anyOf(
  mapped(words('am', 'morgens', 'fruh', 'vormittags'), () => 'am' as const),
  mapped(words('pm', 'nachmittags', 'abends'), () => 'pm' as const),
  mapped(sequence(words('a', 'p'), dot, words('m'), dot), ([letter]) => (letter === 'a' ? 'am' : 'pm')),
);
export const seconds: Parser<true> = mapped(
  sequence(marks(':'), figure(2, 2, 59), optional(sequence(marks('.,'), tight(figure(1, 9, 999_999_999))))),
  () => true as const,
);

const NOON = 12;
/** Applies to twelve o'clock only. */
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
export const clockTime: Parser<Clock> = once(
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

export const MINUTES_OF_DAY: number = 24 * 60;

/** Minutes since midnight; undefined for a time that does not exist. Only an end may be 24:00. */
export function minutesOf({ hour: h, minute: m, half: of }: Clock): number | undefined {
  if (of === 'am' && h > NOON) return undefined;
  const within = of === null || h > NOON ? h : (h % NOON) + (of === 'pm' ? NOON : 0);
  const minutes = within * 60 + m;
  return minutes <= MINUTES_OF_DAY ? minutes : undefined;
}

/** `6 - 9 pm` begins in the evening, `10 - 2 pm` in the morning: the half of the day that gives the shorter range. */
export function beforeEnd(start: Clock, end: Clock): Clock {
  if (start.half !== null || end.half === null || start.hour > NOON) return start;
  const [same, other] = end.half === 'pm' ? (['pm', 'am'] as const) : (['am', 'pm'] as const);
  const isBefore = (start.hour % NOON) * 60 + start.minute < (end.hour % NOON) * 60 + end.minute;
  return { ...start, half: isBefore ? same : other };
}
