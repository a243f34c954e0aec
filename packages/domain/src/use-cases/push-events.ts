import { retryAfter } from '../delivery/retry.ts';
import { cloudEvent } from '../events/cloud-event.ts';
import type { PublishedEvent } from '../events/published-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventReceiver, Events, PushTurn } from '../ports/events.ts';
import { PermanentFailure, TransientFailure } from '../ports/failure.ts';
import type { Random } from '../ports/random.ts';
import { systemScope } from '../ports/scope.ts';
import { eventsTicketKey, type TicketDesk } from '../ports/ticket-desk.ts';
import { DAY_MS, type DurationMs, SECOND_MS } from '../time/instant.ts';
import { DEFAULT_EVENT_TELLING, type EventsOutSettings } from './read-events.ts';

const SCOPE = systemScope('events that others are told');
/** Longer than a receiver may take, so that a turn that works never ends by itself. */
const TURN_MS: DurationMs = 30 * SECOND_MS;
/** After this time a turn ends, so that a process that is told to stop need not wait. */
const WORK_MS: DurationMs = 2 * SECOND_MS;
const PAGE = 100;
/** Pushing is paused after nothing has been taken for so long. */
export const PUSH_PAUSED_AFTER_MS: DurationMs = DAY_MS;

/** Dependencies of {@link makePushEvents}. */
export interface PushEventsDeps extends EventsOutSettings {
  readonly events: Events;
  readonly ticketDesk: TicketDesk;
  readonly clock: Clock;
  readonly random: Random;
  /** Who is told; nobody where it is absent. */
  readonly eventReceiver?: EventReceiver | null;
}

/** What a turn came to. */
export interface EventsPushed {
  /** How many events were taken. */
  readonly taken: number;
  /** Why the next one was not, in words that are safe to log; null when none was refused. */
  readonly failure: string | null;
  /** Pushing was paused by this turn. */
  readonly paused: boolean;
}

/** See {@link makePushEvents}. */
export type PushEvents = () => Promise<EventsPushed>;

/**
 * Publishes events, and pushes those that are due, one after the other (events#push). Of any number of processes one
 * pushes at a time. An event that is not taken is tried again after a growing wait, and none goes before it; after a day
 * of failures pushing is paused, and the office has a ticket. What was handed over and could not be recorded is handed
 * over again.
 */
export function makePushEvents(deps: PushEventsDeps): PushEvents {
  const { events, eventReceiver: receiver = null } = deps;
  return async () => {
    await events.publish();
    if (receiver === null) {
      await events.standDown();
      return { taken: 0, failure: null, paused: false };
    }
    const turn = await events.takeTurn(TURN_MS);
    if (turn === undefined) return { taken: 0, failure: null, paused: false };
    return push(deps, receiver, turn);
  };
}

async function push(deps: PushEventsDeps, receiver: EventReceiver, turn: PushTurn): Promise<EventsPushed> {
  const { events, clock } = deps;
  const until = clock.now() + WORK_MS;
  let { position, failures } = turn;
  let taken = 0;
  for (;;) {
    const page = await events.after(SCOPE, position, PAGE);
    for (const event of page) {
      const failure = await handOver(deps, receiver, event);
      if (failure !== null) return { taken, ...(await refused(deps, { ...turn, failures }, failure)) };
      failures = 0;
      ({ position } = event);
      if (!(await events.taken(turn, position, TURN_MS))) return { taken, failure: null, paused: false };
      taken += 1;
      if (clock.now() >= until) break;
    }
    if (page.length < PAGE || clock.now() >= until) break;
  }
  await events.endTurn(turn);
  return { taken, failure: null, paused: false };
}

type Failure = TransientFailure | PermanentFailure;

async function handOver(
  { eventTelling = DEFAULT_EVENT_TELLING }: PushEventsDeps,
  receiver: EventReceiver,
  event: PublishedEvent,
): Promise<Failure | null> {
  try {
    await receiver.receive(String(event.id), JSON.stringify(cloudEvent(event, eventTelling)));
    return null;
  } catch (error) {
    if (error instanceof TransientFailure || error instanceof PermanentFailure) return error;
    throw error;
  }
}

async function refused(
  { events, random, ticketDesk }: PushEventsDeps,
  turn: PushTurn,
  failure: Failure,
): Promise<Pick<EventsPushed, 'failure' | 'paused'>> {
  const asked = failure instanceof TransientFailure ? failure.retryAfterMs : null;
  const failing = await events.refused(turn, retryAfter(turn.failures + 1, asked, random.next()));
  const told = { failure: failure.message, paused: false };
  if (failing === undefined || failing.forMs < PUSH_PAUSED_AFTER_MS) return told;
  // The ticket first: if it can't be opened now, the next failure tries again. The desk opens it once.
  const key = eventsTicketKey(failing.pauses + 1);
  await ticketDesk.open({ type: 'events_paused', key, reason: 'events_paused', failure: failure.message });
  return { ...told, paused: await events.pause() };
}
