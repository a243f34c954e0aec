import type { EventPosition, PublishedEvent } from '../events/published-event.ts';
import { type DurationMs, HOUR_MS } from '../time/instant.ts';
import type { SystemScope } from './scope.ts';

/** How long after the last failure's wait pushing counts as given up, where nobody is told any more. */
export const STOOD_DOWN_AFTER_MS: DurationMs = HOUR_MS;

/** The right to push events, for a while: nobody else has it, and a later turn ends it. */
export interface PushTurn {
  /** The turn's own number. */
  readonly fence: number;
  /** The position of the last event that was taken. */
  readonly position: EventPosition;
  /** How many attempts at the next event have failed, one after the other. */
  readonly failures: number;
}

/**
 * All events of all bookings in one sequence (events#order). An event gets its position after its change is durable,
 * from one publisher at a time: what has a position is never followed by an event with a lower one, and the events of one
 * booking have the order in which they happened.
 */
export interface Events {
  /**
   * Gives events without a position theirs, some at a time; of several publishers at once one does.
   * @returns how many, 0 when there is nothing more for this caller to do
   */
  publish(): Promise<number>;
  /** Events after a position, in their order. Reads no more than these, however many there are. */
  after(scope: SystemScope, position: EventPosition, limit: number): Promise<readonly PublishedEvent[]>;
  /**
   * Takes the turn to push for so long from now, by the store's own clock. The first turn of all begins after what had
   * happened when somebody first asked for it.
   * @returns undefined while somebody else has it, while pushing waits after a failure, while it is paused, and before
   *   the first turn until all of what had happened is published
   */
  takeTurn(forMs: DurationMs): Promise<PushTurn | undefined>;
  /** Records that an event was taken, and prolongs the turn. @returns false when the turn is somebody else's by now */
  taken(turn: PushTurn, position: EventPosition, forMs: DurationMs): Promise<boolean>;
  /**
   * Records that an event was not taken; the next turn begins after this long from now at the earliest. Ends the turn.
   * @returns undefined when the turn is somebody else's by now
   */
  refused(turn: PushTurn, afterMs: DurationMs): Promise<Failing | undefined>;
  /** Ends the turn, so that another may begin at once. */
  endTurn(turn: PushTurn): Promise<void>;
  /** Pauses pushing until {@link resume}. @returns false when it is paused already */
  pause(): Promise<boolean>;
  /**
   * Says that nobody is told here. Once none has tried to push for {@link STOOD_DOWN_AFTER_MS}, it ends a pause and forgets
   * failures, so that whoever is told later begins without them, after the last event that was taken.
   */
  standDown(): Promise<void>;
  /** Goes on pushing, at once: after the last event that was taken, or after the given position. */
  resume(after?: EventPosition): Promise<void>;
}

/** How pushing fares while nothing is taken. */
export interface Failing {
  /** Since its first failure in a row, or since it was resumed. */
  readonly forMs: DurationMs;
  /** How often it has been paused before. */
  readonly pauses: number;
}

/** Who is told of events. */
export interface EventReceiver {
  /**
   * Hands one event over. Once this resolves, it was taken.
   * @param id names the event; the same for a repetition
   * @throws TransientFailure or PermanentFailure when it was not taken, or may not have been
   */
  receive(id: string, body: string): Promise<void>;
}
