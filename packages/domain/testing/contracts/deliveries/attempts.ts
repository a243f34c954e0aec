import { type DeliveryResult, HOUR_MS, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { mail } from '../commits.ts';
import { expectAfter, LONG_MS, meanwhile } from '../later.ts';
import { NOW, office } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DEAD, DONE, failedFor, jobsOf, queued, rowOf, SKIPPED } from './queued.ts';

const MISSING = 424_242;

export const attemptTests: PersistenceTests = (harness) => {
  describe('begin and finish: only the newest attempt counts', () => {
    it('an attempt says what is to be delivered, since when, under one message id', async () => {
      const message = mail('confirmation_request');
      const { booking, id } = await queued(harness(), [message]);
      const first = await begun(harness(), id);
      expect(first).toEqual({
        id,
        attempt: 1,
        messageId: first.messageId,
        waitedMs: expect.any(Number),
        failingMs: 0,
        unsureAt: null,
        content: { type: 'booking_message', bookingId: booking.id, message },
      });
      expect(first.messageId).not.toBe('');
      const again = { ...first, waitedMs: expect.any(Number) };
      const [later, sooner] = [NOW + HOUR_MS, NOW - HOUR_MS];
      expect(await begun(harness(), id, later)).toEqual({ ...again, attempt: 2, unsureAt: later });
      expect(await begun(harness(), id, sooner)).toEqual({ ...again, attempt: 3, unsureAt: sooner });
      expect((await rowOf(harness(), id)).attempt).toBe(3);
    });

    it('delivery#later-is-a-duration measures its waiting time by the database’s clock, whatever the process’s says', async () => {
      const { id } = await queued(harness());
      for (const processClock of [NOW, NOW + HOUR_MS, Date.now() + 2 * HOUR_MS]) {
        const { waitedMs } = await begun(harness(), id, processClock);
        expect(waitedMs).toBeGreaterThanOrEqual(0);
        expect(waitedMs).toBeLessThan(MINUTE_MS);
      }
      await harness().letPass(HOUR_MS);
      const { waitedMs } = await begun(harness(), id);
      expect(waitedMs).toBeGreaterThanOrEqual(HOUR_MS);
      expect(waitedMs).toBeLessThan(HOUR_MS + MINUTE_MS);
    });

    it('delivery#retries: measures from the first failure in a row how long it has failed, and anew when sent again', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      const failingAfter = async (result: DeliveryResult): Promise<number> => {
        await attempted(harness(), id, result);
        await harness().letPass(HOUR_MS);
        return (await begun(harness(), id)).failingMs;
      };
      const waiting = { ...failedFor(1), failed: false };
      await harness().letPass(HOUR_MS);
      expect(await failingAfter(waiting)).toBe(0);
      for (const hours of [1, 2]) {
        const failing = await failingAfter(failedFor(1));
        expect(failing).toBeGreaterThanOrEqual(hours * HOUR_MS);
        expect(failing).toBeLessThan(hours * HOUR_MS + MINUTE_MS);
      }
      expect(await failingAfter(waiting)).toBe(0);
      await attempted(harness(), id, failedFor(1));
      await attempted(harness(), id, DEAD);
      await deliveries.resend(office, id, NOW);
      await harness().letPass(HOUR_MS);
      expect((await begun(harness(), id)).failingMs).toBe(0);
    });

    it('every delivery has a message id of its own', async () => {
      const { rows } = await queued(harness(), [
        mail('receipt'),
        mail('receipt'),
        { type: 'open_ticket', reason: 'no_answer' },
      ]);
      const attempts = await Promise.all(rows.map((row) => begun(harness(), row.id)));
      expect(new Set(attempts.map((attempt) => attempt.messageId)).size).toBe(3);
    });

    it('a missing delivery does not begin', async () => {
      expect(await harness().ports.deliveries.begin(MISSING, NOW)).toBeUndefined();
    });

    it.each([DONE, SKIPPED, DEAD])(
      'what is $type is finished: it neither begins nor finishes again',
      async (result) => {
        const { deliveries } = harness().ports;
        const { id } = await queued(harness());
        const attempt = await begun(harness(), id);
        expect(await deliveries.finish(attempt, result, NOW)).toBe(true);
        const row = await rowOf(harness(), id);
        expect(row.state).toBe(result.type);
        expect(await deliveries.begin(id, NOW)).toBeUndefined();
        for (const again of [DONE, SKIPPED, DEAD, failedFor(LONG_MS)]) {
          expect(await deliveries.finish(attempt, again, NOW)).toBe(false);
          expect(await rowOf(harness(), id)).toEqual(row);
        }
        const now = await harness().now();
        for (const job of await jobsOf(harness(), id)) expect(job.runAt).toBeLessThan(now + MINUTE_MS);
      },
    );

    it.each([DONE, SKIPPED, DEAD, failedFor(LONG_MS)])(
      'F27 a late "$type" of an older attempt changes nothing',
      async (result) => {
        const { deliveries } = harness().ports;
        const { id } = await queued(harness());
        const old = await begun(harness(), id);
        const newer = await begun(harness(), id);
        const jobs = await jobsOf(harness(), id);
        expect(await deliveries.finish(old, result, NOW)).toBe(false);
        expect(await rowOf(harness(), id)).toMatchObject({ state: 'queued', attempt: 2 });
        expect(await jobsOf(harness(), id)).toEqual(jobs);
        expect(await deliveries.finish(newer, DONE, NOW)).toBe(true);
        expect((await rowOf(harness(), id)).state).toBe('done');
      },
    );

    it('an attempt that never began is not finished', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      expect(await deliveries.finish({ id: MISSING, attempt: 1 }, DONE, NOW)).toBe(false);
      await begun(harness(), id);
      for (const attempt of [0, 2]) expect(await deliveries.finish({ id, attempt }, DONE, NOW)).toBe(false);
      expect((await rowOf(harness(), id)).state).toBe('queued');
    });

    it.each([true, false])(
      '`later` (failed: %s) queues the job again, once, and does not finish the delivery',
      async (failed) => {
        const afterMs = LONG_MS + 7;
        const { deliveries } = harness().ports;
        const { id } = await queued(harness());
        const attempt = await begun(harness(), id);
        const put = await meanwhile(harness(), () =>
          deliveries.finish(attempt, { type: 'later', afterMs, reason: 'waits', failed }, NOW),
        );
        expect(put.value).toBe(true);
        const jobs = await jobsOf(harness(), id);
        expect(jobs).toMatchObject([{ task: 'deliver', payload: { deliveryId: id } }]);
        expectAfter(jobs[0]?.runAt, put, afterMs);
        expect(await rowOf(harness(), id)).toMatchObject({ state: 'queued', attempt: 1 });
        expect((await begun(harness(), id)).attempt).toBe(2);
      },
    );

    it('an attempt ends once: its result can not be given twice', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      const attempt = await begun(harness(), id);
      const results = await Promise.all(Array.from({ length: 10 }, () => deliveries.finish(attempt, DONE, NOW)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('ten workers that begin at once get ten different attempts, and one result counts', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      const attempts = await Promise.all(Array.from({ length: 10 }, () => begun(harness(), id)));
      expect(attempts.map(({ attempt }) => attempt).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      const counted = await Promise.all(attempts.map((attempt) => deliveries.finish(attempt, DONE, NOW)));
      expect(counted.filter(Boolean)).toHaveLength(1);
    });

    it('deliveries do not affect each other', async () => {
      const { rows } = await queued(harness(), [mail('receipt'), mail('look_again')]);
      const [one, two] = rows.map((row) => row.id);
      await attempted(harness(), one ?? 0, DONE);
      expect(await rowOf(harness(), two ?? 0)).toEqual(rows[1]);
    });

    it.each([
      ['five minutes behind', -5 * MINUTE_MS],
      ['five minutes ahead', 5 * MINUTE_MS],
      ['two hours behind', -2 * HOUR_MS],
      ['two hours ahead', 2 * HOUR_MS],
    ])(
      'delivery#later-is-a-duration F11 F12 `later` is computed from the database’s clock by a process %s',
      async (_, off) => {
        const { id } = await queued(harness());
        const processClock = (await harness().now()) + off;
        const attempt = await begun(harness(), id, processClock);
        const put = await meanwhile(harness(), () =>
          harness().ports.deliveries.finish(attempt, failedFor(MINUTE_MS), processClock),
        );
        const [job] = await jobsOf(harness(), id);
        expectAfter(job?.runAt, put, MINUTE_MS);
      },
    );
  });
};
