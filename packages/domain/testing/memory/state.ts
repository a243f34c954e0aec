import {
  type AuditEntry,
  type BookingId,
  type BundleKey,
  type CalendarRevision,
  type Call,
  type Claim,
  type CustomerNumber,
  DEFAULT_DECLINE_REASONS,
  type DeclineReason,
  type DeliveryContent,
  type DeliveryId,
  type DuePlace,
  type FlaggedOrderItem,
  type Instant,
  type KeptAnswer,
  type KeptVisit,
  type Login,
  type NewLogin,
  type NewReply,
  type OrderCursor,
  type Partner,
  type PushTurn,
  type Reply,
  type SettledOrder,
  type StandingYes,
  type StandingYesId,
  type Stored,
  type SweepId,
} from '@miomente/booking-domain';
import type { DeliveryRow, QueuedJob } from '../harness.ts';

/** A booking beside the instant at which a sweep must look at it. */
export interface KeptBooking {
  readonly booking: Stored;
  readonly nextSweepAt: Instant | null;
}

/** A delivery with everything that was recorded of it. */
export interface KeptDelivery extends DeliveryRow {
  readonly messageId: string;
  /** The mails that it may travel with. */
  readonly bundle: BundleKey | null;
  /** The message id of the mail in which it was last begun with others. */
  readonly sentAs: string | null;
  /** Until when it is part of another delivery's turn, by the store's own clock. */
  readonly takenUntil: Instant | null;
  readonly createdAt: Instant;
  readonly queuedAt: Instant;
  /** `queuedAt` by the store's own clock. */
  readonly keptAt: Instant;
  readonly content: DeliveryContent;
  /** When the attempt that has not ended began. */
  readonly begunAt: Instant | null;
  readonly unsureAt: Instant | null;
  /** Since when attempts have failed in a row, by the store's own clock. */
  readonly failingSince: Instant | null;
  readonly providerId: string | null;
  /** Which address it was handed over for. */
  readonly address: string | null;
  readonly reason: string | null;
  readonly finishedAt: Instant | null;
  /** How the newest attempt ended, as far as it has. */
  readonly lastResult: { readonly at: Instant; readonly failed: boolean } | null;
}

/** A standing yes, without the people it confirmed: those are counted among the bookings. */
export type KeptStandingYes = Omit<StandingYes, 'confirmedPeople'> & { readonly revokedAt: Instant | null };

/** An event with the booking that it is about. */
export interface KeptEvent {
  readonly bookingId: BookingId;
  readonly entry: AuditEntry;
}

/** How far pushing has come. */
export interface KeptPush extends PushTurn {
  readonly heldUntil: number;
  readonly waitsUntil: number;
  readonly failingSince: number | null;
  readonly paused: boolean;
  readonly pauses: number;
}

/** Which sweep works at a partner's bookings. */
export interface KeptSweepClaim {
  readonly sweep: SweepId;
  /** By the store's own clock. */
  readonly until: number;
  /** The last of whole mails: what comes after is free. Null for whatever is due. */
  readonly upTo: DuePlace | null;
}

/** A keyed request with what is known of it. */
export interface KeptRequest {
  readonly id: number;
  readonly fingerprint: string;
  readonly askedAt: number;
  readonly heldUntil: number;
  readonly written: readonly BookingId[];
  readonly answer: KeptAnswer | null;
}

type Sequence = 'booking' | 'sweep' | 'delivery' | 'login' | 'standingYes' | 'keptAnswer';

/** A login with the browser that asked for it. */
export type KeptLogin = Login & Pick<NewLogin, 'browser'>;

/** The address of a partner's calendar, and which calendar was shown last. */
export interface KeptCalendarFeed {
  readonly digest: string;
  readonly madeAt: Instant;
  readonly last?: CalendarRevision & { readonly shown: string };
}

/** What the real adapters keep in one database. Every value in it is immutable; only the maps change. */
export interface MemoryState {
  readonly bookings: Map<BookingId, KeptBooking>;
  readonly audit: Map<BookingId, readonly AuditEntry[]>;
  readonly deliveries: Map<DeliveryId, KeptDelivery>;
  /** Waiting jobs, by the key under which a later one replaces an earlier. */
  readonly jobs: Map<string, QueuedJob>;
  readonly partners: Map<CustomerNumber, Partner>;
  readonly logins: Map<number, KeptLogin>;
  /** By the session's id: whose login it is, and how many pages it has asked for. */
  readonly loginSessions: Map<string, { readonly loginId: number; readonly pages: number }>;
  /** By the digest of caller and key. */
  readonly keptAnswers: Map<string, KeptRequest>;
  readonly linkVisits: Map<BookingId, readonly KeptVisit[]>;
  /** What partners wrote, by booking, oldest first. */
  readonly replies: Map<BookingId, readonly (Omit<NewReply, 'text'> & Pick<Reply, 'text'>)[]>;
  /** When the question of a booking's page was answered. */
  readonly linkAnswers: Map<BookingId, readonly Instant[]>;
  /** By partner; one that has ended stays for its number. */
  readonly claims: Map<CustomerNumber, Claim>;
  readonly sweepClaims: Map<CustomerNumber, KeptSweepClaim>;
  /** In the order they came. */
  readonly callLog: Map<number, Call>;
  readonly revokedSessions: Map<string, Instant>;
  /** In the order they happened, by id. */
  readonly events: Map<number, KeptEvent>;
  /** One entry at most. */
  readonly push: Map<'push', KeptPush>;
  readonly flaggedOrderItems: Map<number, FlaggedOrderItem>;
  readonly watermarks: Map<string, OrderCursor>;
  /** By order id. */
  readonly settledOrders: Map<number, SettledOrder & { readonly policy: string }>;
  readonly calendarFeeds: Map<CustomerNumber, KeptCalendarFeed>;
  /** Also those revoked; by id. */
  readonly standingYeses: Map<StandingYesId, KeptStandingYes>;
  readonly declineReasons: Map<string, DeclineReason>;
  /** The last id given out, by what it was for. */
  readonly sequences: Map<Sequence, number>;
}

export function emptyState(): MemoryState {
  return {
    bookings: new Map(),
    audit: new Map(),
    deliveries: new Map(),
    jobs: new Map(),
    partners: new Map(),
    logins: new Map(),
    loginSessions: new Map(),
    keptAnswers: new Map(),
    linkVisits: new Map(),
    replies: new Map(),
    linkAnswers: new Map(),
    claims: new Map(),
    sweepClaims: new Map(),
    callLog: new Map(),
    revokedSessions: new Map(),
    events: new Map(),
    push: new Map(),
    flaggedOrderItems: new Map(),
    watermarks: new Map(),
    settledOrders: new Map(),
    calendarFeeds: new Map(),
    standingYeses: new Map(),
    declineReasons: new Map(DEFAULT_DECLINE_REASONS.map((reason) => [reason.code, reason])),
    sequences: new Map(),
  };
}

/** Replaces everything in one state by what another holds. */
export function restore(state: MemoryState, from: MemoryState): void {
  const refill = <Key, Value>(map: Map<Key, Value>, by: ReadonlyMap<Key, Value>): void => {
    map.clear();
    for (const [key, value] of by) map.set(key, value);
  };
  refill(state.bookings, from.bookings);
  refill(state.audit, from.audit);
  refill(state.deliveries, from.deliveries);
  refill(state.jobs, from.jobs);
  refill(state.partners, from.partners);
  refill(state.logins, from.logins);
  refill(state.loginSessions, from.loginSessions);
  refill(state.keptAnswers, from.keptAnswers);
  refill(state.linkVisits, from.linkVisits);
  refill(state.replies, from.replies);
  refill(state.linkAnswers, from.linkAnswers);
  refill(state.claims, from.claims);
  refill(state.sweepClaims, from.sweepClaims);
  refill(state.callLog, from.callLog);
  refill(state.revokedSessions, from.revokedSessions);
  refill(state.events, from.events);
  refill(state.push, from.push);
  refill(state.flaggedOrderItems, from.flaggedOrderItems);
  refill(state.watermarks, from.watermarks);
  refill(state.settledOrders, from.settledOrders);
  refill(state.calendarFeeds, from.calendarFeeds);
  refill(state.standingYeses, from.standingYeses);
  refill(state.declineReasons, from.declineReasons);
  refill(state.sequences, from.sequences);
}

/** A copy that later changes of the state don't reach. */
function copyOf(state: MemoryState): MemoryState {
  const copy = emptyState();
  restore(copy, state);
  return copy;
}

/**
 * Runs work that must happen in full or not at all; what it changed is taken back when it throws.
 * Synchronous, so that nothing can come between.
 */
export function atomically<Value>(state: MemoryState, work: () => Value): Value {
  const before = copyOf(state);
  try {
    return work();
  } catch (error) {
    restore(state, before);
    throw error;
  }
}

export function nextId(state: MemoryState, of: Sequence): number {
  const id = (state.sequences.get(of) ?? 0) + 1;
  state.sequences.set(of, id);
  return id;
}
