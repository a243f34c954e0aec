import {
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  type DeliverOutcome,
  makeConfirmBooking,
  makeDeclineBooking,
  makeDeliver,
  makeImportOrders,
  makeSweepReminders,
  managerScope,
  type TicketDesk,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  createMemoryPersistence,
  MemoryMailer,
  MemoryOrderSource,
  MemoryTokenMint,
  type QueuedJob,
  SeededChance,
  type SettableClock,
} from '@miomente/booking-domain/testing';

export const OFFICE = managerScope('office@example.org');

/** The product on memory, with bookings 1 to `count` pending and their mails sent; tickets go to `desks` in turn. */
export async function outboxOf(count: number, clock: SettableClock, desks: readonly [TicketDesk, ...TicketDesk[]]) {
  const persistence = createMemoryPersistence({ clock });
  const { ports } = persistence;
  const mailer = new MemoryMailer();
  const common = { ...ports, clock, tokens: new MemoryTokenMint(), policy: DEFAULT_POLICY };
  await ports.partners.save(aPartner());
  const orders = Array.from({ length: count }, (_, i) =>
    anOrder({ orderId: i + 1, orderNumber: `1000000${i}`, items: [anOrderItem({ itemId: i + 1 })] }),
  );
  await makeImportOrders({ ...common, orders: new MemoryOrderSource(), orderPolicy: DEFAULT_ORDER_POLICY })(orders);
  const workers = desks.map((ticketDesk) =>
    makeDeliver({
      ...common,
      managerEmails: [],
      mailer,
      ticketDesk,
      chance: new SeededChance(1),
      links: { publicUrl: 'https://portal.example.org' },
    }),
  );
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
    decline: makeDeclineBooking(common),
    confirm: makeConfirmBooking(common),
    sweep: makeSweepReminders(common),
  };
}
