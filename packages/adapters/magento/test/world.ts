import {
  asCustomerNumber,
  type BookingEventType,
  type BookingPolicy,
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  type FlaggedOrderItem,
  managerScope,
  type OrderPolicy,
  type OrderSource,
  partnerScope,
  type ReceiveOrder,
  type ReconcileResult,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  aPartner,
  createMemoryPersistence,
  MemoryMailer,
  MemoryTicketDesk,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';

/** Monday, 2 March 2026, 10:00 in Berlin: before every generated course. */
export const NOW = Date.parse('2026-03-02T09:00:00Z');

interface WorldOptions {
  readonly orderPolicy?: Partial<OrderPolicy>;
  readonly policy?: Partial<BookingPolicy>;
  readonly pageSize?: number;
  readonly onProgress?: (orders: number) => void;
}

/** The product with a real shop. Everything else is in memory, with the partners P-100 and P-200. */
export interface World {
  readonly clock: SettableClock;
  readonly mailer: MemoryMailer;
  readonly desk: MemoryTicketDesk;
  readonly failures: unknown[];
  readonly receiveOrder: ReceiveOrder;
  reconcile(): Promise<ReconcileResult>;
  compareUpcoming(): Promise<ReconcileResult>;
  sweep(): Promise<unknown>;
  confirm(booking: Stored): Promise<void>;
  decline(booking: Stored): Promise<void>;
  /** Runs every due job, and the jobs that become due by it. */
  work(): Promise<void>;
  bookings(): Promise<readonly Stored[]>;
  booking(orderItemId: number): Promise<Stored>;
  /** The timeline of a booking, oldest entry first. */
  events(booking: Stored): Promise<readonly BookingEventType[]>;
  flagged(): Promise<readonly FlaggedOrderItem[]>;
  watermark(): Promise<number | undefined>;
}

const TEST = systemScope('a test');
const OFFICE = managerScope('office@example.org');

export async function worldAround(orders: OrderSource, options: WorldOptions = {}): Promise<World> {
  const clock = new SettableClock(NOW);
  const persistence = createMemoryPersistence({ clock });
  const { ports } = persistence;
  const mailer = new MemoryMailer();
  const desk = new MemoryTicketDesk();
  const failures: unknown[] = [];
  const { pageSize = 50, onProgress } = options;
  const cases = useCasesOver({
    ...ports,
    orders,
    clock,
    mailer,
    ticketDesk: desk,
    policy: { ...DEFAULT_POLICY, ...options.policy },
    orderPolicy: { ...DEFAULT_ORDER_POLICY, ...options.orderPolicy },
    onOrderFailure: (_, error) => failures.push(error),
    pageSize,
  });
  const { keepPartner } = cases;
  for (const customerNumber of ['P-100', 'P-200']) {
    const { addressMark: _, ...partner } = aPartner({
      customerNumber: asCustomerNumber(customerNumber),
      email: `${customerNumber}@example.org`,
    });
    await keepPartner(partner);
  }
  const bookings = async (): Promise<readonly Stored[]> => {
    const all: Stored[] = [];
    for (let page = 1; ; page += 1) {
      const query = { status: 'all', from: null, to: null, courseId: null, search: '', page, limit: 100 } as const;
      const { rows } = await ports.bookings.list(TEST, query, clock.now());
      all.push(...rows);
      if (rows.length < 100) return all;
    }
  };
  return {
    clock,
    mailer,
    desk,
    failures,
    receiveOrder: cases.receiveOrder,
    reconcile: () => cases.reconcileOrders(onProgress === undefined ? {} : { onProgress }),
    compareUpcoming: cases.compareUpcoming,
    sweep: cases.sweepReminders,
    confirm: async ({ id, customerNumber }) => {
      const confirmed = await cases.confirmBooking({ scope: partnerScope(customerNumber), id });
      if (!confirmed.ok) throw new Error(`Refused: ${confirmed.refusal.code}`);
    },
    decline: async ({ id, customerNumber }) => {
      const scope = partnerScope(customerNumber);
      const declined = await cases.declineBooking({ scope, id, reason: 'capacity_full', notes: 'Leider voll.' });
      if (!declined.ok) throw new Error(`Refused: ${declined.refusal.code}`);
    },
    work: async () => {
      for (let due = persistence.takeDueJobs(); due.length > 0; due = persistence.takeDueJobs()) {
        for (const job of due) {
          if (job.task === 'deliver') await cases.deliver(job.payload.deliveryId);
          else await cases.fetchAwaitedOrder(job.payload.orderId, job.payload.until);
        }
      }
    },
    bookings,
    booking: async (orderItemId) => {
      const found = (await bookings()).find((booking) => booking.order.orderItemId === orderItemId);
      if (found === undefined) throw new Error(`No booking of order item ${orderItemId}.`);
      return found;
    },
    events: async (booking) => {
      const timeline = await ports.bookings.timeline(TEST, booking.id);
      return timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.type] : []));
    },
    flagged: async () => (await ports.flaggedOrderItems.list(OFFICE, clock.now(), { page: 1, limit: 1_000 })).rows,
    watermark: async () => (await ports.watermarks.read('orders'))?.updatedAt,
  };
}
