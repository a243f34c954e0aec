import { type DateTextReading, readDateText, readDayText, readTimeText, wallClockAt } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import CASES from '../cases/dates.json' with { type: 'json' };
import { twoDays, writtenDate, writtenInstant, writtenRange } from './written-dates.ts';

const BERLIN = 'Europe/Berlin';

/** `2027-01-25 18:00`; `2027-01-25` without a time; with `!` when the weekday contradicts. */
function said(text: string, timeZone = BERLIN): string {
  const reading = readDateText(text, timeZone);
  return reading === 'unreadable' ? reading : shown(reading);
}

function shown({ day, time, weekdayContradicts }: DateTextReading): string {
  return `${day}${time === null ? '' : ` ${time}`}${weekdayContradicts ? ' !' : ''}`;
}

describe('orders#date-notations · small inputs that once failed', () => {
  for (const { text, date, time, flag } of CASES as readonly {
    text: string;
    date?: string;
    time?: string | null;
    flag?: string;
  }[])
    it(text, () =>
      expect(readDateText(text, BERLIN)).toEqual(
        date === undefined ? 'unreadable' : { day: date, time, weekdayContradicts: flag === 'weekday_contradicts' },
      ),
    );
});

const EVENING = '2027-01-25 18:00';
const DAY = '2027-01-25';

describe('orders#date-notations · text with one meaning is read', () => {
  const readable: Readonly<Record<string, readonly string[]>> = {
    [EVENING]: [
      '2027-01-25 18:00:00',
      '2027-01-25T18:00',
      '2027-01-25 18:00:00.000000',
      '2027/01/25 18:00',
      '2027.01.25 18:00',
      '2027-1-25 18:00',
      '25.01.2027 18:00',
      '25.1.2027, 18:00 Uhr',
      '25. 01. 2027 18.00 Uhr',
      '25.01 2027 18 Uhr',
      '25.1.27 18Uhr',
      "25.01.'27, 18:00",
      '25. 1. 27, 18 Uhr',
      'Mo 25.01.2027 18 Uhr',
      'Mo., den 25.01.2027 / 18:00',
      'Montag, 25. Januar 2027 um 18:00',
      'Montag den 25 Januar 2027 - 18 Uhr',
      '25.01.2027 | 18:00',
      '25.01.2027 @ 18:00',
      '25.01.2027: 18:00',
      '25.01.2027; 18:00 Uhr.',
      '25. JAN. 2027 18h',
      '25. Jänner 2027, 18:00',
      '25. Ja\u0308nner 2027, 18:00',
      '25 Jaenner 2027 18.00',
      '25.01.2027 1800 Uhr',
      '25.01.2027 18⁰⁰ Uhr',
      '25.01.2027 6 Uhr abends',
      '25.01.2027 ca. 18 Uhr',
      'Termin: 25.01.2027, Uhrzeit: 18:00 Uhr',
      '18:00 Uhr, Montag, 25. Januar 2027',
      'Monday, January 25th, 2027 at 6:00 PM',
      'Mon 25 Jan 2027, 6pm',
      'the 25th of January 2027, 6 p.m.',
      '6:00 pm on Jan 25, 2027',
      '25-Jan-2027 18:00',
      '25/01/2027 18:00',
      '25-01-2027 18:00',
      '01/25/2027 6:00 PM',
      'Mon, 25 Jan 2027 18:00:00 +0100',
      'Mon Jan 25 2027 18:00:00 GMT+0100 (Central European Standard Time)',
      '20270125T170000Z',
      '2027-01-25T18:00:00.000+01:00',
      '2027-01-25T12:00:00-05:00',
      '2027-01-25 17:00:00+00',
      '25.01.2027 18:00 MEZ',
      '25.01.2027 17:00 (UTC)',
      '25.01.2027 (18:00 Uhr)',
      '25.01.2027 (Montag) 18:00',
      '25.01.2027 18:00 (25.01.2027)',
      '25.01.2027 18:00 [ausgebucht',
      '25.01.2027 (18 - 21 Uhr, noch 3 Plätze)',
      '25.01.2027, Einlass 17:30, Beginn: 18 Uhr',
      '\ufeff25.\u200301.2027\u00a0\n18\u200b:00\u2028',
      '\u200f2\u00ad5.01.2027\u202c 18:00',
      '２５.０１.２０２７ １８:００',
      '25.01.&#039;27&nbsp;18&ndash;21 Uhr',
      '<p>25.01.2027<br/>18:00 <b>Uhr</b></p>',
    ],
    [DAY]: [
      '2027-01-25',
      '20270125',
      '25.01.2027.',
      '25-JANUAR-27',
      'ab 25.01.2027',
      '25.01.2027 bis 21 Uhr',
      '25.01.2027 (3h)',
      '25.01.2027 18:00'.slice(0, 10),
    ],
    '2027-03-03': ['03/03/2027', '03-03-2027', '3. März 2027', '3. Mrz. 27', '3 Maerz 2027', 'March 3rd 2027'],
    '2027-01-26 00:30': ['2027-01-25T23:30:00Z', '2027-01-25T18:30:00-05:00'],
    '2028-02-29': ['29.02.2028'],
    '2027-01-25 21:21': ['2027-01-25T21:21:00+01:00', '2027-01-25T21:21', '2027-01-25T12:21-08:00', '2027-01-25 21:21'],
    '2027-01-25 12:00': [
      '25.01.2027 12 Uhr mittags',
      '25.01.2027, noon',
      '12 noon, January 25, 2027',
      'Jan 25 2027 12pm',
    ],
    '2027-01-25 00:00': [
      '25.01.2027 0 Uhr',
      'Jan 25 2027 12 a.m.',
      'Jan 25, 2027 12:00 AM',
      '12:00 AM, January 25, 2027',
      'Jan 25, 2027 12:00 AM - 2:00 AM',
      'Jan 25, 2027 12:00 AM (Monday)',
    ],
    '2027-01-25 18:30': ['25.01.2027 18 Uhr 30', '25.01.2027 18h30', '25.01.2027, 6.30 pm'],
  };
  for (const [reading, texts] of Object.entries(readable))
    for (const text of texts) it(`“${text}”`, () => expect(said(text)).toBe(reading));
});

describe('orders#date-notations · the start of a range counts', () => {
  const ranges: Readonly<Record<string, readonly string[]>> = {
    [EVENING]: [
      '25.01.2027 18:00 - 21:00 Uhr',
      '25.01.2027 18.00–21.00 Uhr',
      '25.01.2027, 18 bis 21 Uhr',
      '25.01.2027 18-21',
      '25.01.2027 von 18 bis ca. 21',
      '25.01.2027 - 18:00 - 24:00 Uhr',
      '25.01.2027 18:00 - 02:00',
      '25.01.2027 ab 18',
      '25.01.2027 18:00 -',
      '25.01.2027 18:00 – open end',
      '25.01.2027, 18:00 Uhr, Ende offen',
      '25.01.2027, 18:00 Uhr, Ende 21:00 Uhr',
      '25 January 2027, 6–9 pm',
      'Jan 25 2027 from 6:00 until 9:00 p.m.',
      '25.01.2027 18:00 - 26.01.2027 01:00',
      '25.01.2027, 18:00 Uhr bis 26.01., 1:00 Uhr',
      '25.01. 18:00 - 27.01.2027 16:00',
      '25.-27.01.2027, 18-21 Uhr',
      '2027-01-25T18:00 - 2027-01-25T21:00',
      '2027-01-25T17:00:00Z/2027-01-25T20:00:00Z',
      '2027-01-25 18:00-21:00',
    ],
    [DAY]: [
      '25. - 27.01.2027',
      '25.-27. Januar 2027',
      '25-27.01.2027',
      '25.01. bis 27.01.2027',
      '25.01.2027 - 27.01.',
      '25.01.27–27.01.27',
      'vom 25. bis zum 27. Januar 2027',
      'January 25-27, 2027',
      'January 25 - February 2, 2027',
      '25 Jan to 2 Feb 2027',
      '2027-01-25 - 2027-01-27',
      'Mo., 25.01. - Mi., 27.01.2027',
      'Mo.-Mi., 25.-27.01.2027',
      '25.01.2027 - 02.01.2028',
    ],
    '2026-12-30': ['30.12. - 02.01.2027', '30. Dezember 2026 bis 2. Januar', '30.12.2026-02.01.'],
    '2027-01-25 10:00': ['January 25, 2027, 10-2 pm', '25.01.2027 10:00 - 2:00 PM'],
  };
  for (const [reading, texts] of Object.entries(ranges))
    for (const text of texts) it(`“${text}”`, () => expect(said(text)).toBe(reading));
});

describe('orders#date-notations · text with no meaning, or two, is not guessed', () => {
  const unreadable: Readonly<Record<string, readonly string[]>> = {
    'no date': ['', '(', '18:00', 'Montag', 'nach Absprache mit Frau Muster', 'Januar 2027', '2027', '25,01,2027'],
    'no year': ['Mo 25.1.', '25. Januar, 18 Uhr', '25.01. 18.00 Uhr', '25. 01. 18.00 Uhr', 'January 25 at 6 pm'],
    'a year or an hour': ['25. Januar 18 - 20 Uhr', '25.1.18 - 20 Uhr', 'January 25, 18:00 Uhr'],
    'either of two days': ['03/04/2026', '3-4-2027', '27-01-25', '04/03/27 18:00', '12:00 am 25.01.2027'],
    'either a day or a time': ['20.10.2027 - 22.10'],
    'either of two instants': ['2027-01-25 18:00:00-05:00'],
    'two days': [
      'am 18.04.2026 und am 19.04.2026',
      '25. und 26.01.2027',
      '25.01.2027, 01.02.2027',
      '25.01.2027 / 26.01.2027',
      '23./24.01.2027',
      '25.01.2027 18:00 (verschoben auf 01.02.2027)',
      '25.01.2027 (neu: 1. Februar)',
    ],
    'two times': [
      '25.01.2027 18:00 und 20:00',
      '25.01.2027 18:00, 20:00',
      '25.01.2027 18:00 (19:00)',
      '25.01.2027 18:00/20:00',
    ],
    'no such day': [
      '30.02.2027',
      '29.02.2027',
      '31.04.2027',
      '2027-13-01',
      '0.1.2027',
      '25.00.2027',
      '25.01.2027 - 31.02.2027',
    ],
    'no such time': [
      '25.01.2027 25:00',
      '25.01.2027 24:00',
      '25.01.2027 18:60',
      '25.01.2027 18 Uhr 75',
      'Jan 25 2027 13 am',
    ],
    mistyped: ['25.01.20277', '125.01.2027', '25.01.202', '25.01.2270', '25.01.0027', '25..01.2027', '25.01.2027)'],
    'ends before it begins': ['27.01.2027 - 25.01.2027', '27.-25.01.2027', '27.01. - 25.01.2027'],
    'only an end': ['bis 25.01.2027'],
    'a figure of something': ['25.01.2027 18', '25.01.2027 3h', '25.01.2027 2 Plätze'],
    'words cut too short': ['18. Ap 2026', '18. Ju 2026', '18. Ma 2026', '18. Aprilo 2026'],
    'negated or conditional': ['nicht 25.01.2027', '25.01.2027 entfällt', 'vor 25.01.2027'],
  };
  for (const [why, texts] of Object.entries(unreadable))
    for (const text of texts) it(`${why}: “${text}”`, () => expect(said(text)).toBe('unreadable'));

  it('a text longer than any date', () => {
    expect(said(`25.01.2027 (${'x'.repeat(300)})`)).toBe('unreadable');
    expect(said('am '.repeat(80))).toBe('unreadable');
  });
});

describe('orders#weekday-contradicts: a wrong weekday', () => {
  const texts: Readonly<Record<string, string>> = {
    'So., 25.01.2027 18:00': '2027-01-25 18:00 !',
    '25.01.2027 (Dienstag)': '2027-01-25 !',
    'Sunday, January 25, 2027': '2027-01-25 !',
    'Mo, 25.01. - Di, 27.01.2027': '2027-01-25 !',
    'Mo, 25.01. - Mi, 27.01.2027': '2027-01-25',
    // The weekday of the written day, not of that day here.
    'Mon, 25 Jan 2027 23:30:00 +0000': '2027-01-26 00:30',
  };
  for (const [text, reading] of Object.entries(texts))
    it(`“${text}” keeps the date`, () => expect(said(text)).toBe(reading));
});

it('orders#date-notations · only a text with a zone is converted to local time in TIME_ZONE', () => {
  expect(said('2027-07-25T17:00:00Z', 'Europe/London')).toBe('2027-07-25 18:00');
  expect(said('2027-07-25T17:00:00Z', 'America/New_York')).toBe('2027-07-25 13:00');
  expect(said('25.07.2027 17:00', 'America/New_York')).toBe('2027-07-25 17:00');
});

it('orders#date-notations · a day typed into a form is only a day', () => {
  expect(readDayText('25.01.2027')).toBe(DAY);
  expect(readDayText(' 2027-01-25 ')).toBe(DAY);
  expect(readDayText('25.1.27')).toBe(DAY);
  for (const text of ['', '31.02.2027', '25.01.2027 18:00', 'So., 25.01.2027', '03/04/2027', '9999-12-31'])
    expect(readDayText(text)).toBeUndefined();
});

it('orders#date-notations · a text that is only a time', () => {
  for (const text of [
    '18:00',
    '18:00 Uhr',
    'ab 18 Uhr',
    '18.00 – 21.00 Uhr',
    '6:00 PM',
    '18-21',
    'um 18',
    '18h',
    '(18:00)',
  ])
    expect(readTimeText(text), text).toBe('18:00');
  for (const text of ['', '25:00', '24:00', '18', 'abends', '25.01.2027 18:00', 'Montag 18:00', '18:00 oder 20:00'])
    expect(readTimeText(text), text).toBeUndefined();
});

describe('orders#date-notations · generated', () => {
  it('reads every format, as the day that was written and no other', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: writtenDate }, writtenRange), ({ text, day, time }) => {
        expect(readDateText(text, BERLIN)).toEqual({ day, time, weekdayContradicts: false });
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads every instant with a zone, as local time', () => {
    fc.assert(
      fc.property(writtenInstant, fc.constantFrom(BERLIN, 'UTC', 'America/New_York'), ({ text, instant }, zone) => {
        const { date, time } = wallClockAt(instant, zone);
        expect(readDateText(text, zone)).toEqual({ day: date, time, weekdayContradicts: false });
      }),
      { numRuns: 500 },
    );
  });

  it('reads no text that names two days', () => {
    fc.assert(
      fc.property(twoDays, (text) => {
        expect(readDateText(text, BERLIN)).toBe('unreadable');
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, and never reads a day that does not exist', () => {
    const pieces = fc.constantFrom(
      ...[
        '25',
        '1',
        '2027',
        '18:00',
        '.',
        ',',
        ' ',
        '-',
        '/',
        '(',
        ')',
        'Uhr',
        'bis',
        'Januar',
        'Mo',
        'am',
        'pm',
        'T',
        'Z',
        '+01:00',
        'um',
        'Ende',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const reading = readDateText(written, BERLIN);
        if (reading === 'unreadable') return;
        expect(new Date(reading.day).toISOString().slice(0, 10)).toBe(reading.day);
        expect(reading.time ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
      { numRuns: 500 },
    );
  });
});
