import type { Booking, Stored } from '@miomente/booking-domain';
import { expect } from 'vitest';
import type { Step } from './model.ts';
import { DESKS } from './plan.ts';
import type { Seen } from './race.ts';

/** What must be true where several things are counted together: calls, keys, a yes in advance, replies, customers. */
export const TOGETHER: Readonly<Record<string, (seen: Seen) => void>> = {
  'calls#claim: one desk calls at a time, and what is kept is what its holder said': ({ outcomes, calls }) => {
    const called = outcomes.flatMap((outcome) => ('called' in outcome ? [outcome.called] : []));
    const held = called.flatMap(({ desk, claim }) => (claim === null ? [] : [{ desk, ...claim }]));
    for (const one of held)
      for (const other of held) {
        if (one.desk === other.desk) continue;
        expect(one.fence).not.toBe(other.fence);
        expect(one.until < other.from || other.until < one.from).toBe(true);
      }
    for (const desk of DESKS) {
      const own = called.filter((each) => each.desk === desk);
      const reported = own.filter(({ kept }) => kept).length;
      // Of two windows of one person, one may end the call while the other is entering answers, which stand all the same.
      const twice = own.filter(({ claim }, n) => own.some((each, m) => m !== n && each.claim?.fence === claim?.fence));
      const entering = twice.filter(({ answers }) => answers.length > 0).length;
      const kept = calls.filter(({ by }) => by === desk).length;
      expect(kept).toBeLessThanOrEqual(reported);
      expect(kept).toBeGreaterThanOrEqual(reported - entering);
    }
  },
  'api#idempotency-key: one request changes a booking once, and a try after that is told so': ({ outcomes, steps }) => {
    for (const outcome of outcomes) {
      if (!('atOnce' in outcome)) continue;
      const { atOnce, after, by } = outcome;
      const made = [...steps.values()].flat().filter(({ askedBy }) => askedBy?.id === by.id);
      expect(made.length).toBeLessThanOrEqual(1);
      // Of two tries at once one may have looked before the other could do it.
      expect([...atOnce, after].some(({ ok }) => ok)).toBe(made.length === 1);
      expect(after.ok).toBe(made.length === 1);
    }
  },
  'booking#standing-yes: never for more people, and not after it was taken back': ({ steps, people, inAdvance }) => {
    const sequence = [...steps.values()].flat().sort((a, b) => a.tick - b.tick);
    const now = new Map<number, Stored>();
    for (const step of sequence) {
      now.set(step.after.id, step.after);
      const letIn = [...now.values()].filter(isInAdvance).reduce((sum, { details }) => sum + details.participants, 0);
      expect(letIn).toBeLessThanOrEqual(people);
      if (step.before !== null || !isInAdvance(step.after)) continue;
      const given = inAdvance.filter(({ yes, from }) => yes && from < step.tick);
      expect(given.length).toBeGreaterThan(0);
      for (const end of inAdvance.filter(({ yes, until }) => !yes && until < step.tick))
        expect(given.some(({ until }) => until > end.from)).toBe(true);
    }
  },
  'replies#once: a mail is kept once, and each that is taken is in the trail': ({ outcomes, audit }) => {
    const taken = outcomes.flatMap((outcome) =>
      'verdict' in outcome && outcome.act.does === 'reply' && outcome.verdict === 'taken' ? [outcome.act.mail] : [],
    );
    expect(new Set(taken).size).toBe(taken.length);
    const told = [...audit.values()].flat().filter((type) => type === 'partner_wrote');
    expect(told).toHaveLength(taken.length);
    for (const outcome of outcomes)
      if ('verdict' in outcome) expect(['taken', 'repeated', 'old_address']).toContain(outcome.verdict);
  },
  'booking#customer-informed: the customer is told once for a date, and not without being asked for': ({
    sent,
    tellsCustomers,
  }) => {
    const told = new Map<string, Set<string>>();
    for (const { mail } of sent) {
      if (mail.content.kind !== 'customer_confirmed') continue;
      const date = `${mail.bookingId} ${JSON.stringify(mail.content.eventStart)}`;
      told.set(date, (told.get(date) ?? new Set()).add(mail.messageId));
    }
    for (const copies of told.values()) expect(copies.size).toBe(1);
    if (!tellsCustomers) expect(told.size).toBe(0);
  },
};

const isInAdvance = (booking: Booking): boolean =>
  booking.status === 'confirmed' && booking.answer.channel === 'standing_yes';

/** Whether it is a booking's first, by which a yes in advance may confirm it. */
export const isBirth = ({ before }: Step): boolean => before === null;
