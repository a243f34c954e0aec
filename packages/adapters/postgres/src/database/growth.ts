import type pg from 'pg';
import { BOOKINGS } from '../bookings/table.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';

/** Of a table this large a row is found by its index, whatever the planner believes of the rows. */
const PAGES = 100;
const AGAIN_AFTER_MS = 10_000;

// The size of the files, by which the planner goes, too. What it knows of the rows may be from a quieter time.
const GROWN = `
  SELECT min(pg_relation_size(name::regclass)) >= $2 * current_setting('block_size')::int AS grown
  FROM unnest($1::text[]) AS name`;

/**
 * Whether the tables are so large that a plan made now stays good. A plan from when there was nothing reads the whole
 * table, and is kept while a backlog grows; it is made again only when PostgreSQL next looks at the table's numbers.
 */
export class Growth {
  #grown = false;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** Asks at most every ten seconds, and no more once the answer was yes. Never throws. */
  async isGrown(client: pg.ClientBase): Promise<boolean> {
    if (this.#grown || performance.now() - this.#lookedAt < AGAIN_AFTER_MS) return this.#grown;
    this.#lookedAt = performance.now();
    // What keeps it from being asked keeps the statement from being run, which says so.
    const answer = await client
      .query<{ grown: boolean }>(GROWN, [[BOOKINGS, DELIVERIES], PAGES])
      .catch(() => undefined);
    this.#grown = answer?.rows[0]?.grown ?? false;
    return this.#grown;
  }
}
