import { ATTENTIONS, asCustomerNumber, asOrderId, asOrderItemId, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { keep, keepWith, mail, present } from './commits.ts';
import { cancelled, confirmed, declined, NOW, OWNER, office, pending } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const WHOLE = { page: 1, limit: 50 };

/** Everything the `Workload` port promises. */
export const workloadTests: PersistenceTests = (harness) => {
  it('api#office-lists: nothing waits where nothing is', async () => {
    expect(await harness().ports.workload.count(office, NOW)).toStrictEqual({
      escalated: 0,
      missed: 0,
      flagged: 0,
      rebooking: 0,
      orderItems: 0,
      deadDeliveries: 0,
      markedAddresses: 0,
    });
  });

  it('api#office-lists: counts what the office’s lists show', async () => {
    const { bookings, deliveries, flaggedOrderItems, partners, workload } = harness().ports;
    const escalated = { escalation: { at: NOW - HOUR_MS, reason: 'no_answer' } } as const;
    const flagged = { flags: ['partner_changed'] } as const;
    const over = { details: { eventStart: NOW } };
    await keep(
      bookings,
      ...[1, 2, 3].map((n) => pending(n, escalated)),
      pending(4, { ...escalated, ...flagged, ...over }),
      pending(5, { ...escalated, ...flagged, ...over, historic: true }),
      confirmed(pending(6, flagged)),
      cancelled(pending(7, flagged)),
      ...[8, 9].map((n) => declined(pending(n))),
    );
    const told = await keepWith(bookings, pending(10), [mail('receipt'), mail('receipt')]);
    const [row] = (await harness().deliveryRows()).filter(({ bookingId }) => bookingId === told.id);
    const attempt = present(await deliveries.begin(present(row).id, NOW));
    await deliveries.finish(attempt, { type: 'dead', reason: 'Gone.' }, NOW);
    const order = { orderId: asOrderId(1), orderItemId: asOrderItemId(2), orderNumber: '3' };
    await flaggedOrderItems.flag(
      { order, reason: 'no_partner', detail: null, courseName: '', eventStart: null, flaggedAt: NOW },
      { withTicket: false },
    );
    const partner = {
      name: 'Kochschule',
      email: 'a@example.org',
      phone: null,
      language: 'de',
      active: true,
      holidays: null,
      addressCorrection: null,
    } as const;
    await partners.save({
      ...partner,
      customerNumber: OWNER,
      addressMark: { at: NOW, reason: 'bounced' },
    });
    await partners.save({
      ...partner,
      customerNumber: asCustomerNumber('P-2'),
      addressMark: null,
    });

    const waiting = await workload.count(office, NOW);
    expect(waiting).toStrictEqual({
      escalated: 3,
      missed: 1,
      flagged: 2,
      rebooking: 2,
      orderItems: 1,
      deadDeliveries: 1,
      markedAddresses: 1,
    });
    for (const attention of ATTENTIONS) {
      expect((await bookings.attention(office, attention, NOW, WHOLE)).total, attention).toBe(waiting[attention]);
    }
    expect(await workload.count(office, NOW - DAY_MS)).toMatchObject({ escalated: 4, missed: 0 });
  });
};

/** Holds an adapter of `Workload` to the port. */
export function workloadContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Workload: ${name}`, open, workloadTests);
}
