import {
  asOrderId,
  type Cause,
  causeOf,
  type Deliver,
  type DeliverOutcome,
  type FetchAwaitedOrder,
  type JobTask,
  MAX_CAUSE_LENGTH,
} from '@miomente/booking-domain';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { failureOf } from './failure.ts';
import { type GiveUpDeps, giveUp, type Spent } from './give-up.ts';

/** Dependencies of {@link tasks}. */
export interface TaskDeps extends GiveUpDeps {
  readonly deliver: Deliver;
  readonly fetchAwaitedOrder: FetchAwaitedOrder;
  /** Unlocks a job of this worker for a later attempt. Always resolves. */
  readonly giveBackLater: (workerId: string, jobId: string) => Promise<void>;
  /** Runs a job's work under the request and trace that caused it. */
  readonly traced: (job: TracedJob, work: () => Promise<void>) => Promise<void>;
}

/** What may be known of a job outside. */
export interface TracedJob {
  readonly task: JobTask;
  readonly cause: Cause;
}

const requestId = z.string().max(MAX_CAUSE_LENGTH).optional();
const deliverPayload = z.strictObject({ deliveryId: z.int().positive(), requestId });
const fetchOrderPayload = z.strictObject({
  orderId: z.int().positive().transform(asOrderId),
  until: z.int(),
  requestId,
});
const withCause = z.object({ requestId });

/** Marks a job as failed. The queue stores and prints the message, so it contains only a code. */
class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

/** The queue's tasks. Each checks its payload and reports its failures with a message that is safe to store. */
export function tasks(deps: TaskDeps): Record<JobTask, Task> {
  return {
    deliver: guarded(deps, 'deliver', async (payload, { lastTry, requestId }) => {
      const { deliveryId } = deliverPayload.parse(payload);
      const outcome = lastTry ? await deliverOrGiveUp(deps, { deliveryId, requestId }) : await deps.deliver(deliveryId);
      for (const each of [...(outcome.companions ?? []), { id: deliveryId, outcome }]) {
        const { type, ...reason } = { type: each.outcome.type, ...reasonOf(each.outcome) };
        deps.report({ event: 'delivery', deliveryId: each.id, requestId, outcome: type, ...reason });
      }
      // The queue deletes a finished job without checking who has it by now, but a failed one only when it is still
      // ours.
      if (outcome.type === 'superseded') throw new JobFailed('superseded');
    }),
    fetch_order: guarded(deps, 'fetch_order', async (payload, { requestId }) => {
      const { orderId, until } = fetchOrderPayload.parse(payload);
      await deps.fetchAwaitedOrder(orderId, until);
      deps.report({ event: 'awaited_order_fetched', orderId, requestId });
    }),
  };
}

interface Turn {
  readonly lastTry: boolean;
  /** The request that caused the job; null when none did. */
  readonly requestId: string | null;
}

function guarded(
  { report, traced, giveBackLater }: TaskDeps,
  task: JobTask,
  work: (payload: unknown, turn: Turn) => Promise<void>,
): Task {
  return async (payload, { job }) => {
    const cause = causeOf(withCause.safeParse(payload).data?.requestId);
    const { requestId } = cause;
    try {
      await traced({ task, cause }, () => work(payload, { lastTry: job.attempts >= job.max_attempts, requestId }));
    } catch (error) {
      if (error instanceof JobFailed) throw error;
      const failure = failureOf(error);
      report({ event: 'job_failed', task, jobId: job.id, requestId, attempt: job.attempts, ...failure });
      // Only the database fails transiently here. The queue would wait longer after each attempt, and finally give up.
      if (failure.failure === 'transient' && job.locked_by !== null) await giveBackLater(job.locked_by, job.id);
      throw new JobFailed(`${failure.failure} ${failure.code}`);
    }
  };
}

/** After the last attempt the queue never runs the job again, so the delivery is left to a person. */
async function deliverOrGiveUp(deps: TaskDeps, spent: Spent): Promise<DeliverOutcome> {
  try {
    return await deps.deliver(spent.deliveryId);
  } catch (error) {
    const { failure, code } = failureOf(error);
    if (failure === 'transient') throw error;
    return giveUp(deps, spent, `${failure} ${code}`);
  }
}

function reasonOf(outcome: DeliverOutcome): { readonly reason?: string } {
  return 'reason' in outcome ? { reason: outcome.reason } : {};
}
