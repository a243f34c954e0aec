import type { JobTask } from '@miomente/booking-domain';

/**
 * SQL that queues one job for each row of `rows`, in the statement's own transaction. It replaces a job waiting under
 * the same key; beside a running one it adds a new one. The statement must read from it for the jobs to be queued.
 * @param columns SQL for the job's payload (json), key (text) and due time (timestamptz; null for at once)
 */
export function queueJobs(
  task: JobTask,
  rows: string,
  columns: { readonly payload: string; readonly key: string; readonly runAt: string },
): string {
  const { payload, key, runAt } = columns;
  const spec = `ROW('${task}', ${payload}, NULL, ${runAt}, NULL, ${key}, NULL, NULL)::graphile_worker.job_spec`;
  // Without any row there must be no call: the queue refuses an empty list. The statements inside its function are
  // planned again each time: a plan cached while the queue was empty would read the whole of a full one.
  return `
    SELECT count(*) AS jobs
    FROM (SELECT array_agg(${spec}) AS specs FROM ${rows} HAVING count(*) > 0) AS wanted,
      LATERAL graphile_worker.add_jobs(
        CASE WHEN set_config('plan_cache_mode', 'force_custom_plan', true) IS NOT NULL THEN wanted.specs END)`;
}

/**
 * SQL for a payload with the id of the request that caused it, which is left out when there is none.
 * @param fields names and values of the others
 */
export function payload(fields: string): string {
  return `json_strip_nulls(json_build_object(${fields}, 'requestId', request_id))`;
}

/** SQL that queues the delivery of each row of `rows`, which has `id`, `due_at` and `request_id`. */
export function queueDeliveries(rows: string): string {
  return queueJobs('deliver', rows, {
    payload: payload(`'deliveryId', id`),
    key: `'delivery:' || id`,
    runAt: 'due_at',
  });
}
