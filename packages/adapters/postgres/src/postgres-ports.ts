import type {
  AwaitedOrders,
  Bookings,
  CalendarFeeds,
  Calls,
  DeclineReasons,
  Deliveries,
  Events,
  FlaggedOrderItems,
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
import type pg from 'pg';
import { postgresBookings } from './bookings/postgres-bookings.ts';
import { Database } from './database/database.ts';
import type { TimeLeft, Turn } from './database/deadline.ts';
import type { RequestId } from './database/request-id.ts';
import { postgresPartnerMetrics } from './metrics/postgres-partner-metrics.ts';
import { postgresWorkload } from './metrics/postgres-workload.ts';
import { postgresDeliveries } from './outbox/postgres-deliveries.ts';
import { postgresAwaitedOrders } from './records/awaited-orders.ts';
import { postgresCalendarFeeds } from './records/calendar-feeds.ts';
import { postgresCalls } from './records/calls.ts';
import { postgresDeclineReasons } from './records/decline-reasons.ts';
import { postgresEvents } from './records/events.ts';
import { postgresFlaggedOrderItems } from './records/flagged-order-items.ts';
import { postgresKeptAnswers } from './records/kept-answers.ts';
import { postgresLinkVisits } from './records/link-visits.ts';
import { postgresLogins } from './records/logins.ts';
import { postgresPartners } from './records/partners.ts';
import { postgresReplies } from './records/replies.ts';
import { postgresRevokedSessions } from './records/revoked-sessions.ts';
import { postgresSettledOrders } from './records/settled-orders.ts';
import { postgresStandingYeses } from './records/standing-yeses.ts';
import { postgresWatermarks } from './records/watermarks.ts';

/** Options of {@link postgresPorts}. */
export interface PostgresPortsOptions {
  /** `TIME_ZONE`: the zone for the days of filters and the weeks of metrics. */
  readonly timeZone: string;
  /** The id of the current request; none by default. */
  readonly requestId?: RequestId;
  /** How long the current request may still take, in milliseconds; no deadline by default. */
  readonly timeLeft?: TimeLeft;
  /** When it is the turn of the current request; by default it waits for no others. */
  readonly turn?: Turn;
  /** Whether sessions keep the plans of statements; they do unless told otherwise. */
  readonly preparedStatements?: boolean;
}

/** The ports that one PostgreSQL implements. */
export interface PostgresPorts {
  readonly bookings: Bookings;
  readonly calls: Calls;
  readonly deliveries: Deliveries;
  readonly partners: Partners;
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
  readonly partnerMetrics: PartnerMetrics;
  readonly workload: Workload;
}

/** Every port on one pool of connections. The caller closes the pool. */
export function createPostgresPorts(pool: pg.Pool, options: PostgresPortsOptions): PostgresPorts {
  const db = new Database(pool, options);
  const { timeZone, requestId = () => null } = options;
  return {
    bookings: postgresBookings(db, { timeZone, requestId }),
    calls: postgresCalls(db, requestId),
    deliveries: postgresDeliveries(db, requestId),
    partners: postgresPartners(db),
    declineReasons: postgresDeclineReasons(db),
    keptAnswers: postgresKeptAnswers(db),
    linkVisits: postgresLinkVisits(db),
    logins: postgresLogins(db, requestId),
    replies: postgresReplies(db),
    revokedSessions: postgresRevokedSessions(db),
    events: postgresEvents(db),
    flaggedOrderItems: postgresFlaggedOrderItems(db, requestId),
    awaitedOrders: postgresAwaitedOrders(db, requestId),
    watermarks: postgresWatermarks(db),
    settledOrders: postgresSettledOrders(db),
    calendarFeeds: postgresCalendarFeeds(db),
    standingYeses: postgresStandingYeses(db),
    partnerMetrics: postgresPartnerMetrics(db, options),
    workload: postgresWorkload(db),
  };
}
