import type { Instant } from '@miomente/booking-domain';
import type pg from 'pg';
import { connect, query } from '../database.ts';

/** How much of the sample history has been played. */
export interface Progress {
  /** The time at which playing began, which is the history's present. */
  readonly sampleNow: Instant;
  readonly stepsDone: number;
  readonly finished: boolean;
}

/** Any two numbers. */
const LOCK = [20_260, 413];

/**
 * Lets one process at a time play the history; others wait for it. Occupies one connection of the pool, so the pool
 * needs at least two.
 */
export async function alone<Value>(pool: pg.Pool, work: () => Promise<Value>): Promise<Value> {
  const client = await connect(pool);
  try {
    // Waiting for the other process must not count as a statement that hangs.
    await query(client, 'set statement_timeout = 0');
    await query(client, 'select pg_advisory_lock($1, $2)', LOCK);
    return await work();
  } finally {
    // The connection is closed, not returned to the pool. That releases the lock and resets the settings in every case.
    client.release(true);
  }
}

/** Starts the history, or reads how far it was played. */
export async function begin(pool: pg.Pool, now: Instant): Promise<Progress> {
  await query(pool, 'insert into sample.seeding (sample_now) values ($1) on conflict do nothing', [new Date(now)]);
  const [row] = await query<{ sample_now: Date; steps_done: number; finished: boolean }>(
    pool,
    'select sample_now, steps_done, finished_at is not null as finished from sample.seeding',
  );
  if (row === undefined) throw new Error('The sample tables were emptied while the sample history was being played.');
  return { sampleNow: row.sample_now.getTime(), stepsDone: row.steps_done, finished: row.finished };
}

/** Records how many steps are done. */
export async function advance(pool: pg.Pool, stepsDone: number): Promise<void> {
  await query(pool, 'update sample.seeding set steps_done = $1', [stepsDone]);
}

/** Records that the history is complete. */
export async function finish(pool: pg.Pool, stepsDone: number): Promise<void> {
  await query(pool, 'update sample.seeding set steps_done = $1, finished_at = now()', [stepsDone]);
}
