import type { Asked } from '../database/asked.ts';

/** Implements the scheduler's port `Leases`. */
export interface PostgresLeases {
  renew(workerId: string): Promise<void>;
  recoverDead(): Promise<number>;
  end(workerId: string): Promise<void>;
  giveBack(workerId: string, keep: readonly string[], hung?: readonly string[]): Promise<void>;
  giveBackLater(workerId: string, jobId: string, afterMs: number): Promise<void>;
  waitingMs(tasks: readonly string[]): Promise<number>;
}

const RENEW = `
  insert into miomente_partner_portal_workers (worker_id, alive_at) values ($1, now())
  on conflict (worker_id) do update set alive_at = now()`;

// Jumps from one worker that holds jobs to the next along an index of ours, so that a long queue costs no more than a
// short one: asked for all that is locked, the planner would as soon read all jobs, of which it knows little. A lock
// younger than the lease is left alone: its worker may not have come to say that it lives.
const LOST = `
  with recursive worker as (
    (select locked_by as name from graphile_worker._private_jobs where locked_by is not null order by locked_by limit 1)
    union all
    select (select locked_by from graphile_worker._private_jobs where locked_by > worker.name order by locked_by limit 1)
    from worker where worker.name is not null
  )
  select array_agg(worker.name) as workers
  from worker
  where worker.name is not null
    and not exists (
      select from miomente_partner_portal_workers as live
      where live.worker_id = worker.name and live.alive_at >= now() - $1 * interval '1 millisecond')
    and exists (
      select from (
        select locked_at from graphile_worker._private_jobs where locked_by = worker.name offset 0
      ) as held
      where held.locked_at < now() - $1 * interval '1 millisecond')`;

// Planned again inside the function, as in `queueJobs`.
const UNLOCK = `
  select graphile_worker.force_unlock_workers(
    case when set_config('plan_cache_mode', 'force_custom_plan', true) is not null then $1::text[] end)`;
const FORGET_LONG_DEAD = `delete from miomente_partner_portal_workers where alive_at < now() - interval '1 day'`;

// As the queue itself gives back jobs that it fetched ahead. Its own functions count the attempt, and many outages
// would use up all attempts of a job that never started.
const GIVE_BACK = `
  update graphile_worker._private_jobs
  set attempts = case when id = any($3::bigint[]) then attempts else greatest(0, attempts - 1) end,
    locked_by = null, locked_at = null
  where locked_by = $1 and not id = any($2::bigint[])`;

const GIVE_BACK_LATER = `
  update graphile_worker._private_jobs
  set attempts = greatest(0, attempts - 1), locked_by = null, locked_at = null,
    run_at = now() + $3 * interval '1 millisecond'
  where id = $2 and locked_by = $1`;

// Uses the queue's own index, so that a long queue costs no more than a short one.
const WAITING = `
  select (extract(epoch from now() - run_at) * 1000)::float8 as ms
  from graphile_worker._private_jobs
  where is_available and run_at <= now()
    and task_id = any(array(select id from graphile_worker._private_tasks where identifier = any($1::text[])))
  order by priority, run_at limit 1`;

/** The scheduler's leases of `leaseMs`, stored in the product's database; the port describes each method. */
export function postgresLeases(db: Asked, leaseMs: number): PostgresLeases {
  return {
    renew: async (workerId) => {
      await db.query(RENEW, [workerId]);
    },
    recoverDead: async () => {
      const { rows } = await db.query<{ workers: string[] | null }>(LOST, [leaseMs]);
      const workers = rows[0]?.workers ?? [];
      if (workers.length > 0) await db.query(UNLOCK, [workers]);
      await db.query(FORGET_LONG_DEAD);
      return workers.length;
    },
    end: async (workerId) => {
      await db.query(UNLOCK, [[workerId]]);
      await db.query('delete from miomente_partner_portal_workers where worker_id = $1', [workerId]);
    },
    giveBack: async (workerId, keep, hung = []) => {
      await db.query(GIVE_BACK, [workerId, keep, hung]);
    },
    giveBackLater: async (workerId, jobId, afterMs) => {
      await db.query(GIVE_BACK_LATER, [workerId, jobId, afterMs]);
    },
    waitingMs: async (tasks) => (await db.query<{ ms: number }>(WAITING, [tasks])).rows[0]?.ms ?? 0,
  };
}
