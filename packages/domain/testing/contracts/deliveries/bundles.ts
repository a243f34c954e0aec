import {
  type Booking,
  type BundleKey,
  type DeliveryAttempt,
  type DeliveryResult,
  HOUR_MS,
  MINUTE_MS,
  type OutboxMessage,
  sweepBundle,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, creating, mail, present } from '../commits.ts';
import { expectAfter, LONG_MS, meanwhile } from '../later.ts';
import { NOW, office, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DEAD, DONE, failedFor, jobsOf, rowOf, SKIPPED } from './queued.ts';

const KEY: BundleKey = sweepBundle(pending(1).customerNumber, NOW);
const BOUNDS = { limit: 100, forMs: 2 * MINUTE_MS };
const REMINDER = mail('first_reminder');

export const bundleTests: PersistenceTests = (harness) => {
  /** Queues the messages of new bookings in one commit, and gives their ids. */
  const queuedIn = async (
    bundle: BundleKey | undefined,
    bookings: readonly Booking[],
    messages: readonly OutboxMessage[] = [REMINDER],
  ): Promise<readonly number[]> => {
    const before = await harness().deliveryRows();
    await commit(
      harness().ports.bookings,
      bookings.map((booking) => ({ ...creating(booking, { messages }), bundle })),
    );
    return (await harness().deliveryRows()).slice(before.length).map(({ id }) => id);
  };
  const three = () => queuedIn(KEY, [pending(1), pending(2), pending(3)]);
  const turn = (id: number | undefined, bounds: Partial<typeof BOUNDS> = {}) =>
    harness().ports.deliveries.beginBundle(present(id), NOW, { ...BOUNDS, ...bounds });
  const finish = (attempt: DeliveryAttempt | undefined, result: DeliveryResult) =>
    harness().ports.deliveries.finish(present(attempt), result, NOW);
  const idsOf = (attempts: readonly DeliveryAttempt[]) => attempts.map(({ id }) => id);

  describe('beginBundle: mails of one occasion travel in one (delivery#bundles)', () => {
    it('begins all of a bundle under one message id, the given one first', async () => {
      const [a, b, c] = await three();
      const attempts = await turn(b);
      expect(idsOf(attempts)).toEqual([b, a, c]);
      expect(attempts.map(({ attempt, companion }) => [attempt, companion])).toEqual([
        [1, undefined],
        [1, true],
        [1, true],
      ]);
      expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(1);
      expect(attempts.map(({ content }) => content.type === 'booking_message' && content.message)).toEqual([
        REMINDER,
        REMINDER,
        REMINDER,
      ]);
    });

    it('begins at most as many as are wanted, and only what is in the bundle, queued and due', async () => {
      const [a, b, c] = await three();
      const others = await queuedIn(sweepBundle(pending(1).customerNumber, NOW + 1), [pending(4)]);
      const [alone] = await queuedIn(undefined, [pending(5)]);
      await queuedIn(KEY, [pending(6)], [{ type: 'open_ticket', reason: 'no_answer' }, mail('look_again')]);
      const [late] = await queuedIn(KEY, [pending(7)], [mail('first_reminder', { afterMs: LONG_MS })]);
      await attempted(harness(), present(a), DONE);
      expect(idsOf(await turn(others[0]))).toEqual(others);
      expect(idsOf(await turn(alone))).toEqual([alone]);
      expect(idsOf(await turn(b, { limit: 1 }))).toEqual([b]);
      await finish(await begun(harness(), present(b)), SKIPPED);
      expect(idsOf(await turn(c))).toEqual([c]);
      expect((await rowOf(harness(), present(late))).attempt).toBe(0);
    });

    it('begins nothing of what is finished or missing', async () => {
      const [a] = await three();
      await attempted(harness(), present(a), DONE);
      expect(await turn(a)).toEqual([]);
      expect(await turn(424_242)).toEqual([]);
    });

    it('a delivery that travels alone begins as ever', async () => {
      const [id] = await queuedIn(undefined, [pending(1)]);
      const [attempt] = await turn(id);
      const again = await begun(harness(), present(id));
      expect({ ...attempt, waitedMs: 0 }).toEqual({ ...again, attempt: 1, unsureAt: null, waitedMs: 0 });
    });

    it('nobody else begins the others meanwhile; their jobs are put off, and go when they are finished', async () => {
      const [a, b, c] = await three();
      const put = await meanwhile(harness(), () => turn(a));
      for (const id of [b, c]) {
        expect(await turn(id)).toEqual([]);
        const jobs = await jobsOf(harness(), present(id));
        expect(jobs).toHaveLength(1);
        expectAfter(jobs[0]?.runAt, put, BOUNDS.forMs);
      }
      for (const attempt of put.value) expect(await finish(attempt, DONE)).toBe(true);
      for (const id of [b, c]) expect(await jobsOf(harness(), present(id))).toEqual([]);
    });

    it('F3 of many turns at once, one begins all', async () => {
      const ids = await three();
      const turns = await Promise.all([...ids, ...ids, ...ids].map((id) => turn(id)));
      // The turn of the same delivery may come again, as that of a dead worker does.
      const leaders = new Set(turns.flatMap(([first]) => first?.id ?? []));
      expect(leaders.size).toBe(1);
      for (const attempts of turns.filter((each) => each.length > 0)) expect(attempts).toHaveLength(3);
      expect(new Set(turns.flatMap((each) => each.map(({ messageId }) => messageId))).size).toBe(1);
    });

    it('F2 after a worker died, the same turn begins the same mail again; the dead one’s results count for nothing', async () => {
      const ids = await three();
      const dead = await turn(ids[0]);
      await finish(dead[1], DONE);
      await queuedIn(KEY, [pending(4)]);
      const again = await turn(ids[0]);
      expect(idsOf(again)).toEqual([ids[0], ids[2]]);
      expect(again.map(({ messageId }) => messageId)).toEqual([dead[0]?.messageId, dead[0]?.messageId]);
      for (const attempt of again) expect(attempt.unsureAt).toBe(NOW);
      for (const late of [dead[0], dead[2]]) expect(await finish(late, DONE)).toBe(false);
    });

    it('F2 after its time, another’s turn begins what is left of the same mail', async () => {
      const ids = await three();
      const dead = await turn(ids[0]);
      await harness().letPass(BOUNDS.forMs + MINUTE_MS);
      const again = await turn(ids[1]);
      expect(idsOf(again)).toEqual([ids[1], ids[0], ids[2]]);
      expect(again[0]?.messageId).toBe(dead[0]?.messageId);
      expect(await turn(ids[0])).toEqual([]);
    });

    it('what may have left alone travels alone, under its own message id', async () => {
      const [a, b, c] = await three();
      const { messageId } = await begun(harness(), present(a));
      expect(idsOf(await turn(b))).toEqual([b, c]);
      expect(await turn(a)).toMatchObject([{ id: a, messageId }]);
    });

    it('F14 what may have left together stays together; what waited is free again', async () => {
      const [a, b, c] = await three();
      const [first, second, third] = await turn(a);
      await finish(first, { ...failedFor(1), unsure: true });
      await finish(second, { ...failedFor(1), unsure: true });
      await finish(third, { type: 'later', afterMs: 1, reason: 'keeps its distance', failed: false });
      await harness().letPass(MINUTE_MS);
      const again = await turn(b);
      expect(idsOf(again)).toEqual([b, a]);
      expect(again[0]?.messageId).toBe(first?.messageId);
      const [own] = await turn(c);
      expect(own?.messageId).not.toBe(first?.messageId);
    });

    it('F12 what was refused for a while goes on together', async () => {
      const ids = await three();
      for (const attempt of await turn(ids[0])) await finish(attempt, failedFor(LONG_MS));
      const now = await harness().now();
      for (const id of ids) for (const job of await jobsOf(harness(), id)) expect(job.runAt).toBeGreaterThan(now);
      await harness().letPass(LONG_MS + HOUR_MS);
      expect(idsOf(await turn(ids[1]))).toEqual([ids[1], ids[0], ids[2]]);
    });

    it('F15 taken apart, each travels alone, under its own message id', async () => {
      const ids = await three();
      const together = await turn(ids[0]);
      for (const attempt of together) await finish(attempt, { ...failedFor(0), apart: true });
      const alone = await Promise.all(ids.map((id) => turn(id)));
      expect(alone.map(idsOf)).toEqual(ids.map((id) => [id]));
      expect(new Set([...together, ...alone.flat()].map(({ messageId }) => messageId)).size).toBe(4);
    });

    it('what a manager sends again travels alone', async () => {
      const [a, b] = await three();
      await attempted(harness(), present(a), DEAD);
      const { deliveries } = harness().ports;
      await deliveries.resend(office, present(a), NOW);
      expect(idsOf(await turn(a))).toEqual([a]);
      expect(idsOf(await turn(b))).not.toContain(a);
    });
  });

  describe('findByMessageId: a report on a bundle is about each mail in it', () => {
    it('finds those that left or may have left in it, and none that was left out', async () => {
      const ids = await three();
      const [one, two, three_] = await turn(ids[0]);
      await finish(one, DONE);
      await finish(two, SKIPPED);
      const { deliveries } = harness().ports;
      const messageId = present(one).messageId;
      const bookingsOf = async (found: ReturnType<typeof deliveries.findByMessageId>) =>
        (await found).map(({ bookingId }) => bookingId);
      const rows = await harness().deliveryRows();
      const bookingOf = (id: number | undefined) => rows.find((row) => row.id === id)?.bookingId;
      expect(await bookingsOf(deliveries.findByMessageId(system, messageId))).toEqual([
        bookingOf(one?.id),
        bookingOf(three_?.id),
      ]);
      await finish(three_, DONE);
      expect(await bookingsOf(deliveries.findByProviderId(system, 'provider-1'))).toEqual([
        bookingOf(one?.id),
        bookingOf(three_?.id),
      ]);
    });
  });
};
