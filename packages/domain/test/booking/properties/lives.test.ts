import {
  type Booking,
  type BookingEvent,
  DEFAULT_POLICY,
  decide,
  eventOf,
  eventStarted,
  evolve,
  latestStart,
  MAIL_OUTCOMES,
  type ObserveOrder,
} from '@miomente/booking-domain';
import {
  anyAnswer,
  anyBooking,
  anyCommand,
  anyCommands,
  anyPolicy,
  anyRegistration,
  MONDAY,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '../commands.ts';
import { happened } from '../given.ts';
import { lived, step } from './life.ts';

const RUNS = { numRuns: 300 };
const isFinal = (event: BookingEvent): boolean => event.type === 'confirmed' || event.type === 'declined';

describe('booking#table · any commands in any sequence', () => {
  it('one ticket per booking: it is requested at most once', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        const { messages, booking } = lived(policy, registration, commands);
        const asked = messages.filter((m) => m.type === 'open_ticket').length;
        expect(asked).toBeLessThanOrEqual(1);
        if (messages.some((m) => m.type === 'note_ticket')) expect(asked).toBe(1);
        if (asked === 1) expect(booking.ticket).not.toBeNull();
      }),
      RUNS,
    );
  });

  it('between two answers the booking becomes pending: reopened, or asked to confirm again', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        let open = true;
        for (const event of lived(policy, registration, commands).events) {
          if (isFinal(event)) expect(open).toBe(true);
          if (isFinal(event)) open = false;
          if (event.type === 'reopened') open = true;
          if (event.type === 'details_changed' && event.consequence === 'confirm_again') open = true;
        }
      }),
      RUNS,
    );
  });

  it('any interleaving of answers, cancellations and sweeps ends in at most one answer', () => {
    const racing = fc.array(
      fc.integer({ min: 0, max: 1_000 }).chain((ms) =>
        fc.oneof(
          anyAnswer(MONDAY + ms).filter((c) => c.type !== 'reopen'),
          sweeps(MONDAY + ms),
          fc.constant(observe({ cancelled: 'order_cancelled' }, MONDAY + ms)),
        ),
      ),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), racing, (policy, registration, commands) => {
        const { events, booking } = lived(policy, registration, commands);
        expect(events.filter(isFinal).length).toBeLessThanOrEqual(1);
        expect(events.filter((e) => e.type === 'cancelled').length).toBeLessThanOrEqual(1);
        const answers = commands.some((c) => c.type === 'confirm' || c.type === 'decline');
        if (answers && !eventStarted(booking, MONDAY + 1_000)) expect(booking.status).not.toBe('pending');
      }),
      RUNS,
    );
  });

  it('answers, mails and reminders happen only while the booking can be answered', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        let booking: Booking | null = null;
        for (const event of lived(policy, registration, commands).events) {
          const start = booking === null ? null : eventOf(booking);
          const asksOrAnswers = isFinal(event) || event.type === 'reminded' || event.type === 'escalated';
          if (booking !== null && asksOrAnswers) {
            expect(booking.status).toBe('pending');
            if (start !== null) expect(event.at).toBeLessThan(latestStart(start));
          }
          booking = evolve(booking ?? lived(policy, registration, []).booking, event);
        }
      }),
      RUNS,
    );
  });

  it('a declined booking becomes pending by nothing but a taken back decline, and a cancelled one never', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        const rank = { pending: 0, confirmed: 0, declined: 1, cancelled: 2 };
        let reached = 0;
        let life = lived(policy, registration, []);
        for (const command of commands) {
          life = step(policy, life, command);
          const undone = command.type === 'reopen' && reached === rank.declined;
          expect(rank[life.booking.status]).toBeGreaterThanOrEqual(undone ? rank.pending : reached);
          reached = rank[life.booking.status];
        }
      }),
      RUNS,
    );
  });

  it('the token expires with its clock’s lifetime, and never after the event', () => {
    fc.assert(
      fc.property(anyPolicy(), anyRegistration(), anyCommands(), (policy, registration, commands) => {
        const { booking } = lived(policy, registration, commands);
        const event = eventOf(booking);
        const byAge = booking.clockStartedAt + policy.tokenLifetimeMs;
        const ends = event === null ? byAge : Math.min(byAge, latestStart(event));
        const { historic } = lived(policy, registration, []).booking;
        // For a historic booking the clock starts with its answer, which needs no link.
        if (historic) expect(booking.token.expiresAt).toBeLessThanOrEqual(ends);
        else expect(booking.token.expiresAt).toBe(ends);
      }),
      RUNS,
    );
  });

  it('historic bookings cause messages only by people’s actions', () => {
    fc.assert(
      fc.property(anyRegistration(), anyCommands(), (registration, commands) => {
        const policy = { ...DEFAULT_POLICY, goLiveAt: MONDAY };
        // The time of placing never changes, whatever an order says later.
        const { orderedAt } = registration.observation.details;
        const silent = commands
          .filter((c) => !['confirm', 'decline', 'reopen'].includes(c.type))
          .map((c) => (c.type === 'observe_order' ? placedAt(c, orderedAt) : c));
        const { messages, booking } = lived(policy, registration, silent);
        expect(booking.historic).toBe(true);
        expect(messages).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('booking#table · answers are final', () => {
  const ANSWERED = ['confirmed', 'declined', 'cancelled'] as const;
  const answered = anyBooking().filter((b) => ANSWERED.some((status) => status === b.status));

  it('answers and sweeps after an answer change nothing, except taking it back', () => {
    const later = fc.array(
      fc.integer({ min: 1, max: 1_000_000_000 }).chain((ms) => fc.oneof(anyAnswer(MONDAY + ms), sweeps(MONDAY + ms))),
    );
    fc.assert(
      fc.property(anyPolicy(), answered, later, (policy, booking, commands) => {
        // Taking back: a confirmation, and for some minutes a decline.
        const undo = booking.status === 'confirmed' || booking.status === 'declined';
        for (const command of commands.filter((c) => c.type !== 'reopen' || !undo)) {
          const decision = decide(policy, booking, command);
          expect(decision.ok ? decision.value : []).toEqual([]);
          expect(decision.ok).toBe(command.type === 'sweep');
        }
      }),
      RUNS,
    );
  });

  it('a mail report only adds a line to the timeline', () => {
    fc.assert(
      fc.property(answered, fc.constantFrom(...MAIL_OUTCOMES), (booking, outcome) => {
        const decision = decide(DEFAULT_POLICY, booking, { type: 'report_mail', at: MONDAY, mail: 'receipt', outcome });
        expect(decision).toMatchObject({ ok: true, value: [{ type: 'mail_reported' }] });
        expect(happened(DEFAULT_POLICY, booking, decision.ok ? decision.value : [])).toMatchObject({
          booking,
          messages: [],
        });
      }),
      RUNS,
    );
  });

  it('reading an order twice has the same effect as once', () => {
    fc.assert(
      fc.property(anyPolicy(), anyBooking(), anyCommand(MONDAY), (policy, booking, command) => {
        fc.pre(command.type === 'observe_order');
        const once = decide(policy, booking, command);
        const after = (once.ok ? once.value : []).reduce<Booking>(evolve, booking);
        expect(decide(policy, after, command)).toEqual({ ok: true, value: [] });
      }),
      { numRuns: 500 },
    );
  });
});

function sweeps(at: number) {
  return fc.constant({ type: 'sweep', at } as const);
}

function placedAt(command: ObserveOrder, orderedAt: number): ObserveOrder {
  const { observation } = command;
  return { ...command, observation: { ...observation, details: { ...observation.details, orderedAt } } };
}
