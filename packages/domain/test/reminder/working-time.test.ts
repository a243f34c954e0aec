import {
  answerBy,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  type HolidayRegion,
  type Instant,
  instantOf,
  MINUTE_MS,
  nextEscalation,
  nextReminder,
  nextSweepAt,
  readWorkingHours,
  reminderTimes,
  type WorkingTime,
  workingTime,
} from '@miomente/booking-domain';
import { anyInstant, anyPolicy, anyWorkingTime, aPendingBooking, remindedAt } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const FAR = Number.POSITIVE_INFINITY;
const berlin = (date: string, time: string): Instant => instantOf({ date, time }, 'Europe/Berlin') ?? Number.NaN;
/** 6 January 2026, a Tuesday, is a holiday in Bavaria; 1 May is one everywhere. */
const isHoliday = (day: string, region: HolidayRegion): boolean =>
  day.endsWith('-05-01') || (day === '2026-01-06' && region === 'DE-BY');
const during = (hours: string): WorkingTime =>
  workingTime({
    hours: readWorkingHours(hours) ?? [],
    timeZone: 'Europe/Berlin',
    region: 'DE',
    holidays: { isHoliday },
  });
const office = during('Mo-Fr 08:00-18:00');
const WORKING = { ...DEFAULT_POLICY, workingTime: office };

describe('reminders#working-time · how working time passes', () => {
  it.each([
    ['within a day', '2026-03-02', '09:00', 2, '2026-03-02', '11:00'],
    ['to the last minute of a day', '2026-03-02', '09:00', 9, '2026-03-02', '18:00'],
    ['into the next day', '2026-03-02', '17:00', 2, '2026-03-03', '09:00'],
    ['from the night before', '2026-03-02', '03:00', 1, '2026-03-02', '09:00'],
    ['over a weekend', '2026-03-06', '17:00', 2, '2026-03-09', '09:00'],
    ['over a holiday', '2026-04-30', '17:00', 2, '2026-05-04', '09:00'],
    ['two weeks', '2026-03-02', '08:00', 100, '2026-03-13', '18:00'],
  ])('%s', (_, date, time, hours, thenDate, thenTime) => {
    expect(office.after(berlin(date, time), hours * HOUR_MS, null, FAR)).toBe(berlin(thenDate, thenTime));
  });

  it('leaves out the holidays of the partner’s own region', () => {
    const from = berlin('2026-01-05', '17:00');
    expect(office.after(from, 2 * HOUR_MS, 'DE-BE', FAR)).toBe(berlin('2026-01-06', '09:00'));
    expect(office.after(from, 2 * HOUR_MS, 'DE-BY', FAR)).toBe(berlin('2026-01-07', '09:00'));
  });

  it('knows breaks, single days and the end of a day', () => {
    expect(during('Mo-Fr 08:00-12:00,13:00-17:00').after(berlin('2026-03-02', '11:00'), 2 * HOUR_MS, null, FAR)).toBe(
      berlin('2026-03-02', '14:00'),
    );
    expect(during('Mi 09:00-10:00').after(berlin('2026-03-02', '11:00'), 2 * HOUR_MS, null, FAR)).toBe(
      berlin('2026-03-11', '10:00'),
    );
    expect(during('So 20:00-24:00,Mo 00:00-02:00').after(berlin('2026-03-08', '23:00'), 2 * HOUR_MS, null, FAR)).toBe(
      berlin('2026-03-09', '01:00'),
    );
  });

  it('F30 · a span in which clocks change is as long as it really lasts', () => {
    const nights = during('Mo-So 00:00-06:00');
    // Forward on 29 March: from midnight to six there are five hours. Back on 25 October: seven.
    expect(nights.after(berlin('2026-03-29', '00:00'), 6 * HOUR_MS, null, FAR)).toBe(berlin('2026-03-30', '01:00'));
    expect(nights.after(berlin('2026-10-25', '00:00'), 8 * HOUR_MS, null, FAR)).toBe(berlin('2026-10-26', '01:00'));
    // A range within the hour that is skipped begins when it would have, and lasts as long.
    expect(during('So 02:15-02:45').after(berlin('2026-03-29', '00:00'), 1, null, FAR)).toBe(
      berlin('2026-03-29', '03:15') + 1,
    );
  });

  it('no time passes at once, and a bound in elapsed time holds', () => {
    const night = berlin('2026-03-02', '03:00');
    expect(office.after(night, 0, null, FAR)).toBe(night);
    expect(office.after(night, HOUR_MS, null, night + 2 * HOUR_MS)).toBe(night + 2 * HOUR_MS);
    expect(office.after(night, 9 * HOUR_MS, null, berlin('2026-03-02', '12:00'))).toBe(berlin('2026-03-02', '12:00'));
  });

  it('every start and duration: never sooner than in elapsed time, later starts never end sooner, parts add up', () => {
    fc.assert(
      fc.property(
        anyWorkingTime(),
        anyInstant(),
        fc.integer({ min: 0, max: 3 * DAY_MS }),
        fc.integer({ min: 1, max: 60 * HOUR_MS }),
        fc.integer({ min: 1, max: 60 * HOUR_MS }),
        (working, from, later, first, second) => {
          const end = working.after(from, first, null, FAR);
          expect(end).toBeGreaterThanOrEqual(from + first);
          expect(working.after(from + later, first, null, FAR)).toBeGreaterThanOrEqual(end);
          expect(working.after(end, second, null, FAR)).toBe(working.after(from, first + second, null, FAR));
        },
      ),
    );
  });
});

describe('reminders#working-time · reminders and escalation', () => {
  const friday = berlin('2026-03-06', '17:00');
  const eventStart = friday + 30 * DAY_MS;
  const asked = { details: { eventStart }, clockStartedAt: friday, announcedAt: friday };

  it('24 and 48 hours of work after a Friday evening are Wednesday and the Monday after', () => {
    expect(reminderTimes(WORKING, friday, eventStart)).toEqual({
      first: berlin('2026-03-11', '11:00'),
      second: berlin('2026-03-13', '15:00'),
    });
  });

  it('the time to answer the second reminder counts too', () => {
    const policy = { ...WORKING, escalationDelayMs: 4 * HOUR_MS };
    const booking = aPendingBooking({ ...asked, ...remindedAt(2, berlin('2026-03-13', '15:00')) });
    expect(answerBy(policy, booking)).toBe(berlin('2026-03-16', '09:00'));
    expect(nextEscalation(policy, booking)?.dueAt).toBe(berlin('2026-03-16', '09:00'));
    expect(nextSweepAt(policy, booking)).toBe(berlin('2026-03-16', '09:00'));
  });

  it('the bounds by the event are elapsed time: a third, two thirds and two hours before', () => {
    const soon = friday + 60 * HOUR_MS;
    expect(reminderTimes(WORKING, friday, soon)).toEqual({
      first: friday + 20 * HOUR_MS,
      second: friday + 40 * HOUR_MS,
    });
    const policy = { ...WORKING, escalationDelayMs: 12 * HOUR_MS };
    expect(answerBy(policy, aPendingBooking({ ...asked, details: { eventStart: soon } }))).toBe(soon - 2 * HOUR_MS);
  });

  it('a mail that was late moves the next one by hours of work, and reminders never follow within minutes', () => {
    const late = berlin('2026-03-09', '09:00');
    const asking = { step: 0, mail: 'sent', sentAt: late } as const;
    expect(nextReminder(WORKING, aPendingBooking({ ...asked, asking }))).toMatchObject({
      step: 1,
      dueAt: berlin('2026-03-11', '13:00'),
    });
    // Both due times by the event fall on a weekend, without an hour of work between them.
    const soon = { ...asked, details: { eventStart: friday + 60 * HOUR_MS } };
    const saturday = friday + 22 * HOUR_MS;
    expect(nextReminder(WORKING, aPendingBooking({ ...soon, ...remindedAt(1, saturday) }))).toMatchObject({
      step: 2,
      dueAt: saturday + 20 * HOUR_MS,
    });
  });

  it('without a date the hours count alone', () => {
    expect(reminderTimes(WORKING, friday, null).second).toBe(berlin('2026-03-13', '15:00'));
  });

  it('every configuration: a later clock start never gives an earlier deadline, nor one past the event’s bound', () => {
    fc.assert(
      fc.property(
        anyPolicy(),
        anyInstant(),
        fc.integer({ min: 0, max: 20 * DAY_MS }),
        fc.integer({ min: 0, max: 5 * DAY_MS }),
        (policy, start, lead, later) => {
          const deadline = (clockStartedAt: Instant): Instant => {
            const asking = { step: 0, mail: 'sent', sentAt: clockStartedAt } as const;
            const details = { eventStart: start + lead };
            const by = answerBy(
              policy,
              aPendingBooking({ details, clockStartedAt, announcedAt: clockStartedAt, asking }),
            );
            expect(by).toBeLessThanOrEqual(Math.max(clockStartedAt, start + lead - policy.escalateBeforeEventMs));
            return by ?? Number.NaN;
          };
          const sooner = deadline(start);
          expect(deadline(start + later)).toBeGreaterThanOrEqual(sooner);
          expect(deadline(start + 1)).toBeGreaterThanOrEqual(sooner);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('reads far ahead in a moment: a year of single hours', () => {
    const end = during('Mo 08:00-09:00').after(friday, 52 * HOUR_MS, null, FAR);
    expect(end).toBeGreaterThan(friday + 355 * DAY_MS);
    expect(end % (15 * MINUTE_MS)).toBe(0);
  });
});
