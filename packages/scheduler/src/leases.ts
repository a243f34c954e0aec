import type pg from 'pg';

/**
 * Who is at work. A worker that is killed keeps its jobs locked for hours as far as the queue is
 * concerned; so each worker says every few seconds that it lives, and whoever has not for the
 * length of a lease has its jobs taken away. All by the database's clock.
 */
export interface Leases {
  /** Says that the worker lives. */
  renew(workerId: string): Promise<void>;
  /**
   * Unlocks the jobs of workers that have said nothing for the length of the lease. One that was
   * only asleep may finish what it was at: its late result is refused by the delivery's attempt number.
   * @returns how many workers lost jobs
   */
  recoverDead(): Promise<number>;
  /** The worker ends: its jobs, if any are left, are free at once. */
  end(workerId: string): Promise<void>;
}

const RENEW = `
  insert into miomente_partner_portal_workers (worker_id, alive_at) values ($1, now())
  on conflict (worker_id) do update set alive_at = now()`;

// A lock younger than the lease is left alone: its worker may not have come to say that it lives.
const LOST = `
  select array_agg(distinct jobs.locked_by) as workers
  from graphile_worker.jobs
  where jobs.locked_at < now() - $1 * interval '1 millisecond'
    and not exists (
      select from miomente_partner_portal_workers as live
      where live.worker_id = jobs.locked_by and live.alive_at >= now() - $1 * interval '1 millisecond')`;

const UNLOCK = 'select graphile_worker.force_unlock_workers($1::text[])';
const FORGET_LONG_DEAD = `delete from miomente_partner_portal_workers where alive_at < now() - interval '1 day'`;

/** Leases of `leaseMs`, kept in the product's database. */
export function leases(pool: pg.Pool, leaseMs: number): Leases {
  return {
    renew: async (workerId) => {
      await pool.query(RENEW, [workerId]);
    },
    recoverDead: async () => {
      const { rows } = await pool.query<{ workers: string[] | null }>(LOST, [leaseMs]);
      const workers = rows[0]?.workers ?? [];
      if (workers.length > 0) await pool.query(UNLOCK, [workers]);
      await pool.query(FORGET_LONG_DEAD);
      return workers.length;
    },
    end: async (workerId) => {
      await pool.query(UNLOCK, [[workerId]]);
      await pool.query('delete from miomente_partner_portal_workers where worker_id = $1', [workerId]);
    },
  };
}
