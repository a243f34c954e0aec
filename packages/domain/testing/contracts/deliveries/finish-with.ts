import { asBookingId, type BookingChange, HOUR_MS, type Stored } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { commit, mail, present, updating } from '../commits.ts';
import { confirmed, NOW, office, pending } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { begun, DEAD, DONE, queued, rowOf, SKIPPED } from './queued.ts';

const at = NOW + HOUR_MS;

/** The change that a mail's end makes to its booking. */
function accepted(before: Stored): BookingChange {
  const asking = { step: 0, mail: 'sent', sentAt: at } as const;
  return updating(
    before,
    { ...pending(1), asking },
    {
      nextSweepAt: NOW,
      events: [{ type: 'mail_accepted', at, mail: 'confirmation_request' }],
      messages: [{ type: 'open_ticket', reason: 'no_answer' }],
    },
  );
}

export const finishWithTests: PersistenceTests = (harness) => {
  const audited = async (id: number): Promise<readonly string[]> =>
    (await harness().ports.bookings.timeline(office, asBookingId(id))).flatMap((entry) =>
      entry.kind === 'event' ? entry.type : [],
    );

  describe('finishWith: a mail’s end and its effect on the booking (delivery#only-what-left-counts)', () => {
    it.each([DONE, SKIPPED, DEAD])('$type and the change are durable together', async (result) => {
      const { deliveries, bookings } = harness().ports;
      const { booking, id } = await queued(harness());
      const attempt = await begun(harness(), id);
      expect(await deliveries.finishWith(attempt, result, at, accepted(booking))).toBe('recorded');
      expect((await rowOf(harness(), id)).state).toBe(result.type);
      const [known] = await deliveries.mailsOf([booking.id]);
      expect(known).toMatchObject({ finishedAt: at, unsureAt: null });
      const after = present(await bookings.find(office, booking.id));
      expect(after).toMatchObject({ version: booking.version + 1, asking: { mail: 'sent', sentAt: at } });
      expect(await audited(booking.id)).toEqual(['booking_registered', 'mail_accepted']);
      expect((await harness().deliveryRows()).map(({ content }) => content.type)).toHaveLength(2);
      expect(await deliveries.finishWith(attempt, result, at, accepted(after))).toBe('superseded');
    });

    it('F27 with a newer attempt, neither is written', async () => {
      const { deliveries, bookings } = harness().ports;
      const { booking, id } = await queued(harness());
      const old = await begun(harness(), id);
      const newer = await begun(harness(), id);
      expect(await deliveries.finishWith(old, DONE, at, accepted(booking))).toBe('superseded');
      expect(await rowOf(harness(), id)).toMatchObject({ state: 'queued', attempt: 2 });
      expect(await bookings.find(office, booking.id)).toEqual(booking);
      expect(await audited(booking.id)).toEqual(['booking_registered']);
      expect(await deliveries.finishWith(newer, DONE, at, accepted(booking))).toBe('recorded');
    });

    it('when the booking was changed meanwhile, neither is written, and the attempt can be finished again', async () => {
      const { deliveries, bookings } = harness().ports;
      const { booking, id } = await queued(harness());
      const attempt = await begun(harness(), id);
      const [answered] = await commit(bookings, [updating(booking, confirmed(pending(1)))]);
      expect(await deliveries.finishWith(attempt, DONE, at, accepted(booking))).toBe('stale');
      expect((await rowOf(harness(), id)).state).toBe('queued');
      expect(await bookings.find(office, booking.id)).toEqual(answered);
      expect(await harness().deliveryRows()).toHaveLength(1);
      expect(await deliveries.finishWith(attempt, DONE, at, accepted(present(answered)))).toBe('recorded');
    });

    it('of many at once, one counts', async () => {
      const { deliveries } = harness().ports;
      const { booking, id } = await queued(harness(), [mail('second_reminder')]);
      const attempt = await begun(harness(), id);
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => deliveries.finishWith(attempt, DONE, at, accepted(booking))),
      );
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      expect((await harness().deliveryRows()).length).toBe(2);
    });
  });
};
