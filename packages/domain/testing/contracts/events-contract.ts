import {
  type Booking,
  HOUR_MS,
  MINUTE_MS,
  type PublishedEvent,
  type PushTurn,
  SECOND_MS,
  type Stored,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, keep, present, updating } from './commits.ts';
import { confirmed, NOW, OWNER, pending, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

/** The contract suite of the `Events` port. */
export const eventsTests: PersistenceTests = (harness) => {
  const events = () => harness().ports.events;
  const put = (...bookings: readonly Booking[]) => keep(harness().ports.bookings, ...bookings);
  const published = async (after = 0, limit = 100): Promise<readonly PublishedEvent[]> => {
    while ((await events().publish()) > 0);
    return events().after(system, after, limit);
  };
  const answer = (before: Stored) =>
    commit(harness().ports.bookings, [
      updating(before, confirmed(pending(1)), {
        events: [
          {
            type: 'confirmed',
            at: NOW + HOUR_MS,
            actor: { type: 'partner', customerNumber: OWNER },
            channel: 'portal',
            notes: null,
          },
          { type: 'flags_changed', at: NOW + HOUR_MS, flags: ['no_event_date'] },
        ],
      }),
    ]);
  const turn = async (): Promise<PushTurn> => present(await events().takeTurn(MINUTE_MS));

  describe('events#order: the sequence', () => {
    it('has each event of a change once, in its order, with what it is about', async () => {
      const [first] = await put(pending(1), pending(2));
      await answer(present(first));
      const all = await published();
      expect(all.map(({ bookingId, entry }) => [bookingId, entry.type])).toEqual([
        [first?.id, 'booking_registered'],
        [present(first).id + 1, 'booking_registered'],
        [first?.id, 'confirmed'],
        [first?.id, 'flags_changed'],
      ]);
      const { order, customerNumber, details } = present(first);
      expect(all[2]).toMatchObject({
        order,
        customerNumber,
        customer: details.customer,
        entry: { at: NOW + HOUR_MS, actor: { type: 'partner', customerNumber: OWNER }, channel: 'portal' },
      });
      const positions = all.map(({ position }) => position);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(new Set(all.map(({ id }) => id)).size).toBe(4);
    });

    it('is read from any position, page by page, and the same again', async () => {
      await put(pending(1), pending(2), pending(3));
      const all = await published();
      const pages: PublishedEvent[] = [];
      for (let after = 0; ; after = present(pages.at(-1)).position) {
        const page = await published(after, 2);
        if (page.length === 0) break;
        pages.push(...page);
      }
      expect(pages).toEqual(all);
      expect(await published(present(all.at(-1)).position)).toEqual([]);
    });

    it('publishes each event once, however many publish at once', async () => {
      await put(...Array.from({ length: 30 }, (_, n) => pending(n + 1)));
      await Promise.all(Array.from({ length: 8 }, () => events().publish()));
      expect(await published()).toHaveLength(30);
    });

    it('a change that was not made has none', async () => {
      const [booking] = await put(pending(1));
      await answer(present(booking));
      const stale = updating(present(booking), confirmed(pending(1)), {
        events: [{ type: 'reminded', at: NOW, step: 1 }],
      });
      expect((await harness().ports.bookings.commitAll([stale])).type).toBe('stale');
      expect((await published()).map(({ entry }) => entry.type)).not.toContain('reminded');
    });

    it('orders#customer-data-ends: tells nothing of a customer whose data was erased', async () => {
      const [booking] = await put(pending(1));
      const { details } = present(booking);
      const customer = { firstName: '', lastName: '', email: '', phone: '' };
      const erased = { ...pending(1), details: { ...details, customer }, customerErasedAt: NOW };
      await commit(harness().ports.bookings, [updating(present(booking), erased)]);
      expect((await published())[0]?.customer).toBeNull();
    });
  });

  describe('events#push: the turn', () => {
    it('begins after what was published before, and is one’s alone', async () => {
      await put(pending(1));
      const [old] = await published();
      const mine = await turn();
      expect(mine).toMatchObject({ position: present(old).position, failures: 0 });
      expect(await Promise.all([1, 2, 3].map(() => events().takeTurn(MINUTE_MS)))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      await events().endTurn(mine);
      expect((await turn()).position).toBe(mine.position);
    });

    it('tells nothing of what happened before it was first asked for, published or not, and all since', async () => {
      await put(pending(1), pending(2));
      const early = await events().takeTurn(MINUTE_MS);
      const [third] = await put(pending(3));
      const all = await published();
      const mine = early ?? (await turn());
      expect((await published(mine.position)).map(({ bookingId }) => bookingId)).toEqual([third?.id]);
      expect(all).toHaveLength(3);
    });

    it('that is told to go on before it ever began begins with what happens then', async () => {
      await put(pending(1));
      await events().resume();
      const [second] = await put(pending(2));
      await published();
      expect((await published((await turn()).position)).map(({ bookingId }) => bookingId)).toEqual([second?.id]);
    });

    it('goes on where the one before came to', async () => {
      const mine = await turn();
      expect(await events().taken(mine, 17, MINUTE_MS)).toBe(true);
      await events().endTurn(mine);
      expect(await turn()).toMatchObject({ position: 17, failures: 0 });
    });

    it('is prolonged by each event that is taken', async () => {
      const mine = await turn();
      await harness().letPass(MINUTE_MS - 10 * SECOND_MS);
      expect(await events().taken(mine, 17, MINUTE_MS)).toBe(true);
      await harness().letPass(MINUTE_MS - 10 * SECOND_MS);
      expect(await events().takeTurn(MINUTE_MS)).toBeUndefined();
      await harness().letPass(10 * SECOND_MS + 1);
      expect((await turn()).position).toBe(17);
    });

    it('that was lost records nothing any more', async () => {
      const mine = await turn();
      await events().taken(mine, 17, MINUTE_MS);
      await harness().letPass(MINUTE_MS + 1);
      const theirs = await turn();
      expect(await events().taken(mine, 99, MINUTE_MS)).toBe(false);
      expect(await events().refused(mine, MINUTE_MS)).toBeUndefined();
      await events().endTurn(mine);
      expect(await events().takeTurn(MINUTE_MS)).toBeUndefined();
      expect(await events().taken(theirs, 18, MINUTE_MS)).toBe(true);
    });

    it('waits after a failure, and counts from the first in a row', async () => {
      const first = await turn();
      expect(await events().refused(first, MINUTE_MS)).toMatchObject({ pauses: 0 });
      expect(await events().takeTurn(MINUTE_MS)).toBeUndefined();
      await harness().letPass(HOUR_MS);
      const second = await turn();
      expect(second.failures).toBe(1);
      const failing = present(await events().refused(second, MINUTE_MS));
      expect(failing.forMs).toBeGreaterThanOrEqual(HOUR_MS);
      await harness().letPass(MINUTE_MS);
      const third = await turn();
      expect(third.failures).toBe(2);
      await events().taken(third, 1, MINUTE_MS);
      await events().endTurn(third);
      const fourth = await turn();
      expect(fourth.failures).toBe(0);
      expect(present(await events().refused(fourth, MINUTE_MS)).forMs).toBeLessThan(HOUR_MS);
    });

    it('pauses once, and goes on at once when it is told, from where it is told', async () => {
      await events().taken(await turn(), 17, MINUTE_MS);
      expect([await events().pause(), await events().pause()]).toEqual([true, false]);
      await harness().letPass(HOUR_MS);
      expect(await events().takeTurn(MINUTE_MS)).toBeUndefined();
      await events().resume();
      const mine = await turn();
      expect(mine).toMatchObject({ position: 17, failures: 0 });
      expect(await events().refused(mine, MINUTE_MS)).toMatchObject({ pauses: 1 });
      await events().resume(3);
      expect((await turn()).position).toBe(3);
    });

    it('counts failures anew once it is told to go on: a day of them is not over with the next', async () => {
      await events().refused(await turn(), MINUTE_MS);
      await harness().letPass(HOUR_MS);
      await events().pause();
      await events().resume();
      const mine = await turn();
      expect(mine.failures).toBe(0);
      expect(present(await events().refused(mine, MINUTE_MS)).forMs).toBeLessThan(HOUR_MS);
    });

    it('that is told to go on belongs to nobody who had it before', async () => {
      const mine = await turn();
      await events().resume(3);
      expect(await events().taken(mine, 17, MINUTE_MS)).toBe(false);
      expect((await turn()).position).toBe(3);
    });

    it('ends its pause and forgets failures where nobody is told any more, and goes on after the last', async () => {
      await events().taken(await turn(), 17, MINUTE_MS);
      await harness().letPass(MINUTE_MS);
      await events().refused(await turn(), MINUTE_MS);
      await events().pause();
      // Somebody who pushes may have been about a moment ago.
      await harness().letPass(HOUR_MS);
      await events().standDown();
      expect(await events().takeTurn(MINUTE_MS)).toBeUndefined();
      await harness().letPass(MINUTE_MS);
      await events().standDown();
      const mine = await turn();
      expect(mine).toMatchObject({ position: 17, failures: 0 });
      await events().standDown();
      expect(present(await events().refused(mine, MINUTE_MS)).forMs).toBeLessThan(HOUR_MS);
    });

    it('may be told where to begin before it ever began', async () => {
      await put(pending(1));
      await published();
      await events().resume(0);
      expect((await turn()).position).toBe(0);
    });
  });

  it('events#order: a new booking of an order is among them', async () => {
    await commit(harness().ports.bookings, [creating(pending(1)), creating(pending(2))]);
    expect(await published()).toHaveLength(2);
  });
};

/** Runs the contract suite on an adapter of `Events`, with its database. */
export function eventsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Events: ${name}`, open, eventsTests);
}
