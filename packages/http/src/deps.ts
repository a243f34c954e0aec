import type {
  BookingPolicy,
  Bookings,
  CalendarFeeds,
  Clock,
  DeclineReasons,
  Deliveries,
  FlaggedOrderItems,
  KeptAnswers,
  LinkVisits,
  Logins,
  PartnerMetrics,
  Partners,
  RateLimiter,
  RevokedSessions,
  StandingYeses,
  TicketDesk,
  UseCases,
  Visit,
  Workload,
} from '@miomente/booking-domain';
import type { InboundMailReceiver, InboundMailVerdict } from './api/webhooks/inbound-mail-receiver.ts';
import type { MailReportReceiver } from './api/webhooks/mail-report-receiver.ts';
import type { HttpLog } from './logging/http-log.ts';
import type { ReadMetrics } from './metrics/read-metrics.ts';
import type { MorePages } from './pages/more-pages.ts';
import type { HttpSettings } from './settings.ts';

/** Whether the process makes progress, or why only a restart can help. */
export type Liveness = { readonly alive: true } | { readonly alive: false; readonly reason: string };
/** Whether this process is ready for requests; `reason` says what is missing, without secrets. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** What may be known of a request outside: nothing that a person typed. */
export interface TracedRequest {
  readonly requestId: string;
  readonly method: string;
  /** As sent; whatever it is. */
  readonly traceparent: string;
  /** What became of it, once its work is done: the pattern of its route (null for none) and the status. */
  readonly answered: () => { readonly route: string | null; readonly status: number };
}

/** Everything that the HTTP side needs from the rest of the product. */
export interface HttpDeps extends UseCases {
  readonly settings: HttpSettings;
  readonly policy: BookingPolicy;
  readonly clock: Clock;
  readonly log: HttpLog;
  /** Runs the work of a request under its id and its trace, which the outbox stores with what it causes. */
  readonly traced: (request: TracedRequest, work: () => Promise<void>) => Promise<void>;
  /** Runs work that outlasts its request's deadline: the rest of a file that a slow client still takes. */
  readonly unhurried: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly rateLimiter: RateLimiter;
  readonly metrics: ReadMetrics;
  /** Never throws. */
  readonly readiness: () => Promise<Readiness>;
  /** Never throws, and asks no other system. Undefined in a process that runs nothing that could stall. */
  readonly liveness?: (() => Liveness) | undefined;

  /** The receivers of mail providers' delivery reports; each comes from its adapter. */
  readonly mailReports: readonly MailReportReceiver[];
  /** Reads mails that are handed in; null where answers to mails are not taken: the address answers 404. */
  readonly inboundMail: InboundMailReceiver | null;
  /** Counts a mail that was handed in, for the metrics; must not throw. */
  readonly countInboundMail: (verdict: InboundMailVerdict) => void;

  readonly calendarFeeds: Pick<CalendarFeeds, 'madeAt'>;
  readonly standingYeses: Pick<StandingYeses, 'find'>;
  readonly bookings: Pick<
    Bookings,
    | 'find'
    | 'findMany'
    | 'list'
    | 'courseDates'
    | 'pastDates'
    | 'countAnswerable'
    | 'timeline'
    | 'courses'
    | 'attention'
    | 'attentionIds'
  >;
  readonly deliveries: Pick<Deliveries, 'dead' | 'resend'>;
  readonly partners: Pick<Partners, 'find' | 'findMany' | 'corrections'>;
  readonly partnerMetrics: PartnerMetrics;
  readonly logins: Pick<Logins, 'countPage' | 'hasGoneOn'>;
  readonly keptAnswers: KeptAnswers;
  readonly linkVisits: Pick<LinkVisits, 'keep' | 'ofBooking'>;
  /** Counts a visit to a link, for the metrics; must not throw. */
  readonly countVisit: (visit: Visit) => void;
  readonly workload: Workload;
  readonly declineReasons: DeclineReasons;
  readonly flaggedOrderItems: Pick<FlaggedOrderItems, 'list'>;
  readonly revokedSessions: RevokedSessions;
  /** The ticket system that the office signs in to; undefined where there is none, and the try-out shows its tickets. */
  readonly ticketSystem?: Pick<TicketDesk, 'addressOf'> | undefined;
  /** The try-out's pages; production has none. */
  readonly sample?: MorePages | undefined;
}
