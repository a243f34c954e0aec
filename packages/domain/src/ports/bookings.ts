import type { AuditEntry } from '../booking/audit.ts';
import type { Booking, BookingId, OrderId, OrderItemId, Stored } from '../booking/booking.ts';
import type { BookingEvent } from '../booking/event.ts';
import type { OutboxMessage } from '../booking/message.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { BookingPage, BookingQuery } from '../listing/query.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { ManagerScope, Scope, SystemScope } from './scope.ts';

/** One booking's change, as decided: everything that must become durable together. */
export type BookingChange =
  | {
      readonly type: 'create';
      readonly booking: Booking;
      readonly nextSweepAt: Instant | null;
      readonly events: readonly BookingEvent[];
      readonly messages: readonly OutboxMessage[];
    }
  | {
      readonly type: 'update';
      /** As it was read; its version is the condition of the write. */
      readonly before: Stored;
      readonly booking: Booking;
      readonly nextSweepAt: Instant | null;
      readonly events: readonly BookingEvent[];
      readonly messages: readonly OutboxMessage[];
    };

/** An address that bounced hard, to be marked in the transaction of what that means for bookings. */
export interface BouncedAddress {
  readonly customerNumber: CustomerNumber;
  readonly address: string;
  readonly at: Instant;
  readonly reason: string;
}

/** What became of a committed change. `stale`: somebody else was quicker; read again and decide anew. */
export type CommitOutcome = { readonly type: 'committed'; readonly booking: Stored } | { readonly type: 'stale' };

/** One line of a booking's timeline: an audit entry, or a mail on its way. */
export type TimelineEntry =
  | ({ readonly kind: 'event' } & AuditEntry)
  | {
      readonly kind: 'mail';
      /** When it was asked for: the instant of the last event of its change. */
      readonly at: Instant;
      /** A booking mail kind. */
      readonly mail: string;
      readonly state: 'queued' | 'sent' | 'skipped' | 'dead';
    };

/** A course to filter by. */
export interface ListedCourse {
  readonly id: number;
  readonly name: string;
}

/**
 * A list of what needs a manager (api#office-lists). Historic bookings are on none of them but
 * `flagged`, for the date that lies before their order.
 * - `escalated`: pending and escalated, the event not started
 * - `missed`: pending when the event started (`isMissed`)
 * - `flagged`: with a flag, in any status but cancelled
 * - `rebooking`: declined, until the order is cancelled, refunded or replaced
 */
export type Attention = 'escalated' | 'missed' | 'flagged' | 'rebooking';
/** Every list of what needs a manager. */
export const ATTENTIONS: readonly Attention[] = ['escalated', 'missed', 'flagged', 'rebooking'];

/**
 * Bookings with their audit trail and outbox. Reads see every commit that was acknowledged before.
 * Every failure of the database is thrown as `TransientFailure` (or a defect, when it is ours).
 */
export interface Bookings {
  /** The booking with this id in the scope; undefined for a foreign one exactly as for a missing one. */
  find(scope: Scope, id: BookingId): Promise<Stored | undefined>;
  /** Those of these bookings that are in the scope, each once; in no particular order. */
  findMany(scope: Scope, ids: readonly BookingId[]): Promise<readonly Stored[]>;
  /** The booking whose link token has this digest; the digest can't be guessed, so it stands for the right. */
  findByTokenDigest(scope: SystemScope, digest: string): Promise<Stored | undefined>;
  /** Bookings of these orders, by order item id. */
  findByOrders(scope: SystemScope, orderIds: readonly OrderId[]): Promise<readonly Stored[]>;
  /**
   * The bookings whose place the one of this order item took when orders were edited, directly or one after
   * another; in no particular order.
   */
  findReplacedBy(scope: SystemScope, orderItemId: OrderItemId): Promise<readonly Stored[]>;
  /**
   * One page in the list's sequence (`compareForList`), with total and summary of the same moment. Beyond a
   * partner's own scope a search also finds bookings by their partner (`isFoundBy`).
   */
  list(scope: Scope, query: BookingQuery, now: Instant): Promise<BookingPage<Stored>>;
  /** How many bookings are open (`isOpen`). */
  countAnswerable(scope: Scope, now: Instant): Promise<number>;
  /** One page of what needs a manager, in the sequence of `compareForAttention`, with the total of the same moment. */
  attention(scope: ManagerScope, attention: Attention, now: Instant, paging: Paging): Promise<PageOf<Stored>>;
  /** Courses with an id that occur in the scope's bookings, once each, by name; for the course filter. */
  courses(scope: Scope): Promise<readonly ListedCourse[]>;
  /** Oldest first. */
  timeline(scope: Scope, id: BookingId): Promise<readonly TimelineEntry[]>;
  /** Pending bookings whose `nextSweepAt` has come and whose event has not started, most overdue first. */
  due(scope: SystemScope, now: Instant, limit: number): Promise<readonly Stored[]>;
  /** Pending, not historic, never asked, event not started; of this partner. */
  unannounced(
    scope: SystemScope,
    customerNumber: CustomerNumber,
    now: Instant,
    limit: number,
  ): Promise<readonly Stored[]>;
  /** Pending bookings with ids above `afterId`, by id; for work over all of them in pages. */
  pending(scope: SystemScope, afterId: BookingId, limit: number): Promise<readonly Stored[]>;
  /** Distinct ids above `afterOrderId`, ascending, of orders with a booking, not cancelled, whose event lies ahead or has no date. */
  upcomingOrderIds(scope: SystemScope, now: Instant, afterOrderId: OrderId, limit: number): Promise<readonly OrderId[]>;
  /** How many pending or confirmed bookings with unexpired tokens were minted under each key. */
  liveTokenKeys(scope: SystemScope, now: Instant): Promise<ReadonlyMap<string, number>>;
  /**
   * Makes all the changes durable in one transaction, each with its audit rows, delivery rows and
   * outbox jobs, or none of them. A create is stale when its order item already has a booking, an
   * update when the version has moved on. Deliveries are dated by their change's last event; a mail
   * with `notBefore` runs then, everything else at once.
   * @param bounced marked in the same transaction; stale when the partner has another address by now
   * @returns the bookings in the sequence of the changes, or `stale` when any was
   */
  commitAll(
    changes: readonly BookingChange[],
    bounced?: BouncedAddress,
  ): Promise<{ readonly type: 'committed'; readonly bookings: readonly Stored[] } | { readonly type: 'stale' }>;
  /**
   * Makes each change durable on its own condition, all in one statement: those that are stale are
   * left out and the others stand.
   * @returns an outcome for each change, in their sequence
   */
  commitEach(changes: readonly BookingChange[]): Promise<readonly CommitOutcome[]>;
}
