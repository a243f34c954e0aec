import type { BookingId, OrderId } from '../booking/booking.ts';
import type { BookingPolicy } from '../booking/policy.ts';
import type { PortalLinks } from '../delivery/mail-content.ts';
import type { OrderPolicy } from '../order/order.ts';
import type { Ports } from '../ports/identifiers.ts';
import * as every from './every-use-case.ts';

type Makers = typeof every;

/** Every use case, ready to be called. */
export type UseCases = { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> };

/** The ports that use cases work on; the others only answer lists and limits. */
export type UseCasePorts = Omit<Ports, 'partnerMetrics' | 'rateLimiter' | 'revokedSessions' | 'workload'>;

/** What use cases are told by configuration. */
export interface UseCaseSettings {
  readonly policy: BookingPolicy;
  readonly orderPolicy: OrderPolicy;
  /** Where the links in mails and tickets lead. */
  readonly links: PortalLinks;
  /** Whoever logs in by one of these addresses is a manager. */
  readonly managerEmails: readonly string[];
  /** Told of a booking that a sweep had to leave out; must not throw. */
  readonly onBookingFailure?: (bookingId: BookingId, error: unknown) => void;
  /** Told of an order that could not be imported; must not throw. */
  readonly onOrderFailure?: (orderId: OrderId, error: unknown) => void;
  /** Orders that are read at once; each use case has its own measure without it. */
  readonly pageSize?: number;
  /** Bookings that a sweep takes at once. */
  readonly batchSize?: number;
}

const MAKERS: {
  readonly [Name in keyof Makers]: (deps: UseCasePorts & UseCaseSettings & UseCases) => UseCases[Name];
} = every;

/**
 * Makes every use case on these ports. Use cases that stand on others share them: `receiveOrder` imports through the same
 * `importOrders` that the reconciler has.
 */
export function useCases(ports: UseCasePorts, settings: UseCaseSettings): UseCases {
  const made: Partial<Record<keyof UseCases, unknown>> = {};
  const deps = { ...ports, ...settings } as UseCasePorts & UseCaseSettings & UseCases;
  const names = Object.keys(MAKERS) as (keyof UseCases)[];
  // Made when first asked for, so that the order of the list doesn't matter.
  const get = (name: keyof UseCases): unknown => (made[name] ??= MAKERS[name](deps));
  for (const name of names) Object.defineProperty(deps, name, { get: () => get(name) });
  return Object.fromEntries(names.map((name) => [name, get(name)])) as unknown as UseCases;
}
