import {
  type AnswerBookings,
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type Booking,
  type BookingChange,
  type BookingPolicy,
  type Calls,
  type ClaimCall,
  type CommitOutcome,
  type CompareUpcoming,
  type CustomerData,
  type CustomerNumber,
  DAY_MS,
  DEFAULT_POLICY,
  type DeadDelivery,
  type DeclineBooking,
  type Deliver,
  type DeliveryId,
  type DurationMs,
  type EraseCustomerData,
  type FlaggedOrderItem,
  type FollowConfirmLink,
  type FollowDeclineLink,
  type ForgetVisits,
  type GiveStandingYes,
  type ImportRange,
  type Instant,
  type KeepPartner,
  type LinkVisits,
  type Mail,
  type Mailer,
  type MailKind,
  type MarkReplyReadUseCase,
  type MasterData,
  MINUTE_MS,
  managerScope,
  type Order,
  type OrderItem,
  type Partners,
  PermanentFailure,
  type PressConfirmLink,
  type PressTakeBack,
  partnerScope,
  type QueueDayBeforeLists,
  type ReadCalls,
  type ReadLogin,
  type ReadReplies,
  type RealignSchedule,
  type ReceiveOrder,
  type ReconcileOrders,
  type RecordCallOutcome,
  type RecordMailReport,
  type ReleaseCall,
  type ReopenBooking,
  type RequestLogin,
  type RevokeStandingYes,
  type Stored,
  type SweepReminders,
  systemScope,
  type TakeReply,
  type TicketNoteDraft,
  type TimelineEntry,
  type UseLogin,
  type UseLoginCode,
} from '@miomente/booking-domain';
import {
  type Around,
  createMemoryPersistence,
  MemoryMailer,
  MemoryOrderSource,
  MemoryReplyAddresses,
  type MemoryTicket,
  MemoryTicketDesk,
  MemoryTimer,
  MemoryTokenMint,
  type QueuedJob,
  SettableClock,
  testLinks,
  useCasesOver,
} from '@miomente/booking-domain/testing';

/** A Monday morning. */
export const NOW: Instant = Date.parse('2026-03-02T09:00:00Z');

export const PARTNER: MasterData = {
  customerNumber: asCustomerNumber('P-1'),
  name: 'Kochschule am Fluss',
  email: 'kurse@example.org',
  phone: '+49 89 0000000',
  language: 'de',
  active: true,
  holidays: null,
};

type ItemFields = Partial<OrderItem> & {
  /** How far ahead the event is. */
  readonly inMs?: number;
};

/** A course for two in 30 days, of {@link PARTNER}. */
export function anItem({ inMs = 30 * DAY_MS, ...fields }: ItemFields = {}): OrderItem {
  // NOW is winter time in Berlin, one hour ahead of UTC; later dates only need to be some date.
  const wallClock = new Date(NOW + inMs + 60 * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ');
  return {
    itemId: asOrderItemId(1),
    parentItemId: null,
    productId: 7,
    sku: 'KURS-1',
    name: 'Sushi-Kurs für Anfänger',
    quantity: { ordered: '2.0000', cancelled: null, refunded: null },
    rowTotalGross: '178.0000',
    discount: null,
    options: [{ label: 'Termin', text: wallClock, wallClock }],
    attributes: {},
    customerNumber: PARTNER.customerNumber,
    unreadable: [],
    ...fields,
  };
}

/** Order 100 with one course, placed just now and paid. */
export function aShopOrder(fields: Partial<Order> = {}): Order {
  const orderId = fields.orderId ?? asOrderId(100);
  return {
    orderId,
    orderNumber: String(orderId).padStart(9, '0'),
    state: 'processing',
    orderedAt: NOW - MINUTE_MS,
    updatedAt: NOW,
    replacesOrderId: null,
    replacedByOrderId: null,
    customer: { firstName: 'Erika', lastName: 'Beispiel', email: 'erika@example.org', phone: '+49 89 0000001' },
    currency: 'EUR',
    grandTotal: '178.0000',
    totalPaid: '178.0000',
    totalRefunded: null,
    items: [anItem()],
    ...fields,
  };
}

interface Options {
  readonly policy?: Partial<BookingPolicy>;
  readonly pageSize?: number;
  readonly dayBeforeListAt?: string;
  /** Customer data is erased so long after the event. */
  readonly eraseCustomerAfterMs?: DurationMs;
  /** What happens just before the store of calls is asked. */
  readonly beforeCalls?: (method: keyof Calls) => Promise<void>;
  /** Stands around every call of the store. */
  readonly around?: Around;
  /** Called after each page of the reconciler. */
  readonly onPage?: (shop: MemoryOrderSource) => void;
}

type CommitEach = (changes: readonly BookingChange[]) => Promise<readonly CommitOutcome[]>;

/** Everything a use case needs, in memory, with one known partner. */
export interface World {
  readonly clock: SettableClock;
  readonly timer: MemoryTimer;
  readonly shop: MemoryOrderSource;
  readonly mailer: MemoryMailer;
  readonly desk: MemoryTicketDesk;
  /** Ids of orders that the import reported as failed. */
  readonly failedOrders: number[];
  /** Ids of bookings that a sweep reported as failed. */
  readonly failedBookings: number[];
  readonly receiveOrder: ReceiveOrder;
  readonly reconcile: ReconcileOrders;
  readonly compareUpcoming: CompareUpcoming;
  readonly importRange: ImportRange;
  stopWatchingPages(): void;
  readonly keepPartner: KeepPartner;
  readonly clearAddressMark: (customerNumber: CustomerNumber) => Promise<{ readonly asked: number } | undefined>;
  readonly recordMailReport: RecordMailReport;
  readonly followConfirmLink: FollowConfirmLink;
  readonly followDeclineLink: FollowDeclineLink;
  readonly answerBookings: AnswerBookings;
  readonly claimCall: ClaimCall;
  readonly recordCall: RecordCallOutcome;
  readonly releaseCall: ReleaseCall;
  readonly readCalls: ReadCalls;
  readonly pressConfirmLink: PressConfirmLink;
  readonly pressTakeBack: PressTakeBack;
  readonly forgetVisits: ForgetVisits;
  readonly linkVisits: LinkVisits;
  readonly partners: Partners;
  readonly calls: Calls;
  readonly reopenBooking: ReopenBooking;
  readonly giveStandingYes: GiveStandingYes;
  readonly revokeStandingYes: RevokeStandingYes;
  readonly requestLogin: RequestLogin;
  readonly readLogin: ReadLogin;
  readonly useLogin: UseLogin;
  readonly useLoginCode: UseLoginCode;
  /** A session asks for a page. */
  readonly countPage: (sessionId: string) => Promise<void>;
  readonly sweep: SweepReminders;
  readonly queueDayBeforeLists: QueueDayBeforeLists;
  readonly eraseCustomerData: EraseCustomerData;
  readonly takeReply: TakeReply;
  readonly readReplies: ReadReplies;
  readonly markReplyRead: MarkReplyReadUseCase;
  readonly customerData: CustomerData;
  readonly deliver: Deliver;
  /** A worker beside this one, with a provider of its own choosing. */
  readonly deliverWith: (mailer: Mailer) => Deliver;
  /** The same world with other hours. */
  readonly withPolicy: (policy: Partial<BookingPolicy>) => {
    readonly sweep: SweepReminders;
    readonly realign: RealignSchedule;
  };
  confirmInPortal(booking: Stored): Promise<void>;
  declineInPortal(booking: Stored): ReturnType<DeclineBooking>;
  awaitTicket(id: number): Promise<{ readonly booking: Stored | undefined; readonly ms: number }>;
  /** A hook around each write of several bookings from now on. */
  meddle(around: (changes: readonly BookingChange[], commit: CommitEach) => ReturnType<CommitEach>): void;
  /** Writes about this order item fail, as if the row broke a constraint. */
  failCommitsOf(orderItemId: number | null): void;
  /** Runs every due job, and the jobs that become due by it, until none is left. */
  work(): Promise<void>;
  jobs(): Promise<readonly QueuedJob[]>;
  /** The jobs that are due, which are then gone. */
  takeDueJobs(): readonly QueuedJob[];
  mails(): readonly Mail[];
  mailKinds(): readonly MailKind[];
  tickets(): readonly MemoryTicket[];
  notes(): readonly TicketNoteDraft[];
  dead(): Promise<readonly DeadDelivery[]>;
  resend(id: DeliveryId): Promise<boolean>;
  flaggedItems(): Promise<readonly FlaggedOrderItem[]>;
  /** An order item's timeline. */
  timeline(orderItemId: number): Promise<readonly TimelineEntry[]>;
  /** An order item's timeline: event types, and `mail` for mails. */
  timelineTypes(orderItemId: number): Promise<readonly string[]>;
  allBookings(): Promise<readonly Stored[]>;
  onlyBooking(): Promise<Stored>;
  bookingOf(orderItemId: number): Promise<Stored>;
  /** The token in the booking's links. */
  tokenOf(orderItemId: number): Promise<string>;
  mintBookingToken(): string;
}

/** A gate where a call waits until the test opens it. */
export interface Gate {
  /** Resolves when a call has reached the gate. */
  readonly reached: Promise<void>;
  pass(): Promise<void>;
  open(): void;
}

export function aGate(): Gate {
  let arrive = (): void => undefined;
  let open = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    reached,
    pass: () => {
      arrive();
      return opened;
    },
    open: () => open(),
  };
}

const OFFICE = managerScope('office@example.org');
const TEST = systemScope('a test');

export async function openWorld(options: Options = {}): Promise<World> {
  const clock = new SettableClock(NOW);
  let unwritable: number | null = null;
  let aroundCommit: Parameters<World['meddle']>[0] = (changes, commit) => commit(changes);
  let watchPage = options.onPage ?? ((): void => undefined);
  const persistence = createMemoryPersistence({ clock, ...(options.around && { around: options.around }) });
  const { ports } = persistence;
  const touches = (booking: Booking): boolean => booking.order.orderItemId === unwritable;
  const bookings: typeof ports.bookings = new Proxy(ports.bookings, {
    get: (target, method: keyof typeof ports.bookings) =>
      method === 'commitEach' || method === 'commitAll'
        ? async (changes: Parameters<typeof target.commitEach>[0], ...more: [never]) => {
            if (changes.some((change) => touches(change.booking)))
              throw new PermanentFailure('A row breaks a constraint.');
            if (method === 'commitEach') return aroundCommit(changes, target.commitEach);
            return target[method](changes, ...more);
          }
        : target[method],
  });
  const shop = new MemoryOrderSource();
  const mailer = new MemoryMailer();
  const desk = new MemoryTicketDesk();
  const tokens = new MemoryTokenMint();
  const replyAddresses = new MemoryReplyAddresses();
  const policy: BookingPolicy = { ...DEFAULT_POLICY, ...options.policy };
  const failedOrders: number[] = [];
  const failedBookings: number[] = [];
  const timer = new MemoryTimer(clock);
  const shared = {
    ...ports,
    bookings,
    calls: {
      ...ports.calls,
      claim: async (...given) => {
        await options.beforeCalls?.('claim');
        return ports.calls.claim(...given);
      },
      prolong: async (...given) => {
        await options.beforeCalls?.('prolong');
        return ports.calls.prolong(...given);
      },
      settle: async (...given) => {
        await options.beforeCalls?.('settle');
        return ports.calls.settle(...given);
      },
    } satisfies Calls,
    clock,
    tokens,
    replyAddresses,
    policy,
    orders: shop,
    mailer,
    ticketDesk: desk,
    links: testLinks,
  };
  const given = {
    ...shared,
    timer,
    managerEmails: ['office@example.org'],
    batchSize: 4,
    onOrderFailure: (orderId: number) => failedOrders.push(orderId),
    onBookingFailure: (bookingId: number) => failedBookings.push(bookingId),
    dayBeforeListAt: options.dayBeforeListAt ?? null,
    eraseCustomerAfterMs: options.eraseCustomerAfterMs ?? null,
    ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
  };
  const cases = useCasesOver(given);
  const { deliver, keepPartner, fetchAwaitedOrder, awaitTicket, confirmBooking, declineBooking } = cases;
  const onProgress = (): void => watchPage(shop);
  await keepPartner(PARTNER);

  const allBookings = async (): Promise<readonly Stored[]> => {
    const query = { status: 'all', from: null, to: null, courseId: null, search: '', page: 1, limit: 100 } as const;
    return (await bookings.list(TEST, query, clock.now())).rows;
  };
  const bookingOf = async (orderItemId: number): Promise<Stored> => {
    const found = (await allBookings()).find((booking) => booking.order.orderItemId === orderItemId);
    if (found === undefined) throw new Error(`No booking of order item ${orderItemId}.`);
    return found;
  };

  return {
    clock,
    timer,
    shop,
    mailer,
    desk,
    failedOrders,
    failedBookings,
    linkVisits: ports.linkVisits,
    partners: ports.partners,
    calls: ports.calls,
    ...cases,
    reconcile: () => cases.reconcileOrders({ onProgress }),
    importRange: (range) => cases.importRange({ onProgress, ...range }),
    stopWatchingPages: () => {
      watchPage = () => undefined;
    },
    sweep: cases.sweepReminders,
    countPage: async (sessionId) => {
      await ports.logins.countPage(sessionId, clock.now());
    },
    deliverWith: (other) => useCasesOver({ ...given, mailer: other }).deliver,
    withPolicy: (changed) => {
      const patient = useCasesOver({ ...given, policy: { ...policy, ...changed } });
      return { sweep: patient.sweepReminders, realign: patient.realignSchedule };
    },
    confirmInPortal: async ({ id, customerNumber }) => {
      const confirmed = await confirmBooking({ scope: partnerScope(customerNumber), id });
      if (!confirmed.ok) throw new Error(`Refused: ${confirmed.refusal.code}`);
    },
    declineInPortal: ({ id, customerNumber }) =>
      declineBooking({ scope: partnerScope(customerNumber), id, reason: 'capacity_full', notes: 'Leider voll.' }),
    awaitTicket: async (id) => {
      const before = clock.now();
      const booking = await awaitTicket(TEST, asBookingId(id));
      return { booking, ms: clock.now() - before };
    },
    meddle: (around) => {
      aroundCommit = around;
    },
    failCommitsOf: (orderItemId) => {
      unwritable = orderItemId;
    },
    work: async () => {
      for (let due = persistence.takeDueJobs(); due.length > 0; due = persistence.takeDueJobs()) {
        for (const job of due) {
          if (job.task === 'deliver') await deliver(job.payload.deliveryId);
          else await fetchAwaitedOrder(job.payload.orderId, job.payload.until);
        }
      }
    },
    jobs: () => persistence.jobs(),
    takeDueJobs: () => persistence.takeDueJobs(),
    mails: () => mailer.accepted,
    mailKinds: () => mailer.kinds(),
    tickets: () => desk.tickets,
    notes: () => desk.tickets.flatMap((ticket) => ticket.notes),
    dead: async () => (await ports.deliveries.dead(OFFICE, { page: 1, limit: 10 })).rows,
    resend: (id) => ports.deliveries.resend(OFFICE, id, clock.now()),
    flaggedItems: async () => (await ports.flaggedOrderItems.list(OFFICE, clock.now(), { page: 1, limit: 10 })).rows,
    timeline: async (orderItemId) => bookings.timeline(TEST, (await bookingOf(orderItemId)).id),
    timelineTypes: async (orderItemId) => {
      const timeline = await bookings.timeline(TEST, (await bookingOf(orderItemId)).id);
      return timeline.map((entry) => (entry.kind === 'mail' ? 'mail' : entry.type));
    },
    allBookings,
    onlyBooking: async () => {
      const [booking, second] = await allBookings();
      if (booking === undefined || second !== undefined) throw new Error('There is not exactly one booking.');
      return booking;
    },
    bookingOf,
    tokenOf: async (orderItemId) => {
      const { expiresAt: _, ...minted } = (await bookingOf(orderItemId)).token;
      return tokens.reveal('booking', minted) ?? '';
    },
    mintBookingToken: () => tokens.reveal('booking', tokens.mint('booking')) ?? '',
  };
}
