import type { TransientFailure } from '@miomente/booking-domain';
import { outOfTime } from '@miomente/booking-postgres';

/** How the requests of one process share the database when there are more than it can serve. */
export interface TurnLimits {
  /** How many requests are at work at once. */
  readonly atOnce: number;
  /** How many may wait besides. */
  readonly waiting: number;
}

/** A request, from its first statement to its answer. */
export class Place {
  /** Statements that run now. */
  running = 0;
  /** Since when none runs, in milliseconds of `performance`. */
  idleSince = 0;
  /** Set while it waits. */
  turn: Waiting | undefined;
  /** Why it was sent away: it does not wait twice. */
  refused: TransientFailure | undefined;
  /** Whether its work has begun: it goes before those whose work has not. */
  begun = false;
  ended = false;
}

interface Waiting {
  readonly place: Place;
  readonly come: Promise<void>;
  readonly begin: () => void;
  readonly refuse: (why: TransientFailure) => void;
}

/**
 * A request that asks nothing of the database for so long waits for somebody else, the shop or its client, and others
 * take its turn.
 */
const IDLE_MS = 250;
const LOOK_FOR_IDLE_MS = 50;
const CROWDED = 'Too many requests wait for the database; try this one again.';

/**
 * Lets so many requests use the database at once; the others wait for their turn, and the newest is next. When more come
 * than can be served, requests that all progress together all miss their deadline, and so does each one of a line that is
 * longer than the deadline: the newest still has time.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #atWork = new Set<Place>();
  /** Whose turn was taken while they did something else; the first to come back is next. */
  readonly #begun: Waiting[] = [];
  /** The newest is last, and next. */
  readonly #fresh: Waiting[] = [];
  #looking: NodeJS.Timeout | undefined;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** How many requests wait for their turn. */
  get waiting(): number {
    return this.#begun.length + this.#fresh.length;
  }

  /**
   * Waits for the turn of a request, at most so many milliseconds.
   * @returns what says that the statement has ended
   * @throws TransientFailure when the time is up, or newer ones have come that are too many
   */
  async enter(place: Place, ms: number): Promise<() => void> {
    if (place.refused !== undefined) throw place.refused;
    // What goes on after the answer waits for nobody.
    if (!place.ended && !this.#atWork.has(place)) await this.#comes(place, ms);
    place.running += 1;
    return () => {
      place.running -= 1;
      place.idleSince = performance.now();
    };
  }

  /** A request has its answer. */
  end(place: Place): void {
    place.ended = true;
    if (place.turn !== undefined) this.#sendAway(place.turn, outOfTime());
    if (this.#atWork.delete(place)) this.#callNext();
  }

  async #comes(place: Place, ms: number): Promise<void> {
    if (this.#atWork.size < this.#limits.atOnce && this.waiting === 0) return this.#begin(place);
    place.turn ??= this.#wait(place);
    const { turn } = place;
    const late = setTimeout(() => this.#sendAway(turn, outOfTime()), ms);
    await turn.come.finally(() => clearTimeout(late));
  }

  #wait(place: Place): Waiting {
    const waiting = waitingOf(place);
    (place.begun ? this.#begun : this.#fresh).push(waiting);
    const oldest = this.#fresh.length > this.#limits.waiting ? this.#fresh[0] : undefined;
    if (oldest !== undefined) this.#sendAway(oldest, outOfTime(CROWDED));
    this.#looking ??= setInterval(() => this.#takeFromIdle(), LOOK_FOR_IDLE_MS);
    return waiting;
  }

  #begin(place: Place): void {
    place.begun = true;
    place.idleSince = performance.now();
    this.#atWork.add(place);
  }

  #callNext(): void {
    while (this.#atWork.size < this.#limits.atOnce) {
      const next = this.#begun[0] ?? this.#fresh.at(-1);
      if (next === undefined) return;
      this.#leaveLine(next);
      this.#begin(next.place);
      next.begin();
    }
  }

  #sendAway(waiting: Waiting, why: TransientFailure): void {
    this.#leaveLine(waiting);
    waiting.place.refused = why;
    waiting.refuse(why);
  }

  #leaveLine(waiting: Waiting): void {
    const line = waiting.place.begun ? this.#begun : this.#fresh;
    const at = line.indexOf(waiting);
    if (at >= 0) line.splice(at, 1);
    waiting.place.turn = undefined;
    if (this.waiting > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #takeFromIdle(): void {
    const since = performance.now() - IDLE_MS;
    for (const place of this.#atWork) {
      if (place.running === 0 && place.idleSince < since) this.#atWork.delete(place);
    }
    this.#callNext();
  }
}

function waitingOf(place: Place): Waiting {
  let begin = (): void => {};
  let refuse = (_why: TransientFailure): void => {};
  const come = new Promise<void>((resolve, reject) => {
    begin = resolve;
    refuse = reject;
  });
  return { place, come, begin, refuse };
}
