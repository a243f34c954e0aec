import {
  type Booking,
  type BookingEvent,
  bookingsIn,
  evolve,
  isSameCourse,
  type Stored,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf, type Step } from './model.ts';
import { anyPlan } from './plan.ts';
import { type Outcome, raced, type Seen, type Sent, statusByModel } from './race.ts';
import { isBirth, TOGETHER } from './together.ts';

/** The same races each time; `RACE_RUNS` and `RACE_SEED` try more and others by hand. */
const RUNS = Number(process.env['RACE_RUNS'] ?? 220);
const SEED = Number(process.env['RACE_SEED'] ?? 20_250_303);

const ANSWERS: readonly string[] = ['confirmed', 'declined', 'reopened'] satisfies readonly BookingEvent['type'][];

/** The checks of a race, each with its rule. */
const CHECKS: Readonly<Record<string, (seen: Seen) => void>> = {
  'every change was decided on what it changes': ({ steps, bookings, others }) => {
    for (const [id, all] of steps) {
      let kept: Stored | null = null;
      for (const { before, events, after } of all) {
        expect(before).toEqual(kept);
        expect(after.version).toBe((before?.version ?? 0) + 1);
        if (before !== null)
          expect(after).toEqual({ ...events.reduce<Booking>(evolve, before), id, version: after.version });
        kept = after;
      }
      expect([...bookings, ...others].find((booking) => booking.id === id)).toEqual(kept);
    }
  },
  'booking#audit-trail: the trail has every event of it, and no other': ({ steps, audit }) => {
    for (const [id, all] of steps)
      expect([...(audit.get(id) ?? [])].sort()).toEqual(
        all.flatMap(({ events }) => events.map(({ type }) => type)).sort(),
      );
  },
  'booking#table: events follow the table of statuses': ({ steps }) => {
    for (const all of steps.values()) expect(statusByModel(all)).toBe(all.at(-1)?.after.status);
  },
  'booking#first-answer-wins: who is granted has the one change that says so': ({ outcomes, past, steps }) => {
    const raced = [...steps].flatMap(([id, all]) => all.slice(past.get(id) ?? 0));
    // Who has a key is told the same twice, and is looked at by itself.
    const answers = raced.filter((step) => isAnswer(step) && !isByLink(step) && !isBirth(step) && !step.askedBy);
    const granted = outcomes.flatMap((outcome): { booking: Stored; events?: readonly BookingEvent[] }[] => {
      if ('called' in outcome) return outcome.called.answers.map((booking) => ({ booking }));
      return 'answered' in outcome && outcome.answered.ok ? [outcome.answered.value] : [];
    });
    expect(granted.map(({ booking }) => booking.version).sort()).toEqual(
      answers.map(({ after }) => after.version).sort(),
    );
    for (const { booking, events } of granted) {
      const own = raced.filter(({ after }) => after.id === booking.id && after.version === booking.version);
      // Of many at once nobody is told the events.
      if (events !== undefined) expect(own.map((step) => step.events)).toEqual([events]);
      expect(own).toHaveLength(1);
    }
  },
  'links#press: a press changes what it says it did, and a question nothing': ({ outcomes, past, steps }) => {
    const raced = [...steps].flatMap(([id, all]) => all.slice(past.get(id) ?? 0));
    for (const [said, event] of [
      ['confirmed', 'confirmed'],
      ['reopened', 'reopened'],
    ] as const) {
      const presses = outcomes.filter((outcome) => 'pressed' in outcome && outcome.pressed === said);
      const made = raced.filter((step) => isByLink(step) && step.events.some(({ type }) => type === event));
      // A second press right after the first is told the same.
      expect(made.length).toBeLessThanOrEqual(presses.length);
      if (presses.length > 0) expect(made.length).toBeGreaterThan(0);
    }
  },
  'losers hear what the booking had become': ({ outcomes }) => {
    for (const outcome of outcomes) {
      const asked = askedOf(outcome);
      const code = refusedWith(outcome);
      if (asked === undefined || code === undefined || !('of' in outcome)) continue;
      // A link leads to what replaced its booking.
      const states = 'pressed' in outcome ? [...outcome.during.values()].flat() : outcome.during.get(outcome.of);
      const possible = (states ?? []).map((state) => refusalOf(asked, state));
      // A partner has ten minutes for a decline.
      expect([...possible, ...(asked === 'partner_reopens' ? ['already_processed'] : [])]).toContain(code);
    }
  },
  'delivery#only-what-left-counts: at most two reminders a clock, and what was heard to leave is counted': ({
    sent,
    bookings,
  }) => {
    const reminders = sent.filter(({ mail }) => /_reminder$/.test(mail.content.kind));
    const ids = new Map<string, Set<string>>();
    for (const { mail } of reminders) {
      for (const { kind, waitingSince } of bookingsIn(mail.content)) {
        const key = `${kind} ${waitingSince}`;
        ids.set(key, (ids.get(key) ?? new Set()).add(mail.messageId));
      }
    }
    for (const copies of ids.values()) expect(copies.size).toBe(1);
    for (const { reminders: counted } of bookings) expect(counted.count).toBeLessThanOrEqual(2);
  },
  'delivery#read-again: a mail says what the booking was while it was written': ({ sent }) => {
    for (const mail of sent) expect(wasSo(mail), mail.mail.content.kind).toBe(true);
  },
  'delivery#fenced-attempts: the attempt that counts is the newest': ({ turns, deliveries }) => {
    for (const { id, attempt, outcome } of turns) {
      const row = deliveries.get(id);
      if (outcome === 'superseded') expect(row?.attempt).toBeGreaterThan(attempt ?? 0);
      if (outcome === 'done' || outcome === 'skipped' || outcome === 'dead') expect(row?.state).toBe(outcome);
    }
  },
  'delivery#exactly-one-ticket: one ticket for what an order became, and its number is known': ({
    bookings,
    others,
    desk,
    steps,
  }) => {
    // What was cancelled before an edit came has nothing to do with what the edit brought.
    const ended = ({ id }: Stored) => steps.get(id)?.some(({ events }) => events.some(isReplacement)) === true;
    const apart = bookings.filter((booking) => !ended(booking)).length;
    expect(desk.tickets.length).toBeLessThanOrEqual(apart + others.length);
    const numbers = bookings.flatMap(({ ticket }) => (ticket === null || ticket.id === null ? [] : [ticket.id]));
    for (const number of numbers) expect(desk.ticket(number)).toBeDefined();
    const phoned = bookings.find(
      ({ status, escalation }) => status !== 'cancelled' && (status === 'declined' || escalation !== null),
    );
    if (phoned === undefined) return;
    expect(desk.tickets.map(({ ticketId }) => ticketId)).toContain(phoned.ticket?.id);
    if (apart === 1 && others.length === 0) expect(phoned.ticket?.id).toBe(desk.tickets[0]?.ticketId);
  },
  'booking#edited-order: what replaces an order has the answer that the replaced one had': ({ steps, bookings }) => {
    for (const old of bookings) {
      const ended = steps.get(old.id)?.find(({ events }) => events.some(isReplacement));
      if (ended?.before == null || ended.before.status === 'cancelled') continue;
      const { answer } = ended.before.status === 'pending' ? { answer: null } : ended.before;
      const successor = bookings.find(({ order }) => order.orderItemId !== old.order.orderItemId);
      const [born] = steps.get(successor?.id ?? old.id) ?? [];
      const carried = born?.events.find((event) => event.type === 'answer_carried_over');
      if (born !== undefined && isSameCourse(old.details, born.after.details))
        expect(carried).toMatchObject({ answer });
      else expect(carried?.answer ?? null).toBeNull();
    }
  },
  'one booking lives on, under the link that was mailed': ({ bookings }) => {
    expect(bookings.filter(({ status }) => status !== 'cancelled').length).toBeLessThanOrEqual(1);
    expect(new Set(bookings.map(({ token }) => token.digest)).size).toBe(bookings.length);
  },
};

describe('booking#first-answer-wins F28: any interleaving of any acts', () => {
  it(`every rule holds, in ${RUNS} races of seed ${SEED}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyPlan(), async (scheduler, plan) => {
        const seen = await raced(scheduler, plan);
        for (const [rule, check] of Object.entries({ ...CHECKS, ...TOGETHER })) {
          try {
            check(seen);
          } catch (error) {
            throw new Error(`${rule}: ${error instanceof Error ? error.message : error}`, { cause: error });
          }
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: false },
    );
  }, 300_000);
});

const isAnswer = ({ events }: Step): boolean => events.some(({ type }) => ANSWERS.includes(type));

/** Whether an answer was given, or taken back, by a link of a mail. */
const isByLink = ({ events }: Step): boolean =>
  events.some((event) => (event.type === 'confirmed' || event.type === 'reopened') && event.channel === 'email_token');

function refusedWith(outcome: Outcome): string | undefined {
  if ('answered' in outcome) return outcome.answered.ok ? undefined : outcome.answered.refusal.code;
  return 'pressed' in outcome && typeof outcome.pressed === 'object' ? outcome.pressed.code : undefined;
}

const isReplacement = (event: BookingEvent): boolean => event.type === 'cancelled' && event.cause === 'replaced';

function askedOf({ act }: Outcome): Parameters<typeof refusalOf>[0] | undefined {
  if (act.does === 'confirm' || act.does === 'decline' || act.does === 'batch') return 'answer';
  if (act.does === 'press') return act.action === 'confirm' ? 'answer' : 'partner_reopens';
  if (act.does !== 'reopen') return undefined;
  return act.who === 'partner' ? 'partner_reopens' : 'office_reopens';
}

/** Whether the booking was, at some moment of the worker's turn, what its mail says it is. */
function wasSo({ mail, during }: Sent): boolean {
  const { content, bookingId } = mail;
  if (content.kind === 'login_link' || 'courseDates' in content || bookingId === null) return true;
  const states = during.get(bookingId) ?? [];
  switch (content.kind) {
    case 'receipt':
      return states.some(({ status }) => status === 'confirmed');
    case 'decline_confirmation':
      return states.some(({ status }) => status === 'declined');
    case 'customer_confirmed':
      return states.some(({ status }) => status === 'confirmed');
    case 'cancellation_notice':
      return states.some(({ status }) => status === 'cancelled');
    case 'details_changed':
      return states.some(({ status }) => status !== 'cancelled');
    default:
      return states.some(
        ({ status, clockStartedAt }) => status === 'pending' && clockStartedAt === content.waitingSince,
      );
  }
}
