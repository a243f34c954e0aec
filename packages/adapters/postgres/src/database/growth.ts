import type pg from 'pg';
import { BOOKINGS } from '../bookings/table.ts';
import { DELIVERIES } from '../outbox/delivery-row.ts';

/** Of a table this large a row is found by its index, whatever the planner believes of the rows. */
const PAGES = 100;
/** How many statements are run before it is asked again. */
const STATEMENTS_BETWEEN = 16;

// The size of the files, by which the planner goes, too. What it knows of the rows may be from a quieter time. To read
// it takes a lock, and a statement about another table is not to wait for that: a locked table counts as small.
const GROWN = `
  WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '50ms', true) AS kept)
  SELECT min(pg_relation_size(name::regclass)) >= $2 * current_setting('block_size')::int AS grown
  FROM patience CROSS JOIN unnest($1::text[]) AS name WHERE patience.kept IS NOT NULL`;

/**
 * Whether the tables are so large that a plan made now stays good. A plan from when there was nothing reads the whole
 * table, and is kept while a backlog grows; it is made again only when PostgreSQL next looks at the table's numbers.
 */
export class Growth {
  #grown = false;
  #statements = 0;

  /**
   * Asks before the first of some statements, and no more once the answer was yes. Never throws.
   * @param limits how long the answer may take
   */
  async isGrown(client: pg.ClientBase, limits: object): Promise<boolean> {
    if (this.#grown) return true;
    this.#statements += 1;
    if (this.#statements % STATEMENTS_BETWEEN !== 1) return false;
    // What keeps it from being asked keeps the statement from being run, which says so.
    const answer = await client
      .query<{ grown: boolean }>({ text: GROWN, values: [[BOOKINGS, DELIVERIES], PAGES], ...limits })
      .catch(() => undefined);
    this.#grown = answer?.rows[0]?.grown ?? false;
    return this.#grown;
  }
}
