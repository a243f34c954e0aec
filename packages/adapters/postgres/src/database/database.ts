import { TransientFailure } from '@miomente/booking-domain';
import type pg from 'pg';
import { connectWithin, NO_DEADLINE, NO_TURNS, type TimeLeft, type Turn, waitAtMost } from './deadline.ts';
import {
  endsConnection,
  isCollision,
  isStalePlan,
  isTimeOut,
  mayHaveHappened,
  NeverSent,
  translated,
} from './failures.ts';
import { Growth } from './growth.ts';
import { StatementNames } from './statement-names.ts';

/** An SQL text and its parameters. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Its best plan depends on the values, so that none is kept. */
  readonly plannedAnew?: true;
}

export interface DatabaseOptions {
  /** How long the request at work may still take; without it none has a deadline. */
  readonly timeLeft?: TimeLeft | undefined;
  /** When it is the turn of the request at work; without it nobody waits for others. */
  readonly turn?: Turn | undefined;
  /** Whether sessions keep the plans of statements. Off for a pooler that gives each transaction another session. */
  readonly preparedStatements?: boolean | undefined;
}

const MAX_TRIES = 4;

/**
 * Runs single statements, each in its own transaction. Failures are thrown as the ports promise. A connection that
 * broke or timed out does not return to the pool. All statements of one request share its deadline, so that their time
 * limits do not add up.
 */
export class Database {
  readonly #pool: pg.Pool;
  readonly #timeLeft: TimeLeft;
  readonly #turn: Turn;
  readonly #names: StatementNames | undefined;
  readonly #growth = new Growth();

  constructor(pool: pg.Pool, options: DatabaseOptions = {}) {
    const { timeLeft = NO_DEADLINE, turn = NO_TURNS, preparedStatements = true } = options;
    this.#pool = pool;
    this.#timeLeft = timeLeft;
    this.#turn = turn;
    // Planning takes longer than running: the default list costs a session 3.4 to 9.5 ms unnamed and 0.8 ms by name,
    // measured with a million bookings.
    this.#names = preparedStatements ? new StatementNames() : undefined;
  }

  /**
   * Runs a statement; repeats it when it was undone because of a conflict with others.
   * @throws TransientFailure when the database can't answer now; whether the statement was executed is then unknown
   * @throws RefusedByDatabase when the statement or its data is wrong
   */
  rows<Row extends pg.QueryResultRow>(query: Query): Promise<readonly Row[]> {
    return this.#run<Row>(query, isCollision);
  }

  /**
   * Like {@link rows}, for a statement that only reads: it is repeated when its connection breaks. After a restart of
   * the server, the pool has connections that don't know about it yet.
   */
  read<Row extends pg.QueryResultRow>(query: Query): Promise<readonly Row[]> {
    return this.#run<Row>(query, (error) => isCollision(error) || (mayHaveHappened(error) && !isTimeOut(error)));
  }

  async #run<Row extends pg.QueryResultRow>(query: Query, again: (error: unknown) => boolean): Promise<readonly Row[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.raw<Row>(query);
      } catch (error) {
        if (tries >= MAX_TRIES || !again(error)) throw translated(error);
      }
    }
  }

  /** Runs a statement once; throws the driver's error, or {@link NeverSent}. */
  async raw<Row extends pg.QueryResultRow>(query: Query): Promise<readonly Row[]> {
    return (await this.ask<Row>(query)).rows;
  }

  /** As {@link raw}; gives the driver's whole result. */
  async ask<Row extends pg.QueryResultRow>(query: Query): Promise<pg.QueryResult<Row>> {
    const ended = await this.#turn().catch(neverSent);
    try {
      return await this.#ask<Row>(query);
    } finally {
      ended();
    }
  }

  async #ask<Row extends pg.QueryResultRow>({ text, values, plannedAnew }: Query): Promise<pg.QueryResult<Row>> {
    const client = await connectWithin(this.#pool, this.#timeLeft).catch(neverSent);
    let broken = false;
    try {
      const limits = (): object => waitAtMost(this.#pool, this.#timeLeft);
      const named = !plannedAnew && this.#names !== undefined && (await this.#growth.isGrown(client, limits()));
      const asked = { text, values: [...values], ...limits() };
      const name = named ? this.#names.of(text) : undefined;
      if (name === undefined) return await client.query<Row>(asked);
      try {
        return await client.query<Row>({ ...asked, name });
      } catch (error) {
        if (!isStalePlan(error)) throw error;
        // It was refused before it began. The session has kept what no longer fits, and ends with this statement.
        const result = await client.query<Row>(asked);
        broken = true;
        return result;
      }
    } catch (error) {
      broken = endsConnection(error) && !(error instanceof NeverSent);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

function neverSent(error: unknown): never {
  const cause = translated(error);
  if (!(cause instanceof TransientFailure) || cause instanceof NeverSent) throw cause;
  throw new NeverSent(cause.message, { cause: cause.cause });
}
