import type { AuditEntry } from '../booking/audit.ts';
import type { Booking, BookingId, OrderId, OrderItemId, Stored } from '../booking/booking.ts';
import type { BundleKey } from '../booking/bundle.ts';
import type { BookingEvent } from '../booking/event.ts';
import type { OutboxMessage } from '../booking/message.ts';
import type { StandingYesClaim } from '../booking/standing-yes.ts';
import type { CourseDate, CourseDateQuery } from '../listing/course-date.ts';
import type { PageOf, Paging } from '../listing/paging.ts';
import type { PastDates, PastDatesQuery } from '../listing/past-dates.ts';
import type { BookingPage, BookingQuery } from '../listing/query.ts';
import type { CustomerNumber } from '../partner/partner.ts';
import type { Instant } from '../time/instant.ts';
import type { DueClaim, DuePage } from './due.ts';
import type { KeyedRequest } from './kept-answers.ts';
import type { NewReply } from './replies.ts';
import type { ManagerScope, PartnerScope, Scope, SystemScope } from './scope.ts';
import type { SweepReads } from './sweep-reads.ts';

/** The change of one booking: everything that must become durable together. */
export type BookingChange =
  | {
      readonly type: 'create';
      readonly booking: Booking;
      readonly nextSweepAt: Instant | null;
      readonly events: readonly BookingEvent[];
      readonly messages: readonly OutboxMessage[];
      /** Only set when a standing yes confirmed it: a condition of the write. */
      readonly standingYes?: StandingYesClaim;
      readonly bundle?: BundleKey | undefined;
      readonly askedBy?: KeyedRequest | undefined;
    }
  | {
      readonly type: 'update';
      /** The booking as read; its version is the condition of the write. */
      readonly before: Stored;
      readonly booking: Booking;
      readonly nextSweepAt: Instant | null;
      readonly events: readonly BookingEvent[];
      readonly messages: readonly OutboxMessage[];
      /** The change's mails travel in one mail with all others of the same bundle (delivery#bundles). */
      readonly bundle?: BundleKey | undefined;
      /** The keyed request that asked for it, kept with it; the same for all changes of one commit that have one. */
      readonly askedBy?: KeyedRequest | undefined;
      /** What the partner wrote, kept with the change. */
      readonly reply?: NewReply;
    };

/** An address that bounced hard, to be marked in the same transaction as the effects on bookings. */
export interface BouncedAddress {
  readonly customerNumber: CustomerNumber;
  readonly address: string;
  readonly at: Instant;
  readonly reason: string;
}

/** The result of a commit. `stale`: somebody else changed the booking first; read and decide again. */
export type CommitOutcome = { readonly type: 'committed'; readonly booking: Stored } | { readonly type: 'stale' };

/** One line of a booking's timeline: an audit entry, or a mail on its way. */
export type TimelineEntry =
  | ({ readonly kind: 'event' } & AuditEntry)
  | {
      readonly kind: 'mail';
      /** When it was requested: the instant of the last event of its change. */
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
 * A list for managers (api#office-lists). Historic bookings are only on `flagged`, when their event is dated before
 * their order.
 * - `escalated`: pending and escalated, the event not started
 * - `missed`: pending when the event started (`isMissed`)
 * - `flagged`: with a flag, in any status but cancelled
 * - `rebooking`: declined, until the order is cancelled, refunded or replaced
 */
export type Attention = 'escalated' | 'missed' | 'flagged' | 'rebooking';
/** Every list of what needs a manager. */
export const ATTENTIONS: readonly Attention[] = ['escalated', 'missed', 'flagged', 'rebooking'];

/**
 * Bookings with their audit trail and outbox. A read sees every commit acknowledged before it. Every failure of the
 * database is thrown as `TransientFailure` (or as an ordinary error when it is a bug of ours).
 */
export interface Bookings extends SweepReads {
  /** The booking with this id in the scope; undefined for another partner's as for a missing one. */
  find(scope: Scope, id: BookingId): Promise<Stored | undefined>;
  /** Those of these bookings that are in the scope, each once; in no particular order. */
  findMany(scope: Scope, ids: readonly BookingId[]): Promise<readonly Stored[]>;
  /**
   * The booking whose link token has this digest. The digest can't be guessed, so it proves the right to see the
   * booking.
   */
  findByTokenDigest(scope: SystemScope, digest: string): Promise<Stored | undefined>;
  /** Bookings of these orders, by order item id. */
  findByOrders(scope: SystemScope, orderIds: readonly OrderId[]): Promise<readonly Stored[]>;
  /**
   * The bookings that the one of this order item replaced when orders were edited, directly or through others; in no
   * particular order.
   */
  findReplacedBy(scope: SystemScope, orderItemId: OrderItemId): Promise<readonly Stored[]>;
  /**
   * One page in the list's order (`compareForList`), with total and summary from the same snapshot. Beyond a partner's
   * own scope, a search also finds bookings by their partner (`isFoundBy`).
   */
  list(scope: Scope, query: BookingQuery, now: Instant): Promise<BookingPage<Stored>>;
  /**
   * One page of a partner's course dates in the query's sequence (`courseDatesOf`), with the total of the same moment.
   * What doesn't pass the filter counts nowhere; the filter's status picks course dates with such a booking.
   */
  courseDates(scope: PartnerScope, query: CourseDateQuery, now: Instant): Promise<PageOf<CourseDate>>;
  /**
   * A part of a partner's past course dates, in the sequence `latest` (`courseDatesOf`), from a place on. What it costs
   * grows with the part, not with the history.
   */
  pastDates(scope: PartnerScope, query: PastDatesQuery, now: Instant): Promise<PastDates>;
  /** How many bookings are open (`isOpen`). */
  countAnswerable(scope: Scope, now: Instant): Promise<number>;
  /**
   * One page of a managers' list, in the order of `compareForAttention`, with the total from the same snapshot.
   * @param of when given, only the bookings of this partner, of which no others are read
   */
  attention(
    scope: ManagerScope,
    attention: Attention,
    now: Instant,
    paging: Paging,
    of?: CustomerNumber,
  ): Promise<PageOf<Stored>>;
  /** As {@link attention}, without the bookings themselves: for a page too long to be held at once. */
  attentionIds(scope: ManagerScope, attention: Attention, now: Instant, paging: Paging): Promise<PageOf<BookingId>>;
  /** Courses with an id that occur in the scope's bookings, once each, by name; for the course filter. */
  courses(scope: Scope): Promise<readonly ListedCourse[]>;
  /** Oldest first. */
  timeline(scope: Scope, id: BookingId): Promise<readonly TimelineEntry[]>;
  /**
   * Claims pending bookings whose `nextSweepAt` has passed and whose event has not started, partner by partner: of those
   * beyond `after`, the most overdue ones and whatever else is due of their partners, until `limit` is reached. Of a
   * partner with more than `limit`, whole mails (`wholeMails`); the next ones are free for others at once. Sweeps that
   * ask at the same time never claim the same booking. A claim only shares out the work: it keeps nobody from writing,
   * and of a sweep that was killed nothing stays behind that another one would not take.
   */
  claimDue(scope: SystemScope, now: Instant, claim: DueClaim): Promise<DuePage>;
  /**
   * Makes all changes durable in one transaction, each with its audit rows, delivery rows and outbox jobs, or none of
   * them. A create is stale when its order item already has a booking, an update when the version has changed. A create
   * with a standing yes is also stale when that was revoked or changed, or when its number has no room for the people:
   * however many write at once, the people it confirmed are never more (booking#standing-yes).
   * Deliveries are dated by their change's last event; a mail with `notBefore` runs then, everything else at once.
   * @param bounced marked in the same transaction; stale when the partner has another address by now
   * @returns the bookings in the order of the changes, or `stale` when any was
   */
  commitAll(
    changes: readonly BookingChange[],
    bounced?: BouncedAddress,
  ): Promise<{ readonly type: 'committed'; readonly bookings: readonly Stored[] } | { readonly type: 'stale' }>;
  /**
   * Makes each change durable on its own condition, all in one statement: stale ones are left out and the others are
   * written.
   * @returns an outcome for each change, in their order
   */
  commitEach(changes: readonly BookingChange[]): Promise<readonly CommitOutcome[]>;
}
