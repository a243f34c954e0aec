import { asBookingId, asOrderId, HOUR_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, keep, mail, present, updating } from '../commits.ts';
import { confirmed, declined, NOW, office, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';

const reminded = { type: 'reminded', at: NOW + HOUR_MS, step: 1 } as const;
const types = (outcomes: readonly { readonly type: string }[]): readonly string[] => outcomes.map((o) => o.type);

export const commitEachTests: PersistenceTests = (harness) => {
  describe('commitEach: each change on its own', () => {
    it('returns nothing for no changes', async () => {
      expect(await harness().ports.bookings.commitEach([])).toEqual([]);
    });

    it('leaves out stale changes and writes the others, each with its audit, deliveries and jobs', async () => {
      const { bookings } = harness().ports;
      const [a, b] = await keep(bookings, pending(1), pending(2));
      const [newer] = await commit(bookings, [updating(present(b), confirmed(pending(2)))]);
      const outcomes = await bookings.commitEach([
        updating(present(b), declined(pending(2)), { events: [reminded], messages: [mail('first_reminder')] }),
        creating({ ...pending(9), order: pending(1).order }, { messages: [mail('confirmation_request')] }),
        updating(present(a), confirmed(pending(1)), { events: [reminded], messages: [mail('first_reminder')] }),
        creating(pending(3), { messages: [mail('confirmation_request')] }),
        updating({ ...pending(8), id: asBookingId(424_242), version: 1 }, confirmed(pending(8))),
      ]);
      expect(types(outcomes)).toEqual(['stale', 'stale', 'committed', 'committed', 'stale']);
      const [made] = await bookings.findByOrders(system, [asOrderId(1003)]);
      const changed = await bookings.find(office, present(a).id);
      expect(outcomes[2]).toStrictEqual({ type: 'committed', booking: changed });
      expect(outcomes[3]).toStrictEqual({ type: 'committed', booking: made });
      expect(changed?.status).toBe('confirmed');
      expect(await bookings.find(office, present(b).id)).toStrictEqual(newer);
      const rows = await harness().deliveryRows();
      expect(rows.map((row) => row.bookingId)).toEqual([present(a).id, present(made).id]);
      expect(await harness().jobs()).toHaveLength(2);
      expect(await bookings.timeline(office, present(b).id)).toHaveLength(1);
    });

    it('of two changes of one booking in one call exactly one is made', async () => {
      const { bookings } = harness().ports;
      const [a] = await keep(bookings, pending(1));
      const twice = [confirmed(pending(1)), declined(pending(1))].map((booking) =>
        updating(present(a), booking, { events: [reminded], messages: [mail('receipt')] }),
      );
      const outcomes = await bookings.commitEach(twice);
      expect([...types(outcomes)].sort()).toEqual(['committed', 'stale']);
      expect(await harness().deliveryRows()).toHaveLength(1);
      expect((await bookings.find(office, present(a).id))?.version).toBe(present(a).version + 1);
      const timeline = await bookings.timeline(office, present(a).id);
      expect(timeline.filter((entry) => entry.kind === 'event')).toHaveLength(2);
    });

    it('of two creations of one order item in one call exactly one is made', async () => {
      const { bookings } = harness().ports;
      const twins = [pending(1), { ...pending(2), order: pending(1).order }].map((booking) =>
        creating(booking, { messages: [mail('confirmation_request')] }),
      );
      expect([...types(await bookings.commitEach(twins))].sort()).toEqual(['committed', 'stale']);
      expect(await bookings.findByOrders(system, [asOrderId(1001), asOrderId(1002)])).toHaveLength(1);
      expect(await harness().deliveryRows()).toHaveLength(1);
    });

    it('I5: two sweeps over the same hundred bookings advance each by one step', async () => {
      const { bookings } = harness().ports;
      const all = await keep(bookings, ...Array.from({ length: 100 }, (_, n) => pending(n)));
      const sweep = (): ReturnType<typeof bookings.commitEach> =>
        bookings.commitEach(
          all.map((booking) => {
            const next = { ...booking, reminders: { count: 1, lastAt: reminded.at } } as const;
            return updating(booking, next, { events: [reminded], messages: [mail('first_reminder')] });
          }),
        );
      const [one, two] = await Promise.all([sweep(), sweep()]);
      for (const [i] of all.entries()) expect([one[i]?.type, two[i]?.type].sort()).toEqual(['committed', 'stale']);
      const reminders = (await harness().deliveryRows()).map((row) => row.bookingId);
      expect(reminders.sort()).toEqual(all.map((booking) => booking.id).sort());
    });
  });
};
