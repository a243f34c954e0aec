import {
  asCustomerNumber,
  type CalendarEntry,
  dayBounds,
  type EventStart,
  type Instant,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { writeCalendar } from '../../src/calendar/write-calendar.ts';
import { readByIcalJs, readByNodeIcal } from './read-back.ts';

const SETTING = {
  partner: { customerNumber: asCustomerNumber('P-100'), language: 'de' },
  revision: { number: 3, at: Date.parse('2025-03-01T11:00:00Z') },
  timeZone: 'Europe/Berlin',
  publicUrl: 'https://booking.example.org',
} as const;
const at = (iso: string): Instant => Date.parse(iso);

function entry(over: Partial<CalendarEntry> = {}, eventStart: EventStart = at('2025-03-13T17:00:00Z')): CalendarEntry {
  return {
    courseDate: { course: 7, eventStart },
    courseName: 'Sushi-Kurs für Anfänger',
    confirmedPeople: 11,
    pendingPeople: 7,
    changedAt: at('2025-03-01T10:00:00Z'),
    ...over,
  };
}
const written = (...entries: readonly CalendarEntry[]) => writeCalendar(entries, SETTING);

/** What both readers agree on. */
function readBack(text: string) {
  const read = readByIcalJs(text);
  expect(readByNodeIcal(text)).toEqual(read);
  return read;
}

describe('portal#calendar: written by one library, read by two others', () => {
  it('a course date with its sums in the title', () => {
    expect(readBack(written(entry()))).toEqual([
      {
        uid: expect.stringMatching(/^[0-9a-f]{32}@booking\.example\.org$/),
        summary: 'Sushi-Kurs für Anfänger: 11 Personen, 7 Personen offen',
        status: 'CONFIRMED',
        start: '2025-03-13T17:00:00.000Z',
        allDay: false,
        sequence: 3,
        stamp: '2025-03-01T11:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['TENTATIVE', 0, 1, 'Sushi-Kurs für Anfänger: 1 Person offen', 'OPAQUE'],
    ['CONFIRMED', 1, 0, 'Sushi-Kurs für Anfänger: 1 Person', 'OPAQUE'],
    ['CANCELLED', 0, 0, 'Sushi-Kurs für Anfänger: niemand kommt', 'TRANSPARENT'],
  ])('%s', (status, confirmedPeople, pendingPeople, summary, transparency) => {
    const text = written(entry({ confirmedPeople, pendingPeople }));
    expect(readBack(text)).toMatchObject([{ status, summary }]);
    // Nobody is busy while a cancelled course would have been.
    expect(text).toContain(`\r\nTRANSP:${transparency}\r\n`);
  });

  it('in the partner’s language', () => {
    const text = writeCalendar([entry()], { ...SETTING, partner: { ...SETTING.partner, language: 'en' } });
    expect(readBack(text)).toMatchObject([{ summary: 'Sushi-Kurs für Anfänger: 11 people, 7 people open' }]);
    expect(text).toContain('X-WR-CALNAME:Miomente courses');
  });

  it.each([
    ['in winter', '2025-01-10T18:00:00+01:00', '2025-01-10T17:00:00.000Z'],
    ['in summer', '2025-07-10T18:00:00+02:00', '2025-07-10T16:00:00.000Z'],
    ['in the night the clocks go forward', '2025-03-30T03:30:00+02:00', '2025-03-30T01:30:00.000Z'],
    ['the first time in the hour that comes twice', '2025-10-26T02:30:00+02:00', '2025-10-26T00:30:00.000Z'],
    ['the second time', '2025-10-26T02:30:00+01:00', '2025-10-26T01:30:00.000Z'],
  ])('the instant is right %s', (_, local, utc) => {
    const text = written(entry({}, at(local)));
    expect(readBack(text)).toMatchObject([{ start: utc, allDay: false }]);
    expect(text).not.toContain('TZID');
  });

  it.each(['2025-01-10', '2025-03-30', '2025-10-26', '2025-12-31'])('%s without a time is that day', (day) => {
    const bounds = dayBounds(day, 'Europe/Berlin');
    const text = written(entry({}, bounds ?? expect.fail('No such day.')));
    expect(readBack(text)).toMatchObject([{ start: day, allDay: true }]);
  });

  it('each course date has a UID of its own, the same each time, whatever else changes', () => {
    const uidOf = (of: CalendarEntry) => readBack(written(of))[0]?.uid;
    const uid = uidOf(entry());
    expect(uidOf(entry({ confirmedPeople: 0, courseName: 'Sushi' }))).toBe(uid);
    expect(uidOf(entry({}, at('2025-03-13T18:00:00Z')))).not.toBe(uid);
    expect(uidOf(entry({ courseDate: { course: 8, eventStart: at('2025-03-13T17:00:00Z') } }))).not.toBe(uid);
    const partner = { ...SETTING.partner, customerNumber: asCustomerNumber('P-200') };
    expect(readBack(writeCalendar([entry()], { ...SETTING, partner }))[0]?.uid).not.toBe(uid);
  });

  it('text that iCalendar gives a meaning to, long and foreign text arrive as they are', () => {
    // One of the readers takes an escaped backslash before an n for a line break, so none stands there.
    const courseName = `Käse; Wein, Brot \\ "Ünïcødé" 🍣 ${'lang '.repeat(40)}Ende`;
    const read = readBack(written(entry({ courseName })));
    expect(read.map(({ summary }) => summary)).toEqual([`${courseName}: 11 Personen, 7 Personen offen`]);
    const lines = readBack(written(entry({ courseName: 'Käse\r\nBEGIN:VEVENT\nWein' })));
    expect(lines).toMatchObject([{ summary: 'Käse BEGIN:VEVENT Wein: 11 Personen, 7 Personen offen' }]);
  });

  it('no entry makes a calendar that readers take', () => {
    expect(readBack(written())).toEqual([]);
  });

  it('lines are no longer than 75 octets and end as they must', () => {
    const text = written(entry({ courseName: 'Ü'.repeat(300) }));
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });
});
