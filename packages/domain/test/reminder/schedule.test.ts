import {
  answerBy,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  instantOf,
  MINUTE_MS,
  nextEscalation,
  nextReminder,
  nextSweepAt,
  reminderTimes,
  wallClockAt,
} from '@miomente/booking-domain';
import {
  aBooking,
  anyInstant,
  anyPolicy,
  aPendingBooking,
  EVENT_START,
  MONDAY,
  remindedAt,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const berlin = (date: string, time: string): number => instantOf({ date, time }, 'Europe/Berlin') ?? Number.NaN;

describe('FR-4.1 FR-4.2 · reminders#due-times · when reminders are due', () => {
  it('with 72 hours or more, after 24 and 48 hours', () => {
    for (const lead of [72 * HOUR_MS, 72 * HOUR_MS + 1, 90 * DAY_MS])
      expect(reminderTimes(DEFAULT_POLICY, MONDAY, MONDAY + lead)).toEqual({
        first: MONDAY + 24 * HOUR_MS,
        second: MONDAY + 48 * HOUR_MS,
      });
  });

  it('without a date, after 24 and 48 hours', () => {
    expect(reminderTimes(DEFAULT_POLICY, MONDAY, null)).toEqual({
      first: MONDAY + 24 * HOUR_MS,
      second: MONDAY + 48 * HOUR_MS,
    });
  });

  it('at short notice, after a third and two thirds of the time: 30 hours give 10 and 20', () => {
    expect(reminderTimes(DEFAULT_POLICY, MONDAY, MONDAY + 30 * HOUR_MS)).toEqual({
      first: MONDAY + 10 * HOUR_MS,
      second: MONDAY + 20 * HOUR_MS,
    });
  });

  it('every lead: min(24 h, L/3) and min(48 h, 2L/3), to the millisecond before', () => {
    fc.assert(
      fc.property(anyInstant(), fc.integer({ min: 0, max: 100 * HOUR_MS }), (start, lead) => {
        const { first, second } = reminderTimes(DEFAULT_POLICY, start, start + lead);
        expect(first - start).toBe(Math.min(24 * HOUR_MS, Math.floor(lead / 3)));
        expect(second - start).toBe(Math.min(48 * HOUR_MS, Math.floor((2 * lead) / 3)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('every configuration: never before the clock, never out of sequence, never after the event', () => {
    fc.assert(
      fc.property(anyPolicy(), anyInstant(), fc.integer({ min: -HOUR_MS, max: 30 * DAY_MS }), (policy, start, lead) => {
        const { first, second } = reminderTimes(policy, start, start + lead);
        expect(first).toBeGreaterThanOrEqual(start);
        expect(second).toBeGreaterThanOrEqual(first);
        expect(second).toBeLessThanOrEqual(start + Math.max(0, lead));
      }),
    );
  });

  it('F30 · exact elapsed hours when clocks go forward: 24 hours later the local time is an hour later', () => {
    const start = berlin('2025-03-29', '18:00');
    const { first, second } = reminderTimes(DEFAULT_POLICY, start, start + 30 * DAY_MS);
    expect(wallClockAt(first, 'Europe/Berlin')).toEqual({ date: '2025-03-30', time: '19:00' });
    expect(wallClockAt(second, 'Europe/Berlin')).toEqual({ date: '2025-03-31', time: '19:00' });
  });

  it('F30 · exact elapsed hours when clocks go back: 24 hours later the local time is an hour earlier', () => {
    const start = berlin('2025-10-25', '18:00');
    const { first } = reminderTimes(DEFAULT_POLICY, start, start + 30 * DAY_MS);
    expect(wallClockAt(first, 'Europe/Berlin')).toEqual({ date: '2025-10-26', time: '17:00' });
  });
});

describe('FR-4 · the next step', () => {
  const late = MONDAY + 40 * HOUR_MS;

  it('a late first reminder delays the second by the distance', () => {
    expect(nextReminder(DEFAULT_POLICY, aPendingBooking(remindedAt(1, late)))).toMatchObject({
      step: 2,
      dueAt: late + 24 * HOUR_MS,
    });
  });

  it('a first reminder in time does not move the second', () => {
    expect(nextReminder(DEFAULT_POLICY, aPendingBooking(remindedAt(1, MONDAY + 20 * HOUR_MS)))).toMatchObject({
      step: 2,
      dueAt: MONDAY + 48 * HOUR_MS,
    });
  });

  it('a reminder that would be due at the event or later is never sent', () => {
    const at = (eventStart: number) =>
      aPendingBooking({ details: { eventStart }, ...remindedAt(1, eventStart - 10 * HOUR_MS) });
    expect(nextReminder(DEFAULT_POLICY, at(MONDAY + 30 * HOUR_MS))).toBeNull();
    const justAhead = aPendingBooking({
      details: { eventStart: MONDAY + 30 * HOUR_MS },
      ...remindedAt(1, MONDAY + 20 * HOUR_MS - 1),
    });
    expect(nextReminder(DEFAULT_POLICY, justAhead)?.dueAt).toBe(MONDAY + 30 * HOUR_MS - 1);
  });

  it('without a date it comes as it does with one', () => {
    expect(nextReminder(DEFAULT_POLICY, aPendingBooking({ details: { eventStart: null } }))).toMatchObject({
      step: 1,
      dueAt: MONDAY + 24 * HOUR_MS,
    });
  });

  it('after a request that left late, the second comes in place of a first that would come no sooner', () => {
    const next = (sentAt: number) =>
      nextReminder(DEFAULT_POLICY, aPendingBooking({ asking: { step: 0, mail: 'sent', sentAt } }));
    expect(next(MONDAY + 24 * HOUR_MS - 1)).toMatchObject({ step: 1, dueAt: MONDAY + 48 * HOUR_MS - 1 });
    expect(next(MONDAY + 24 * HOUR_MS)).toMatchObject({ step: 2, dueAt: MONDAY + 48 * HOUR_MS });
    expect(next(MONDAY + 30 * HOUR_MS)).toMatchObject({ step: 2, dueAt: MONDAY + 54 * HOUR_MS });
  });

  it('none after the second, none to a partner who was never asked, none on hold, none for historic bookings', () => {
    for (const over of [
      remindedAt(2, late),
      { asking: { step: 0, mail: 'queued', sentAt: null } },
      { asking: { step: 1, mail: 'queued', sentAt: MONDAY } },
      { asking: { step: 2, mail: 'unsent', sentAt: late } },
      { announcedAt: null },
      { hold: 'holded' },
      { historic: true },
    ] as const)
      expect(nextReminder(DEFAULT_POLICY, aPendingBooking(over))).toBeNull();
  });

  for (const status of ['confirmed', 'declined', 'cancelled'] as const)
    it(`FR-4.4 · none for a ${status} booking, and no escalation`, () => {
      expect(nextReminder(DEFAULT_POLICY, aBooking(status))).toBeNull();
      expect(nextEscalation(DEFAULT_POLICY, aBooking(status))).toBeNull();
      expect(nextSweepAt(DEFAULT_POLICY, aBooking(status))).toBeNull();
    });

  it('when both rules escalate at the same instant, the reason is the missing answer', () => {
    const lastAt = EVENT_START - 2 * HOUR_MS;
    expect(nextEscalation(DEFAULT_POLICY, aPendingBooking(remindedAt(2, lastAt)))).toEqual({
      reason: 'no_answer',
      dueAt: lastAt,
    });
  });

  it('reminders#escalation: a second reminder that was given up counts as due, with that as the reason', () => {
    const policy = { ...DEFAULT_POLICY, escalationDelayMs: HOUR_MS };
    const given = (sentAt: number | null) => aPendingBooking({ asking: { step: 2, mail: 'unsent', sentAt } });
    const [first, second] = [MONDAY + 30 * HOUR_MS, MONDAY + 48 * HOUR_MS];
    for (const [sentAt, due] of [
      [null, second],
      [MONDAY, second],
      [first, first + 24 * HOUR_MS],
    ] as const) {
      const expected = { reason: 'reminder_not_sent', dueAt: due + HOUR_MS };
      expect(nextEscalation(policy, given(sentAt))).toEqual(expected);
      expect(answerBy(policy, given(sentAt))).toBe(due + HOUR_MS);
    }
    const near = { ...given(first), details: { ...given(first).details, eventStart: first + 16 * HOUR_MS } };
    expect(nextEscalation(policy, near)).toEqual({ reason: 'event_near', dueAt: first + 14 * HOUR_MS });
    // The second takes the place of the first.
    expect(nextEscalation(policy, aPendingBooking({ asking: { step: 1, mail: 'unsent', sentAt: null } }))?.reason).toBe(
      'event_near',
    );
  });

  it('a booking without a date is with the office from its start, others after the second reminder', () => {
    const undated = aPendingBooking({ details: { eventStart: null } });
    expect(nextEscalation(DEFAULT_POLICY, undated)).toBeNull();
    const lastAt = MONDAY + 48 * HOUR_MS;
    const twice = aPendingBooking({ details: { eventStart: null }, ...remindedAt(2, lastAt) });
    expect(nextEscalation(DEFAULT_POLICY, twice)?.dueAt).toBe(lastAt);
  });
});

describe('reminders#escalation · “Antwort bis” is when a person takes over', () => {
  it('after the second reminder and the configured delay', () => {
    expect(answerBy(DEFAULT_POLICY, aPendingBooking())).toBe(MONDAY + 48 * HOUR_MS);
    const policy = { ...DEFAULT_POLICY, escalationDelayMs: HOUR_MS };
    expect(answerBy(policy, aPendingBooking())).toBe(MONDAY + 49 * HOUR_MS);
  });

  it('two hours before the event when that is sooner, at the start when that is sooner still', () => {
    const within = (lead: number) => aPendingBooking({ details: { eventStart: MONDAY + lead } });
    expect(answerBy(DEFAULT_POLICY, within(3 * HOUR_MS))).toBe(MONDAY + HOUR_MS);
    expect(answerBy(DEFAULT_POLICY, within(HOUR_MS))).toBe(MONDAY);
  });

  it('later when the first reminder was late, and at the second once that has left', () => {
    const late = MONDAY + 40 * HOUR_MS;
    const once = aPendingBooking(remindedAt(1, late));
    expect(answerBy(DEFAULT_POLICY, once)).toBe(late + 24 * HOUR_MS);
    const inTime = aPendingBooking(remindedAt(1, MONDAY + 24 * HOUR_MS));
    expect(answerBy(DEFAULT_POLICY, inTime)).toBe(MONDAY + 48 * HOUR_MS);
    const twice = aPendingBooking(remindedAt(2, late));
    expect(answerBy(DEFAULT_POLICY, twice)).toBe(late);
  });

  it('after the escalation, its instant; without a date never', () => {
    const escalation = { at: MONDAY + MINUTE_MS, reason: 'mail_bounced' } as const;
    expect(answerBy(DEFAULT_POLICY, aPendingBooking({ escalation }))).toBe(MONDAY + MINUTE_MS);
    expect(answerBy(DEFAULT_POLICY, aPendingBooking({ escalation, details: { eventStart: null } }))).toBeNull();
  });

  it.each([
    ['the request left late', { step: 0, mail: 'sent', sentAt: MONDAY + 10 * HOUR_MS }, 58],
    ['it left when only the second is still to come', { step: 0, mail: 'sent', sentAt: MONDAY + 24 * HOUR_MS }, 48],
    ['the first is on its way', { step: 1, mail: 'queued', sentAt: MONDAY + 30 * HOUR_MS }, 78],
    ['the first has left', { step: 1, mail: 'sent', sentAt: MONDAY + 30 * HOUR_MS }, 54],
    ['the second is on its way', { step: 2, mail: 'queued', sentAt: MONDAY + 30 * HOUR_MS }, 54],
  ] as const)('as far as it is known: %s', (_, asking, hours) => {
    expect(answerBy(DEFAULT_POLICY, aPendingBooking({ asking }))).toBe(MONDAY + hours * HOUR_MS);
  });

  it('the next sweep is for a reminder, else for the two hours, else never', () => {
    expect(nextSweepAt(DEFAULT_POLICY, aPendingBooking())).toBe(MONDAY + 24 * HOUR_MS);
    const queued = aPendingBooking({ asking: { step: 0, mail: 'queued', sentAt: null } });
    expect(nextSweepAt(DEFAULT_POLICY, queued)).toBe(EVENT_START - 2 * HOUR_MS);
    expect(nextSweepAt(DEFAULT_POLICY, { ...queued, hold: 'being_changed' })).toBeNull();
    expect(nextEscalation(DEFAULT_POLICY, { ...queued, hold: 'being_changed' })).toBeNull();
  });

  it('equals the instant at which timely sweeps escalate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3 * HOUR_MS, max: 20 * DAY_MS }), (lead) => {
        let booking = aPendingBooking({ details: { eventStart: MONDAY + lead } });
        const promised = answerBy(DEFAULT_POLICY, booking);
        for (let r = nextReminder(DEFAULT_POLICY, booking); r !== null; r = nextReminder(DEFAULT_POLICY, booking))
          booking = { ...booking, ...remindedAt(r.step, r.dueAt) };
        expect(nextEscalation(DEFAULT_POLICY, booking)?.dueAt).toBe(promised);
      }),
    );
  });
});
