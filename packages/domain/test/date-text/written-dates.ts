import fc from 'fast-check';

/** A day and a time, written in one of the ways that people use. */
export interface WrittenDate {
  readonly text: string;
  readonly day: string;
  /** Null when the text names only the day. */
  readonly time: string | null;
}

const GERMAN = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];
const GERMAN_SHORT = ['Jän', 'Feb', 'Mrz', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sept', 'Okt', 'Nov', 'Dez'];
const AUSTRIAN = ['Jänner', 'Feber', 'Maerz', ...GERMAN.slice(3)];
const ENGLISH = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ENGLISH_SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = [
  ['So', 'So.', 'Sonntag', 'Sun', 'Sunday'],
  ['Mo', 'Mo.', 'Montag', 'Mon', 'Monday'],
  ['Di', 'Di.', 'Dienstag', 'Tue', 'Tuesday'],
  ['Mi', 'Mi.', 'Mittwoch', 'Wed', 'Wednesday'],
  ['Do', 'Do.', 'Donnerstag', 'Thu', 'Thursday'],
  ['Fr', 'Fr.', 'Freitag', 'Fri', 'Friday'],
  ['Sa', 'Sa.', 'Sonnabend', 'Sat', 'Saturday'],
];

const two = (figure: number): string => String(figure).padStart(2, '0');
const ordinal = (d: number): string => {
  const tail = d % 10 === 1 ? 'st' : d % 10 === 2 ? 'nd' : d % 10 === 3 ? 'rd' : 'th';
  return `${d}${d >= 11 && d <= 13 ? 'th' : tail}`;
};

const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000));

/** Before it, the last number of `6.11.11 - 18:00` may be an hour. */
const FIRST_SHORT_YEAR = 2024;

/** Every format of a day with its year. */
function dayNotations(date: Date): readonly string[] {
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const yy = two(y % 100);
  const names = [GERMAN, GERMAN_SHORT, AUSTRIAN].map((list) => list[m - 1] ?? '');
  const english = [ENGLISH, ENGLISH_SHORT].map((list) => list[m - 1] ?? '');
  const slashed = d > 12 || d === m ? [`${d}/${m}/${y}`, `${two(d)}-${two(m)}-${y}`, `${m}/${d}/${y}`] : [];
  return [
    `${y}-${two(m)}-${two(d)}`,
    `${y}/${m}/${d}`,
    `${two(d)}.${two(m)}.${y}`,
    `${d}.${m}.${y}`,
    `${d}. ${m}. ${y}`,
    ...(y < FIRST_SHORT_YEAR
      ? []
      : [
          `${d}.${m}.${yy}`,
          `${two(d)}.${two(m)}.'${yy}`,
          `${d}. ${GERMAN[m - 1]} ’${yy}`,
          `${d} ${ENGLISH[m - 1]} ${yy}`,
        ]),
    ...slashed,
    ...names.flatMap((name) => [`${d}. ${name} ${y}`, `${d} ${name}. ${y}`, `${d}.${name.toUpperCase()} ${y}`]),
    ...english.flatMap((name) => [
      `${name} ${d}, ${y}`,
      `${name} ${ordinal(d)} ${y}`,
      `the ${ordinal(d)} of ${name} ${y}`,
      `${d}-${name}-${y}`,
    ]),
  ];
}

const aDay = anyDay.chain((date) =>
  fc.record({
    date: fc.constant(date),
    weekday: fc.constantFrom(
      '',
      ...(WEEKDAYS[date.getUTCDay()] ?? []).flatMap((name) => [`${name} `, `${name}, `, `${name}, den `]),
    ),
    written: fc.constantFrom(...dayNotations(date)),
  }),
);

const aTime = fc
  .record({ h: fc.integer({ min: 7, max: 23 }), m: fc.constantFrom(0, 0, 15, 30, 45) })
  .chain(({ h, m }) => {
    const half = `${h % 12 === 0 ? 12 : h % 12}:${two(m)}`;
    const later = `${Math.min(h + 1, 24)}`;
    const written = [
      `${two(h)}:${two(m)}`,
      `${h}:${two(m)} Uhr`,
      `${two(h)}.${two(m)} Uhr`,
      `${two(h)}:${two(m)}:00`,
      `${half} ${h < 12 ? 'AM' : 'PM'}`,
      `${half} ${h < 12 ? 'a.m.' : 'p.m.'}`,
      `${h}:${two(m)} - ${later}:59 Uhr`.replace('24:59', '24:00'),
      `${h}:${two(m)}–${later} Uhr`,
      `von ${h}:${two(m)} bis ${later}:00 Uhr`,
      `ab ${h}:${two(m)} Uhr`,
      `${h}:${two(m)} Uhr - open end`,
      ...(m === 0
        ? [`${h} Uhr`, `${h} Uhr bis ca. ${later} Uhr`, `ab ${h} Uhr`, `${two(h)}-${later} Uhr`]
        : [`${h} Uhr ${two(m)}`, `${h}h${two(m)}`]),
    ];
    return fc.constantFrom(...written).map((text) => ({ text, time: `${two(h)}:${two(m)}` }));
  });

const separator = fc.constantFrom(' ', ', ', ' - ', ' – ', ' — ', ' | ', ' / ', ' @ ', ' um ', ', at ', '\n', '\u00a0');
const remark = fc.constantFrom(
  '',
  '',
  ' (Kochschule am Fluss)',
  ' (noch 2 Plätze)',
  ' [ausgebucht]',
  ' (Kurs 17)',
  ' (nur für Anfänger, max. 12)',
);
const invisible = fc.constantFrom('\u200b', '\u00ad', '\ufeff', '\u200f', '\u2066', '');

/** A text that names one day, perhaps with a time, and has no other meaning. */
export const writtenDate: fc.Arbitrary<WrittenDate> = fc
  .record({ day: aDay, time: fc.option(aTime), separator, remark, invisible, at: fc.nat({ max: 200 }) })
  .map(({ day, time, separator: between, remark: note, invisible: hidden, at }) => {
    const visible = `${day.weekday}${day.written}${time === null ? '' : between + time.text}${note}`;
    const cut = at % (visible.length + 1);
    return {
      text: visible.slice(0, cut) + hidden + visible.slice(cut),
      day: day.date.toISOString().slice(0, 10),
      time: time?.time ?? null,
    };
  });

/** An instant as programs write it: ISO with `T` or a blank, with or without seconds, `Z` or an offset. */
export const writtenInstant: fc.Arbitrary<{ readonly text: string; readonly instant: number }> = fc
  .record({
    minute: fc.integer({ min: Date.UTC(2000, 0, 2) / 60_000, max: Date.UTC(2099, 11, 30) / 60_000 }),
    offset: fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15),
    zulu: fc.boolean(),
    seconds: fc.constantFrom('', ':00', ':59', ':00.000', ':00.000000'),
    between: fc.constantFrom('T', 't', ' '),
    colon: fc.constantFrom(':', ''),
    blank: fc.constantFrom('', ' '),
  })
  .map(({ minute, offset, zulu, seconds, between, colon, blank }) => {
    const instant = minute * 60_000;
    // In a text for people a minus means a range; directly after seconds, or after ISO's `T`, it means a zone.
    const minutes = zulu ? 0 : between === ' ' ? Math.abs(offset) : offset;
    const local = new Date(instant + minutes * 60_000).toISOString();
    const size = Math.abs(minutes);
    const zone = zulu ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
    const gap = between === ' ' ? blank : '';
    return { text: `${local.slice(0, 10)}${between}${local.slice(11, 16)}${seconds}${gap}${zone}`, instant };
  });

/** A range of days, whose start counts. */
export const writtenRange: fc.Arbitrary<WrittenDate> = fc
  .record({
    start: anyDay,
    days: fc.integer({ min: 1, max: 20 }),
    time: fc.option(aTime),
    between: fc.constantFrom('-', ' - ', ' – ', ' bis '),
  })
  .chain(({ start, days, time, between }) => {
    const end = new Date(start.getTime() + days * 86_400_000);
    const [y, m, d] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
    const sameMonth = end.getUTCMonth() === m;
    const last = `${end.getUTCDate()}.${end.getUTCMonth() + 1}.${end.getUTCFullYear()}`;
    const lastNamed = `${end.getUTCDate()}. ${GERMAN[end.getUTCMonth()]} ${end.getUTCFullYear()}`;
    const texts = [
      `${d}.${m + 1}.${y}${between}${last}`,
      `${d}.${m + 1}.${between}${last}`,
      `${d}. ${GERMAN[m]}${between}${lastNamed}`,
      ...(sameMonth
        ? [
            `${d}.${between}${last}`,
            `${d}.${between}${lastNamed}`,
            `${ENGLISH[m]} ${d}${between}${end.getUTCDate()}, ${y}`,
          ]
        : []),
    ];
    return fc.constantFrom(...texts).map((text) => ({
      text: time === null ? text : `${text}, ${time.text}`,
      day: start.toISOString().slice(0, 10),
      time: time?.time ?? null,
    }));
  });

/** A text that names two days, or whose numbers may be either of two. */
export const twoDays: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(aDay, aDay, fc.constantFrom(' oder ', ' und ', ', ', ' / ', ' or ', ' & ', ' (verschoben auf ', ' ; '))
    .filter(([a, b]) => a.date.getTime() !== b.date.getTime())
    .map(([a, b, between]) => `${a.written}${between}${b.written}${between.includes('(') ? ')' : ''}`),
  fc
    .tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('/', '-'),
      fc.constantFrom('', ' 18:00'),
    )
    .filter(([a, b]) => a !== b)
    .map(([a, b, between, time]) => `${two(a)}${between}${two(b)}${between}2027${time}`),
);
