import type { AwaitedOrders } from './awaited-orders.ts';
import type { Bookings } from './bookings.ts';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import type { DeclineReasons } from './decline-reasons.ts';
import type { Deliveries } from './deliveries.ts';
import type { FlaggedOrderItems } from './flagged-order-items.ts';
import type { Logins } from './logins.ts';
import type { Mailer } from './mailer.ts';
import type { OrderSource } from './order-source.ts';
import type { PartnerMetrics } from './partner-metrics.ts';
import type { Partners } from './partners.ts';
import type { Pause } from './pause.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RevokedSessions } from './revoked-sessions.ts';
import type { SettledOrders } from './settled-orders.ts';
import type { TicketDesk } from './ticket-desk.ts';
import type { TokenMint } from './token-mint.ts';
import type { Watermarks } from './watermarks.ts';
import type { Workload } from './workload.ts';

declare const identifies: unique symbol;

/** Names a port in a container. Carries the port's type, so that a swapped dependency does not compile. */
export type PortIdentifier<Port> = symbol & { readonly [identifies]?: Port };

const port = <Port>(name: string): PortIdentifier<Port> => Symbol.for(`miomente.booking.${name}`);

/** One identifier a port, for whatever container binds adapters to them. */
export const PORTS: {
  readonly awaitedOrders: PortIdentifier<AwaitedOrders>;
  readonly bookings: PortIdentifier<Bookings>;
  readonly chance: PortIdentifier<Chance>;
  readonly clock: PortIdentifier<Clock>;
  readonly declineReasons: PortIdentifier<DeclineReasons>;
  readonly deliveries: PortIdentifier<Deliveries>;
  readonly flaggedOrderItems: PortIdentifier<FlaggedOrderItems>;
  readonly logins: PortIdentifier<Logins>;
  readonly mailer: PortIdentifier<Mailer>;
  readonly orderSource: PortIdentifier<OrderSource>;
  readonly partnerMetrics: PortIdentifier<PartnerMetrics>;
  readonly partners: PortIdentifier<Partners>;
  readonly pause: PortIdentifier<Pause>;
  readonly rateLimiter: PortIdentifier<RateLimiter>;
  readonly revokedSessions: PortIdentifier<RevokedSessions>;
  readonly settledOrders: PortIdentifier<SettledOrders>;
  readonly ticketDesk: PortIdentifier<TicketDesk>;
  readonly tokenMint: PortIdentifier<TokenMint>;
  readonly watermarks: PortIdentifier<Watermarks>;
  readonly workload: PortIdentifier<Workload>;
} = {
  awaitedOrders: port('AwaitedOrders'),
  bookings: port('Bookings'),
  chance: port('Chance'),
  clock: port('Clock'),
  declineReasons: port('DeclineReasons'),
  deliveries: port('Deliveries'),
  flaggedOrderItems: port('FlaggedOrderItems'),
  logins: port('Logins'),
  mailer: port('Mailer'),
  orderSource: port('OrderSource'),
  partnerMetrics: port('PartnerMetrics'),
  partners: port('Partners'),
  pause: port('Pause'),
  rateLimiter: port('RateLimiter'),
  revokedSessions: port('RevokedSessions'),
  settledOrders: port('SettledOrders'),
  ticketDesk: port('TicketDesk'),
  tokenMint: port('TokenMint'),
  watermarks: port('Watermarks'),
  workload: port('Workload'),
};
