import { parseWrittenDate, type WrittenDate } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const figures = (text: string, sign: string) => text.split(sign).map(Number);
function at(date: string, clock?: string): WrittenDate {
  const [year = 0, month = 0, day = 0] = figures(date, '-');
  const [hour = 0, minute = 0] = figures(clock ?? '', ':');
  return { year, month, day, time: clock === undefined ? null : { hour, minute } };
}
const EVENING = at('2026-04-18', '18:00');
const DAY = at('2026-04-18');
const MONTHS = [
  ['Januar', 'Jan.'],
  ['Februar', 'Feb.'],
  ['März', 'Mär.'],
  ['April', 'Apr.'],
  ['Mai', 'Mai'],
  ['Juni', 'Jun.'],
  ['Juli', 'Jul.'],
  ['August', 'Aug.'],
  ['September', 'Sept.'],
  ['Oktober', 'Okt.'],
  ['November', 'Nov.'],
  ['Dezember', 'Dez.'],
] as const;

describe('orders#event-start · event start in ISO or German notation', () => {
  const readable: Readonly<Record<string, WrittenDate>> = {
    '2026-04-18 18:00:00': EVENING,
    '2026-04-18T18:00': EVENING,
    '2026-04-18 18:00:00.000000': EVENING,
    '2026-4-18 8:05': at('2026-04-18', '08:05'),
    '2026-04-18': DAY,
    '2026-04-18 00:00:00': at('2026-04-18', '00:00'),
    '18.04.2026 18:00': EVENING,
    '18.4.2026, 18:00 Uhr': EVENING,
    '18. 04. 2026 18.00 Uhr': EVENING,
    '18.04.2026': DAY,
    '18.04.2026 um 18:00 Uhr': EVENING,
    '18.04.2026, 18 Uhr': EVENING,
    'Sa 18.04.2026 8 Uhr': at('2026-04-18', '08:00'),
    'Sa., 18. April 2026, 18:00 Uhr': EVENING,
    'Samstag, 18. April 2026 um 18:00': EVENING,
    '18. April 2026': DAY,
    '18. Apr. 2026 18:00': EVENING,
    '18. APRIL 2026 18:00': EVENING,
    '1. MÄRZ 2026': at('2026-03-01'),
    '1. Mrz. 2026': at('2026-03-01'),
    '1. Maerz 2026': at('2026-03-01'),
    '1. Ma\u0308rz 2026': at('2026-03-01'),
    '  18.04.2026\u00a0\n 18:00  ': EVENING,
  };
  for (const [text, clock] of Object.entries(readable))
    it(`reads “${text.trim()}”`, () => expect(parseWrittenDate(text)).toEqual(clock));

  for (const [i, names] of MONTHS.entries())
    for (const name of names)
      it(`reads the month ${name}`, () => {
        const month = String(i + 1).padStart(2, '0');
        expect(parseWrittenDate(`5. ${name} 2026 18:00`)).toEqual(at(`2026-${month}-05`, '18:00'));
      });

  const unreadable = [
    '',
    'nach Vereinbarung',
    '04/18/2026 6:00 PM',
    '18.04.26 18:00',
    '18. Ap 2026',
    '18. Mä 2026',
    '18. Foobar 2026',
    '18. Aprilo 2026',
    '18.04.2026 18',
    '18.04.2026 - 20.04.2026',
    '18.04.2026 18:00 - 21:00 Uhr',
    '2026-04-18T18:00:00Z',
    '2026-04-18T18:00:00+02:00',
    'am 18.04.2026 und am 19.04.2026',
    '18.04.20266',
    '118.04.2026',
  ];
  for (const text of unreadable)
    it(`does not guess at “${text}”`, () => expect(parseWrittenDate(text)).toBeUndefined());

  const anyClock = fc
    .record({
      day: fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    })
    .map(({ day, hour, minute }) => {
      const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      return { date: day.toISOString().slice(0, 10), time };
    });
  const WEEKDAYS = ['So., ', 'Mo ', 'Dienstag, ', ''] as const;

  it('reads back whatever it is printed as', () => {
    fc.assert(
      fc.property(anyClock, fc.constantFrom(...WEEKDAYS), fc.constantFrom(' Uhr', ''), (clock, weekday, uhr) => {
        const [year, month, day] = clock.date.split('-').map(Number) as [number, number, number];
        const [long, short] = MONTHS[month - 1] ?? ['', ''];
        const printed = [
          `${clock.date} ${clock.time}:00`,
          `${clock.date}T${clock.time}${uhr}`,
          `${weekday}${day}.${month}.${year} ${clock.time}${uhr}`,
          `${weekday}${day}. ${long} ${year}, ${clock.time}${uhr}`,
          `${weekday}${day}. ${short} ${year} um ${clock.time.replace(':', '.')}${uhr}`,
        ];
        for (const text of printed) expect(parseWrittenDate(text)).toEqual(at(clock.date, clock.time));
      }),
      { numRuns: 500 },
    );
  });

  it('reads anything without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = parseWrittenDate(text);
        if (written !== undefined)
          expect([written.year, written.month, written.day].every(Number.isInteger)).toBe(true);
      }),
    );
  });
});
