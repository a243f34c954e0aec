import { type EventStart, judgeAnswer, questionOf, shownOf } from '@miomente/booking-domain';
import { aPendingBooking, someDetails } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const BERLIN = 'Europe/Berlin';
const on = (eventStart: EventStart | null, participants = 2) => ({
  ...aPendingBooking(),
  details: { ...someDetails(), eventStart, participants },
});
const seventh = on(Date.parse('2025-03-07T17:00:00Z'));

describe('links#press-question · what the mail says and the page does not', () => {
  it('is the day of the month; without a date the number of people', () => {
    expect(questionOf(seventh)).toBe('day');
    expect(questionOf(on(null))).toBe('people');
  });

  it.each(['7', '07', ' 7 ', '7.', '07.', '0 7', '\u200b7', '７'])('%j is the seventh', (typed) =>
    expect(judgeAnswer(seventh, typed, BERLIN)).toBe('right'),
  );
  it.each(['8', '17', '77', '70', '0', '31'])('%j is another day', (typed) =>
    expect(judgeAnswer(seventh, typed, BERLIN)).toBe('wrong'),
  );
  it.each(['', ' ', '7.3.', '-7', '+7', '7,0', 'sieben', '7e0', '0x7', '7 oder 8', '.', '7777777'])(
    '%j is no number, and so no guess',
    (typed) => expect(judgeAnswer(seventh, typed, BERLIN)).toBe('unreadable'),
  );

  it('counts the day where the course is, for an instant and for a day without a time', () => {
    const lateInBerlin = Date.parse('2025-03-07T23:30:00Z');
    expect(judgeAnswer(on(lateInBerlin), '8', BERLIN)).toBe('right');
    expect(judgeAnswer(on(lateInBerlin), '7', 'Etc/UTC')).toBe('right');
    const day = { start: Date.parse('2025-03-07T23:00:00Z'), end: Date.parse('2025-03-08T23:00:00Z') };
    expect(judgeAnswer(on(day), '8', BERLIN)).toBe('right');
    expect(judgeAnswer(on(day), '7', BERLIN)).toBe('wrong');
  });

  it('without a date the people count, however many', () => {
    for (const people of [1, 12, 40]) {
      expect(judgeAnswer(on(null, people), `${people}`, BERLIN)).toBe('right');
      expect(judgeAnswer(on(null, people), `${people + 1}`, BERLIN)).toBe('wrong');
    }
  });
});

describe('links#press-mark · what a page showed', () => {
  it('is another as soon as the date or the people are', () => {
    const day = { start: Date.parse('2025-03-06T23:00:00Z'), end: Date.parse('2025-03-07T23:00:00Z') };
    const all = [seventh, on(day), on(day.start), on(null), on(null, 3), on(Date.parse('2025-03-07T17:01:00Z'))];
    expect(new Set(all.map(shownOf)).size).toBe(all.length);
    expect(shownOf(on(day))).toBe(shownOf(on({ ...day })));
  });
});
