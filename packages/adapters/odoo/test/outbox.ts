import { asOrderId, asOrderItemId, type DeliverOutcome, managerScope, type TicketDesk } from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  createMemoryPersistence,
  MemoryMailer,
  MemoryTokenMint,
  type QueuedJob,
  type SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';

export const OFFICE = managerScope('office@example.org');

/** The product in memory, with bookings 1 to `count` pending and their mails sent. Tickets go to `desks` in turn. */
export async function outboxOf(count: number, clock: SettableClock, desks: readonly [TicketDesk, ...TicketDesk[]]) {
  const persistence = createMemoryPersistence({ clock });
  const { ports } = persistence;
  const mailer = new MemoryMailer();
  const common = { ...ports, clock, mailer, tokens: new MemoryTokenMint() };
  const { importOrders, declineBooking, confirmBooking, sweepReminders } = useCasesOver(common);
  await ports.partners.save(aPartner());
  const orders = Array.from({ length: count }, (_, i) =>
    anOrder({
      orderId: asOrderId(i + 1),
      orderNumber: `1000000${i}`,
      items: [anOrderItem({ itemId: asOrderItemId(i + 1) })],
    }),
  );
  await importOrders(orders);
  const workers = desks.map((ticketDesk) => useCasesOver({ ...common, ticketDesk }).deliver);
  const deliver = (jobs: readonly QueuedJob[]): Promise<readonly (DeliverOutcome | undefined)[]> =>
    Promise.all(
      jobs.map((job, n) =>
        job.task === 'deliver' ? workers[n % workers.length]?.(job.payload.deliveryId) : undefined,
      ),
    );
  const deliverDue = (): Promise<readonly (DeliverOutcome | undefined)[]> => deliver(persistence.takeDueJobs());
  await deliverDue();
  return {
    ports,
    mailer,
    workers,
    takeDueJobs: () => persistence.takeDueJobs(),
    deliverDue,
    decline: declineBooking,
    confirm: confirmBooking,
    sweep: sweepReminders,
  };
}
