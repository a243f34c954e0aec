import { TransientFailure } from '@miomente/booking-domain';
import type pg from 'pg';
import { endsConnection, isCollision, isTimeOut, mayHaveHappened, NeverSent, translated } from './failures.ts';

/** An SQL text and its parameters. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

const MAX_TRIES = 4;

/**
 * Runs single statements, each a transaction of its own. Failures are thrown as the ports promise
 * them. A connection that broke or timed out does not go back into the pool.
 */
export class Database {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Runs a statement; one that was undone because it collided with others is run again.
   * @throws TransientFailure when the database can't answer now; whether the statement was carried out is then unknown
   * @throws RefusedByDatabase when the statement or its data is at fault
   */
  rows<Row extends pg.QueryResultRow>(query: Query): Promise<readonly Row[]> {
    return this.#run<Row>(query, isCollision);
  }

  /**
   * As {@link rows}, for a statement that only reads: it is run again when its connection breaks. After a
   * restart of the server the pool holds connections that don't know of it yet.
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

  /** Runs a statement once; throws what the driver throws. */
  async raw<Row extends pg.QueryResultRow>({ text, values }: Query): Promise<readonly Row[]> {
    const client = await this.#pool.connect().catch(neverSent);
    let broken = false;
    try {
      const { rows } = await client.query<Row>(text, [...values]);
      return rows;
    } catch (error) {
      broken = endsConnection(error);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

function neverSent(error: unknown): never {
  const cause = translated(error);
  if (!(cause instanceof TransientFailure)) throw cause;
  throw new NeverSent(cause.message, { cause: cause.cause });
}
