import type {
  AwaitedOrders,
  BookingId,
  Bookings,
  CalendarFeeds,
  Calls,
  DeclineReason,
  DeclineReasons,
  Deliveries,
  DeliveryContent,
  DeliveryId,
  Events,
  FlaggedOrderItems,
  Instant,
  Job,
  KeptAnswers,
  LinkVisits,
  Logins,
  PartnerMetrics,
  Partners,
  Replies,
  RevokedSessions,
  SettledOrders,
  StandingYeses,
  Watermarks,
  Workload,
} from '@miomente/booking-domain';

/** The ports that one database stands behind. */
export interface PersistencePorts {
  readonly bookings: Bookings;
  readonly calls: Calls;
  readonly deliveries: Deliveries;
  readonly partners: Partners;
  readonly partnerMetrics: PartnerMetrics;
  readonly declineReasons: DeclineReasons;
  readonly keptAnswers: KeptAnswers;
  readonly linkVisits: LinkVisits;
  readonly logins: Logins;
  readonly replies: Replies;
  readonly revokedSessions: RevokedSessions;
  readonly events: Events;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly awaitedOrders: AwaitedOrders;
  readonly watermarks: Watermarks;
  readonly settledOrders: SettledOrders;
  readonly calendarFeeds: CalendarFeeds;
  readonly standingYeses: StandingYeses;
  readonly workload: Workload;
}

/** A queued job, as a contract suite looks at it. */
export type QueuedJob = Job & { readonly runAt: Instant };

/** A delivery row, as a contract suite looks at it. */
export interface DeliveryRow {
  readonly id: DeliveryId;
  readonly bookingId: BookingId | null;
  readonly content: DeliveryContent;
  readonly state: 'queued' | 'done' | 'skipped' | 'dead';
  readonly attempt: number;
}

/** What a persistence adapter brings to its contract suites. */
export interface PersistenceHarness {
  readonly ports: PersistencePorts;
  /** `TIME_ZONE` of the adapter under test. */
  readonly timeZone: 'Europe/Berlin';
  /** What the store's own clock says. */
  now(): Promise<Instant>;
  /** Time passes for the store: what waits comes nearer. */
  letPass(ms: number): Promise<void>;
  /** Jobs waiting to run, now or later, in no particular order. */
  jobs(): Promise<readonly QueuedJob[]>;
  /** Every delivery row, oldest first. */
  deliveryRows(): Promise<readonly DeliveryRow[]>;
  /** Replaces the reference table of decline reasons. */
  setDeclineReasons(reasons: readonly DeclineReason[]): Promise<void>;
  /** Forgets everything but the reference table's seed; called before each test. */
  reset(): Promise<void>;
}
