import { HOUR_MS, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { mail } from '../commits.ts';
import { LONG_MS } from '../later.ts';
import { NOW, office, pending } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { attempted, begun, DEAD, DONE, failedFor, jobsOf, queued, rowOf, SKIPPED } from './queued.ts';

const MISSING = 424_242;
const WHOLE = { page: 1, limit: 10 };
const NONE = { rows: [], total: 0 };

export const deadTests: PersistenceTests = (harness) => {
  describe('dead and resend: deliveries that were given up', () => {
    it('delivery#retries: are stored with their reason, newest first, page by page', async () => {
      const message = mail('receipt');
      const one = await queued(harness(), [message], pending(1));
      const two = await queued(harness(), [{ type: 'open_ticket', reason: 'declined' }], pending(2));
      const three = await queued(harness(), [message], pending(3));
      await attempted(harness(), one.id, failedFor(1), NOW);
      await attempted(harness(), one.id, DEAD, NOW + 2);
      await attempted(harness(), two.id, { type: 'dead', reason: 'Gone.' }, NOW + 3);
      await attempted(harness(), three.id, DEAD, NOW + 1);
      const { deliveries } = harness().ports;
      const { rows: found, total } = await deliveries.dead(office, WHOLE);
      expect(total).toBe(3);
      expect(found.map((delivery) => delivery.id)).toEqual([two.id, one.id, three.id]);
      expect(found[1]).toEqual({
        id: one.id,
        bookingId: one.booking.id,
        content: { type: 'booking_message', bookingId: one.booking.id, message },
        attempts: 2,
        reason: 'The template is missing: push the templates.',
        diedAt: NOW + 2,
      });
      expect(await deliveries.dead(office, { page: 1, limit: 2 })).toEqual({ rows: found.slice(0, 2), total: 3 });
      expect(await deliveries.dead(office, { page: 2, limit: 2 })).toEqual({ rows: found.slice(2), total: 3 });
      expect(await deliveries.dead(office, { page: 3, limit: 2 })).toEqual({ rows: [], total: 3 });
    });

    it('nothing else is dead', async () => {
      const { rows } = await queued(harness(), [mail('receipt'), mail('receipt'), mail('receipt'), mail('receipt')]);
      const results = [DONE, SKIPPED, failedFor(1)];
      for (const [i, result] of results.entries()) await attempted(harness(), rows[i]?.id ?? 0, result);
      expect(await harness().ports.deliveries.dead(office, WHOLE)).toEqual(NONE);
    });

    it('F15: a dead delivery is queued again at once, with its message id and attempt number', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      // Its job is scheduled for a distant day, so that only a new one is due.
      await attempted(harness(), id, failedFor(LONG_MS));
      await harness().letPass(HOUR_MS);
      const last = await begun(harness(), id);
      expect(last.waitedMs).toBeGreaterThanOrEqual(HOUR_MS);
      await deliveries.finish(last, DEAD, NOW);
      expect(await deliveries.resend(office, id, NOW + MINUTE_MS)).toBe(true);
      expect(await rowOf(harness(), id)).toMatchObject({ state: 'queued', attempt: 2 });
      const jobs = await jobsOf(harness(), id);
      expect(jobs).toHaveLength(1);
      expect(jobs[0]?.runAt).toBeLessThanOrEqual(await harness().now());
      expect(await deliveries.dead(office, WHOLE)).toEqual(NONE);
      const again = await begun(harness(), id);
      expect(again).toEqual({ ...last, attempt: 3, waitedMs: expect.any(Number), failingMs: 0 });
      expect(again.waitedMs).toBeLessThan(MINUTE_MS);
    });

    it('delivery#later-is-a-duration a mail that is sent again does not wait again', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness(), [mail('decline_confirmation', { afterMs: 10 * MINUTE_MS })]);
      await attempted(harness(), id, DEAD);
      await deliveries.resend(office, id, NOW);
      const { content } = await begun(harness(), id);
      expect(content).toMatchObject({ message: { mail: 'decline_confirmation', afterMs: null } });
    });

    it('only a dead delivery is sent again', async () => {
      const { deliveries } = harness().ports;
      const { rows } = await queued(harness(), [mail('receipt'), mail('receipt'), mail('receipt')]);
      const [waiting, sent, skipped] = rows.map((row) => row.id);
      await attempted(harness(), sent ?? 0, DONE);
      await attempted(harness(), skipped ?? 0, SKIPPED);
      const before = await harness().deliveryRows();
      for (const id of [waiting, sent, skipped, MISSING])
        expect(await deliveries.resend(office, id ?? 0, NOW)).toBe(false);
      expect(await harness().deliveryRows()).toEqual(before);
    });

    it('of several managers who send it again at once, one succeeds', async () => {
      const { deliveries } = harness().ports;
      const { id } = await queued(harness());
      await attempted(harness(), id, DEAD);
      const results = await Promise.all(Array.from({ length: 5 }, () => deliveries.resend(office, id, NOW)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await jobsOf(harness(), id)).toHaveLength(1);
    });
  });
};
