import { asCustomerNumber, DAY_MS, HOUR_MS, type Instant } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { keep, present } from '../commits.ts';
import { cancelled, confirmed, NOW, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { begun, DONE, jobsOf } from './queued.ts';

const START = NOW + DAY_MS;
const BOUNDS = { start: START, end: START + DAY_MS };
const DAY = '2025-03-04';

export const dayBeforeTests: PersistenceTests = (harness) => {
  const queue = (day: string = DAY, now: Instant = NOW) =>
    harness().ports.deliveries.queueDayBeforeLists(system, { day, ...BOUNDS }, now);
  const on = (n: number, eventStart: Instant | null, partner = `P-${n}`) => {
    const booking = pending(n);
    return {
      ...booking,
      customerNumber: asCustomerNumber(partner),
      details: { ...booking.details, eventStart },
    };
  };
  const listed = async () =>
    (await harness().deliveryRows()).flatMap(({ content }) =>
      content.type === 'day_before_list' ? [`${content.customerNumber} ${content.day}`] : [],
    );

  describe('queueDayBeforeLists: one list a partner and day (delivery#day-before)', () => {
    it('for partners with pending or confirmed bookings on that day, from its first to its last instant', async () => {
      const { bookings } = harness().ports;
      await keep(bookings, on(1, START), on(2, BOUNDS.end - 1), on(3, BOUNDS.end), on(4, START - 1), on(5, null));
      await keep(bookings, confirmed(on(6, START + HOUR_MS)), cancelled(on(7, START), { cause: 'refunded' }));
      await keep(bookings, { ...on(8, START), historic: true }, on(9, START, 'P-1'));
      expect(await queue()).toBe(3);
      expect((await listed()).toSorted()).toEqual([`P-1 ${DAY}`, `P-2 ${DAY}`, `P-6 ${DAY}`]);
    });

    it('once, by any number of processes, also after it was sent; another day has another', async () => {
      await keep(harness().ports.bookings, on(1, START), on(2, START));
      const counts = await Promise.all(Array.from({ length: 6 }, () => queue()));
      expect(counts.reduce((sum, count) => sum + count)).toBe(2);
      for (const { id } of await harness().deliveryRows()) {
        expect(await jobsOf(harness(), id)).toHaveLength(1);
        await harness().ports.deliveries.finish(await begun(harness(), id), DONE, NOW);
      }
      expect(await queue()).toBe(0);
      await keep(harness().ports.bookings, on(3, START));
      expect(await queue()).toBe(1);
      expect(await queue('2025-03-05')).toBe(3);
    });

    it('begins with the partner and the day as its content', async () => {
      await keep(harness().ports.bookings, on(1, START));
      await queue();
      const [row] = await harness().deliveryRows();
      expect((await begun(harness(), present(row).id)).content).toEqual({
        type: 'day_before_list',
        customerNumber: 'P-1',
        day: DAY,
      });
      expect(row?.bookingId).toBeNull();
    });
  });
};
