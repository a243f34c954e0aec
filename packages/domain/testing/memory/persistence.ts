import type { Clock } from '@miomente/booking-domain';
import type { PersistenceHarness, PersistencePorts, QueuedJob } from '../harness.ts';
import { type Around, surrounded } from './around.ts';
import { memoryBookings } from './bookings.ts';
import { memoryCalendarFeeds } from './calendar-feeds.ts';
import { memoryCalls } from './calls.ts';
import { memoryDeliveries } from './deliveries.ts';
import { memoryEvents } from './events.ts';
import { memoryKeptAnswers } from './kept-answers.ts';
import { memoryLinkVisits } from './link-visits.ts';
import { memoryLogins } from './logins.ts';
import { memoryPartnerMetrics, memoryWorkload } from './office.ts';
import {
  memoryAwaitedOrders,
  memoryFlaggedOrderItems,
  memorySettledOrders,
  memoryWatermarks,
} from './order-records.ts';
import { memoryPartners } from './partners.ts';
import { memoryReplies } from './replies.ts';
import { SettableClock } from './settable-clock.ts';
import { memoryStandingYeses } from './standing-yeses.ts';
import { emptyState, type MemoryState, restore } from './state.ts';

/** What {@link createMemoryPersistence} may be told. */
export interface MemoryPersistenceOptions {
  /** The store's own clock, by which what waits falls due; a {@link SettableClock} of its own unless given. */
  readonly clock?: Clock;
  /** Stands around every call of every port; for failures, lost answers and chosen interleavings. */
  readonly around?: Around;
}

/** The harness of the in-memory adapters, with what only they can do. */
export interface MemoryPersistence extends PersistenceHarness {
  /** Takes the jobs that are due out of the queue, soonest first, as a worker would. */
  takeDueJobs(): readonly QueuedJob[];
}

const TIME_ZONE = 'Europe/Berlin';

/**
 * Every port that one database stands behind, over one state in memory. Each call is atomic: it
 * runs in one go when its turn comes.
 */
export function createMemoryPersistence(options: MemoryPersistenceOptions = {}): MemoryPersistence {
  const given = options.clock ?? new SettableClock();
  let passedMs = 0;
  const clock: Clock = { now: () => given.now() + passedMs };
  const state = emptyState();
  return {
    ports: portsOver(state, clock, options.around),
    timeZone: TIME_ZONE,
    now: async () => clock.now(),
    letPass: async (ms) => {
      passedMs += ms;
    },
    jobs: async () => [...state.jobs.values()],
    deliveryRows: async () =>
      [...state.deliveries.values()].map(({ id, bookingId, content, state: delivery, attempt }) => ({
        id,
        bookingId,
        content,
        state: delivery,
        attempt,
      })),
    setDeclineReasons: async (reasons) => {
      state.declineReasons.clear();
      for (const reason of reasons) state.declineReasons.set(reason.code, reason);
    },
    reset: async () => restore(state, emptyState()),
    takeDueJobs: () => takeDueJobs(state, clock),
  };
}

function portsOver(state: MemoryState, clock: Clock, around: Around | undefined): PersistencePorts {
  return {
    bookings: surrounded('bookings', memoryBookings(state, { clock, timeZone: TIME_ZONE }), around),
    calls: surrounded('calls', memoryCalls(state, clock), around),
    deliveries: surrounded('deliveries', memoryDeliveries(state, clock), around),
    partners: surrounded('partners', memoryPartners(state), around),
    declineReasons: surrounded('declineReasons', { all: async () => [...state.declineReasons.values()] }, around),
    keptAnswers: surrounded('keptAnswers', memoryKeptAnswers(state, clock), around),
    linkVisits: surrounded('linkVisits', memoryLinkVisits(state), around),
    logins: surrounded('logins', memoryLogins(state, clock), around),
    replies: surrounded('replies', memoryReplies(state), around),
    revokedSessions: surrounded(
      'revokedSessions',
      {
        revoke: async (sessionId, expiresAt) => {
          state.revokedSessions.set(sessionId, expiresAt);
        },
        isRevoked: async (sessionId) => state.revokedSessions.has(sessionId),
      },
      around,
    ),
    events: surrounded('events', memoryEvents(state, clock), around),
    flaggedOrderItems: surrounded('flaggedOrderItems', memoryFlaggedOrderItems(state, clock), around),
    awaitedOrders: surrounded('awaitedOrders', memoryAwaitedOrders(state, clock), around),
    watermarks: surrounded('watermarks', memoryWatermarks(state), around),
    settledOrders: surrounded('settledOrders', memorySettledOrders(state), around),
    calendarFeeds: surrounded('calendarFeeds', memoryCalendarFeeds(state), around),
    standingYeses: surrounded('standingYeses', memoryStandingYeses(state), around),
    partnerMetrics: surrounded('partnerMetrics', memoryPartnerMetrics(state, { timeZone: TIME_ZONE }), around),
    workload: surrounded('workload', memoryWorkload(state), around),
  };
}

function takeDueJobs(state: MemoryState, clock: Clock): readonly QueuedJob[] {
  const now = clock.now();
  const due = [...state.jobs].filter(([, job]) => job.runAt <= now).sort(([, a], [, b]) => a.runAt - b.runAt);
  for (const [key] of due) state.jobs.delete(key);
  return due.map(([, job]) => job);
}
