import type { Clock, Deliver, Deliveries, DeliverOutcome, FetchAwaitedOrder, JobTask } from '@miomente/booking-domain';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { failureOf } from './failure.ts';
import type { Report } from './report.ts';

export interface TaskDeps {
  readonly deliver: Deliver;
  readonly fetchAwaitedOrder: FetchAwaitedOrder;
  readonly deliveries: Pick<Deliveries, 'begin' | 'finish'>;
  readonly clock: Clock;
  readonly report: Report;
}

const deliverPayload = z.strictObject({ deliveryId: z.int().positive() });
const fetchOrderPayload = z.strictObject({ orderId: z.int().positive(), until: z.int() });

/**
 * Ends a job unsuccessfully. Its message is kept by the queue and printed by it, so it holds a
 * code and nothing of the error that caused it.
 */
class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

/** What the queue calls: payload checked, failures reported and made safe to keep. */
export function tasks(deps: TaskDeps): Record<JobTask, Task> {
  return {
    deliver: guarded(deps, 'deliver', async (payload, lastTry) => {
      const { deliveryId } = deliverPayload.parse(payload);
      const outcome = lastTry ? await deliverOrGiveUp(deps, deliveryId) : await deps.deliver(deliveryId);
      deps.report({ event: 'delivery', deliveryId, outcome: outcome.type, ...reasonOf(outcome) });
      // The queue deletes a finished job without asking whose it is by now; a failed one only if it is still ours.
      if (outcome.type === 'superseded') throw new JobFailed('superseded');
    }),
    fetch_order: guarded(deps, 'fetch_order', async (payload) => {
      const { orderId, until } = fetchOrderPayload.parse(payload);
      await deps.fetchAwaitedOrder(orderId, until);
    }),
  };
}

function guarded(
  { report }: TaskDeps,
  task: JobTask,
  work: (payload: unknown, lastTry: boolean) => Promise<void>,
): Task {
  return async (payload, { job }) => {
    try {
      await work(payload, job.attempts >= job.max_attempts);
    } catch (error) {
      if (error instanceof JobFailed) throw error;
      const failure = failureOf(error);
      report({ event: 'job_failed', task, jobId: job.id, attempt: job.attempts, ...failure });
      throw new JobFailed(`${failure.failure} ${failure.code}`);
    }
  };
}

/** After its last try the queue would never look at the job again: then the delivery is left to a person. */
async function deliverOrGiveUp(deps: TaskDeps, deliveryId: number): Promise<DeliverOutcome> {
  try {
    return await deps.deliver(deliveryId);
  } catch (error) {
    const attempt = await deps.deliveries.begin(deliveryId, deps.clock.now());
    if (attempt === undefined) return { type: 'finished_before' };
    const { failure, code } = failureOf(error);
    const result = { type: 'dead', reason: `Broken off again and again (${failure} ${code}); see the log.` } as const;
    const recorded = await deps.deliveries.finish(attempt, result, deps.clock.now());
    if (recorded) deps.report({ event: 'delivery_given_up', deliveryId });
    return recorded ? result : { type: 'superseded' };
  }
}

function reasonOf(outcome: DeliverOutcome): { readonly reason?: string } {
  return 'reason' in outcome ? { reason: outcome.reason } : {};
}
