import type { AwaitedOrders } from './awaited-orders.ts';
import type { Bookings } from './bookings.ts';
import type { CalendarFeeds } from './calendar-feeds.ts';
import type { Calls } from './calls.ts';
import type { Clock } from './clock.ts';
import type { DeclineReasons } from './decline-reasons.ts';
import type { Deliveries } from './deliveries.ts';
import type { Events } from './events.ts';
import type { FlaggedOrderItems } from './flagged-order-items.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { LinkVisits } from './link-visits.ts';
import type { Logins } from './logins.ts';
import type { Mailer } from './mailer.ts';
import type { OrderSource } from './order-source.ts';
import type { PartnerMetrics } from './partner-metrics.ts';
import type { Partners } from './partners.ts';
import type { Random } from './random.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Replies } from './replies.ts';
import type { ReplyAddresses } from './reply-addresses.ts';
import type { RevokedSessions } from './revoked-sessions.ts';
import type { SettledOrders } from './settled-orders.ts';
import type { StandingYeses } from './standing-yeses.ts';
import type { TicketDesk } from './ticket-desk.ts';
import type { Timer } from './timer.ts';
import type { TokenMint } from './token-mint.ts';
import type { Watermarks } from './watermarks.ts';
import type { Workload } from './workload.ts';

declare const identifies: unique symbol;

/** The identifier of a port in a container. It has the port's type, so that a swapped dependency does not compile. */
export type PortIdentifier<Port> = symbol & { readonly [identifies]?: Port };

/** Every port, by the name that use cases use. */
export interface Ports {
  readonly awaitedOrders: AwaitedOrders;
  readonly bookings: Bookings;
  readonly calls: Calls;
  readonly random: Random;
  readonly calendarFeeds: CalendarFeeds;
  readonly clock: Clock;
  readonly declineReasons: DeclineReasons;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly flaggedOrderItems: FlaggedOrderItems;
  readonly keptAnswers: KeptAnswers;
  readonly linkVisits: LinkVisits;
  readonly logins: Logins;
  readonly mailer: Mailer;
  readonly orders: OrderSource;
  readonly partnerMetrics: PartnerMetrics;
  readonly partners: Partners;
  readonly timer: Timer;
  readonly rateLimiter: RateLimiter;
  readonly replies: Replies;
  readonly replyAddresses: ReplyAddresses;
  readonly revokedSessions: RevokedSessions;
  readonly settledOrders: SettledOrders;
  readonly standingYeses: StandingYeses;
  readonly ticketDesk: TicketDesk;
  readonly tokens: TokenMint;
  readonly watermarks: Watermarks;
  readonly workload: Workload;
}

const port = <Port>(name: string): PortIdentifier<Port> => Symbol.for(`miomente.booking.${name}`);

/** One identifier per port, for any container that binds adapters to them. */
export const PORTS: { readonly [Name in keyof Ports]: PortIdentifier<Ports[Name]> } = {
  awaitedOrders: port('AwaitedOrders'),
  bookings: port('Bookings'),
  calls: port('Calls'),
  random: port('Random'),
  calendarFeeds: port('CalendarFeeds'),
  clock: port('Clock'),
  declineReasons: port('DeclineReasons'),
  deliveries: port('Deliveries'),
  events: port('Events'),
  flaggedOrderItems: port('FlaggedOrderItems'),
  keptAnswers: port('KeptAnswers'),
  linkVisits: port('LinkVisits'),
  logins: port('Logins'),
  mailer: port('Mailer'),
  orders: port('OrderSource'),
  partnerMetrics: port('PartnerMetrics'),
  partners: port('Partners'),
  timer: port('Timer'),
  rateLimiter: port('RateLimiter'),
  replies: port('Replies'),
  replyAddresses: port('ReplyAddresses'),
  revokedSessions: port('RevokedSessions'),
  settledOrders: port('SettledOrders'),
  standingYeses: port('StandingYeses'),
  ticketDesk: port('TicketDesk'),
  tokens: port('TokenMint'),
  watermarks: port('Watermarks'),
  workload: port('Workload'),
};
