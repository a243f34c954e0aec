import type { BookingId, OrderId } from '../booking/booking.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { PortalLinks } from '../delivery/mail-content.ts';
import type { OrderPolicy } from '../order/order.ts';
import type { EventReceiver } from '../ports/events.ts';
import type { Ports } from '../ports/identifiers.ts';
import type { DurationMs } from '../time/instant.ts';
import type { LocalTime } from '../time/wall-clock.ts';
import type { PressPolicy } from '../token/press.ts';
import type { RecordPatiently } from './deliver.ts';
import * as every from './every-use-case.ts';
import type { EventsOutSettings } from './read-events.ts';

type Makers = typeof every;

/** Every use case, ready to be called. */
export type UseCases = { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> };

/** The ports that use cases need; the other ports only serve lists and limits. */
export type UseCasePorts = Omit<Ports, 'partnerMetrics' | 'rateLimiter' | 'revokedSessions' | 'workload'>;

/** The configuration of use cases. */
export interface UseCaseSettings extends EventsOutSettings {
  readonly policy: BookingPolicy;
  readonly orderPolicy: OrderPolicy;
  /** `LINK_PRESS_MIN_SECONDS` and `LINK_QUIET_SECONDS`. */
  readonly press: PressPolicy;
  /** The base URLs of links in mails and tickets. */
  readonly links: PortalLinks;
  /** Whoever logs in with one of these addresses is a manager. */
  readonly managerEmails: readonly string[];
  /** Called for a booking that a sweep could not process; must not throw. */
  readonly onBookingFailure?: (bookingId: BookingId, error: unknown) => void;
  /** Called for an order that could not be imported; must not throw. */
  readonly onOrderFailure?: (orderId: OrderId, error: unknown) => void;
  /** How the result of a delivery is recorded while the database is away; by default, it is tried once. */
  readonly recordPatiently?: RecordPatiently;
  /** `ERASE_CUSTOMER_DATA_AFTER_DAYS`; null or absent: nothing is ever erased. */
  readonly eraseCustomerAfterMs?: DurationMs | null;
  /** The number of orders read at once; by default, each use case has its own. */
  readonly pageSize?: number;
  /** `DAY_BEFORE_LIST_AT`: when partners get tomorrow's list, in the order policy's time zone; null for never. */
  readonly dayBeforeListAt?: LocalTime | null;
  /** Who is told of events; absent or null: nobody. */
  readonly eventReceiver?: EventReceiver | null;
  /** The number of bookings that a sweep processes at once. */
  readonly batchSize?: number;
}

const MAKERS: {
  readonly [Name in keyof Makers]: (deps: UseCasePorts & UseCaseSettings & UseCases) => UseCases[Name];
} = every;

/**
 * Creates every use case on these ports. Use cases that depend on others share them: `receiveOrder` imports with the
 * same `importOrders` as the reconciler.
 */
export function useCases(ports: UseCasePorts, settings: UseCaseSettings): UseCases {
  const made: Partial<Record<keyof UseCases, unknown>> = {};
  const deps = { ...ports, ...settings } as UseCasePorts & UseCaseSettings & UseCases;
  const names = Object.keys(MAKERS) as (keyof UseCases)[];
  // Created when first used, so that the order of the list does not matter.
  const get = (name: keyof UseCases): unknown => (made[name] ??= MAKERS[name](deps));
  for (const name of names) Object.defineProperty(deps, name, { get: () => get(name) });
  return Object.fromEntries(names.map((name) => [name, get(name)])) as unknown as UseCases;
}
