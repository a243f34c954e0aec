import type { DeliverOutcome, Order } from '@miomente/booking-domain';
import {
  type Around,
  aPartner,
  createMemoryPersistence,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import type { SendGridServer } from './sendgrid-server.ts';
import { mailerOn } from './setup.ts';

/** How the outbox of a test differs from an ordinary one. */
interface Different {
  /** What happens around each write. */
  readonly around?: Around;
  readonly timeoutMs?: number;
}

/** The outbox with the mails of these orders, delivered through SendGrid's stand-in. */
export async function outboxWith(
  server: SendGridServer,
  orders: readonly Order[],
  { around, timeoutMs }: Different = {},
) {
  const clock = new SettableClock();
  const persistence = createMemoryPersistence({ clock, ...(around === undefined ? {} : { around }) });
  const { ports } = persistence;
  await ports.partners.save(aPartner());
  const mailer = mailerOn(server, { clock, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const { importOrders, deliver } = useCasesOver({ ...ports, clock, mailer });
  await importOrders(orders);
  return {
    clock,
    ports,
    persistence,
    deliver,
    /** Delivers what is due, in parallel, as several workers would. @returns the outcome of each that had a turn */
    deliverDue: async (): Promise<readonly DeliverOutcome[]> => {
      const due = persistence.takeDueJobs().flatMap((job) => (job.task === 'deliver' ? [job.payload.deliveryId] : []));
      const outcomes = await Promise.all(due.map((id) => deliver(id)));
      return outcomes.filter(({ type }) => type !== 'finished_before');
    },
    /** Each delivery's state. */
    states: async () => (await persistence.deliveryRows()).map(({ state }) => state),
  };
}
