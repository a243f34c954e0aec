import {
  afterQuiet,
  answerBy,
  type Booking,
  DAY_MS,
  DEFAULT_POLICY,
  decideMail,
  HOUR_MS,
  type Instant,
  instantOf,
  type MailFacts,
  MINUTE_MS,
  nextEscalation,
  nextReminder,
  quietTime,
  reminderTimes,
  type SendMail,
} from '@miomente/booking-domain';
import {
  aBooking,
  anyInstant,
  anyPolicy,
  anyQuietTime,
  aPartner,
  aPendingBooking,
  remindedAt,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const berlin = (date: string, time: string): Instant => instantOf({ date, time }, 'Europe/Berlin') ?? Number.NaN;
const night = quietTime({ from: '21:00', to: '07:00' }, 'Europe/Berlin');
const QUIET = { ...DEFAULT_POLICY, quietTime: night };
const evening = berlin('2026-03-02', '22:00');
const morning = berlin('2026-03-03', '07:00');
const FAR = evening + 30 * DAY_MS;

describe('reminders#quiet-hours · when it is quiet', () => {
  it.each([
    ['before', '2026-03-02', '20:59', null],
    ['from the first minute', '2026-03-02', '21:00', morning],
    ['after midnight', '2026-03-03', '03:00', morning],
    ['to the last minute', '2026-03-03', '06:59', morning],
    ['from the end on no more', '2026-03-03', '07:00', null],
  ])('%s', (_, date, time, end) => {
    expect(night.endAfter(berlin(date, time))).toBe(end);
  });

  it('at noon, too, and F30 · over a change of the clocks', () => {
    const noon = quietTime({ from: '12:00', to: '13:00' }, 'Europe/Berlin');
    expect(noon.endAfter(berlin('2026-03-02', '12:30'))).toBe(berlin('2026-03-02', '13:00'));
    expect(noon.endAfter(berlin('2026-03-02', '13:00'))).toBeNull();
    expect(night.endAfter(berlin('2026-03-28', '23:00'))).toBe(berlin('2026-03-29', '07:00'));
    expect(night.endAfter(berlin('2026-10-24', '23:00'))).toBe(berlin('2026-10-25', '07:00'));
  });

  it('an event within a day after the quiet time is near; without a date none is', () => {
    expect(afterQuiet(night, evening, morning + DAY_MS)).toBe(morning);
    expect(afterQuiet(night, evening, morning + DAY_MS - 1)).toBe(evening);
    expect(afterQuiet(night, evening, null)).toBe(morning);
    expect(afterQuiet(null, evening, null)).toBe(evening);
  });

  it('every quiet time: a later instant never waits for an earlier end, and what waits leaves outside it', () => {
    fc.assert(
      fc.property(
        anyQuietTime(),
        anyInstant(),
        fc.integer({ min: 0, max: 3 * DAY_MS }),
        anyInstant(),
        (quiet, at, ms, event) => {
          const left = afterQuiet(quiet, at, event);
          expect(afterQuiet(quiet, at + ms, event)).toBeGreaterThanOrEqual(left);
          if (left > at) expect(quiet.endAfter(left)).toBeNull();
        },
      ),
    );
  });
});

describe('reminders#quiet-hours · reminders', () => {
  const asked = { details: { eventStart: FAR }, clockStartedAt: evening, announcedAt: evening } as const;

  it('those that fall into quiet hours are due when they end, and the deadline follows', () => {
    const { first, second } = reminderTimes(QUIET, evening, FAR);
    expect([first, second]).toEqual([morning + DAY_MS, morning + 2 * DAY_MS]);
    const booking = aPendingBooking({ ...asked, asking: { step: 0, mail: 'sent', sentAt: evening } });
    expect(nextReminder(QUIET, booking)?.dueAt).toBe(first);
    expect(answerBy(QUIET, booking)).toBe(second);
  });

  it('the office phones by day and night: only what it waits for waits', () => {
    const second = berlin('2026-03-04', '20:30');
    const booking = aPendingBooking({ ...asked, ...remindedAt(2, second) });
    expect(nextEscalation({ ...QUIET, escalationDelayMs: HOUR_MS }, booking)?.dueAt).toBe(second + HOUR_MS);
  });

  it('on short notice the second follows a first that waited half-way to the event, whenever the clock started', () => {
    const eventStart = berlin('2026-03-04', '15:00');
    const deadline = (clockStartedAt: Instant): Instant | null => {
      const asking = { step: 0, mail: 'sent', sentAt: clockStartedAt } as const;
      const booking = { details: { eventStart }, clockStartedAt, announcedAt: clockStartedAt, asking };
      expect(nextReminder(QUIET, aPendingBooking(booking))?.dueAt).toBe(morning);
      return answerBy(QUIET, aPendingBooking(booking));
    };
    // First reminders after a third of 60 and of 59 hours, at 23:00 and 23:40, wait for the same morning.
    expect(deadline(berlin('2026-03-02', '03:00'))).toBe(berlin('2026-03-03', '23:00'));
    expect(deadline(berlin('2026-03-02', '04:00'))).toBe(berlin('2026-03-03', '23:00'));
    const sent = aPendingBooking({
      details: { eventStart },
      clockStartedAt: berlin('2026-03-02', '03:00'),
      announcedAt: berlin('2026-03-02', '03:00'),
      ...remindedAt(1, morning),
    });
    expect(nextReminder(QUIET, sent)?.dueAt).toBe(berlin('2026-03-03', '23:00'));
  });

  it('every configuration: never out of sequence, never past the event’s bounds', () => {
    fc.assert(
      fc.property(
        anyPolicy(),
        anyQuietTime(),
        anyInstant(),
        fc.integer({ min: 0, max: 30 * DAY_MS }),
        (any, quiet, start, lead) => {
          const policy = { ...any, quietTime: quiet };
          const { first, second } = reminderTimes(policy, start, start + lead);
          const loud = reminderTimes({ ...any, quietTime: null }, start, start + lead);
          expect(second).toBeGreaterThanOrEqual(first);
          expect(first).toBeGreaterThanOrEqual(loud.first);
          // What waits leaves at least a day before the event.
          if (second > loud.second) expect(second).toBeLessThanOrEqual(start + lead - DAY_MS);
        },
      ),
    );
  });
});

describe('reminders#quiet-hours · mails whose turn comes at night', () => {
  const LEFT = { step: 1, mail: 'sent', sentAt: evening - 2 * DAY_MS } as const;
  const clockStartedAt = evening - 3 * DAY_MS;
  const pending = aPendingBooking({
    clockStartedAt,
    announcedAt: clockStartedAt,
    details: { eventStart: FAR },
    asking: LEFT,
  });
  const mail = (kind: SendMail['mail'], about: Instant, id = 10): MailFacts['mails'][number] => {
    const message: SendMail = { type: 'send_mail', mail: kind, about, afterMs: null, changes: null };
    return { id, message, state: 'queued', waitedMs: HOUR_MS, finishedAt: null, unsureAt: null };
  };
  const decided = (one: ReturnType<typeof mail>, booking: Booking, over: Partial<MailFacts> = {}) =>
    decideMail(one, {
      policy: QUIET,
      booking,
      partner: aPartner(),
      confirmedBefore: false,
      now: evening,
      ...over,
      mails: [...(over.mails ?? []), one],
    });
  const FOR_MORNING = { type: 'wait', afterMs: morning - evening, reason: 'waits for the morning' };
  const at = { details: { eventStart: FAR } };
  const answered = (status: 'confirmed' | 'declined') => {
    const booking = aBooking(status, at);
    if (booking.status !== status) throw new Error('It is of another status.');
    return booking;
  };

  it('a reminder that an outage brought into the night, and one that a hold kept back', () => {
    const late = mail('second_reminder', clockStartedAt);
    expect(decided(late, pending)).toEqual(FOR_MORNING);
    expect(decided(late, pending, { now: morning })).toEqual({ type: 'send' });
    expect(decided(late, { ...pending, hold: 'holded' })).toEqual({ type: 'skip', reason: 'order_on_hold' });
  });

  it('receipts of either answer', () => {
    const [yes, no] = [answered('confirmed'), answered('declined')];
    expect(decided(mail('receipt', yes.answer?.at ?? 0), yes)).toEqual(FOR_MORNING);
    expect(decided(mail('decline_confirmation', no.answer?.at ?? 0), no)).toEqual(FOR_MORNING);
  });

  it('neither requests nor cancellations, and nothing when the event is near', () => {
    for (const kind of ['confirmation_request', 'look_again', 'confirm_again'] as const) {
      const unasked = { ...pending, asking: { step: 0, mail: 'queued', sentAt: null } } as const;
      expect(decided(mail(kind, clockStartedAt), unasked)).toEqual({ type: 'send' });
    }
    const gone = aBooking('cancelled', at);
    expect(decided(mail('cancellation_notice', 0), gone, { confirmedBefore: true })).toEqual({ type: 'send' });
    const near = { ...pending, details: { ...pending.details, eventStart: morning + 12 * HOUR_MS } };
    expect(decided(mail('second_reminder', clockStartedAt), near).type).toBe('send');
  });

  it('delivery#mails-in-order: what follows a receipt that waits leaves after it, and not by looking every minute', () => {
    const yes = answered('confirmed');
    const receipt = mail('receipt', yes.answer?.at ?? 0, 9);
    const change = mail('details_changed', evening - MINUTE_MS);
    expect(decided(change, yes, { confirmedBefore: true, mails: [receipt] })).toEqual(FOR_MORNING);
    const now = morning;
    expect(decided(change, yes, { confirmedBefore: true, mails: [receipt], now }).type).toBe('wait');
  });
});
