import type { DeliverOutcome, OrderId } from '@miomente/booking-domain';
import type { Cause } from './engine/progress.ts';
import type { Failure } from './failure.ts';

/** The names of the loops. */
export type LoopName =
  | 'sweep'
  | 'reconcile'
  | 'compare_upcoming'
  | 'heartbeat'
  | 'outbox_watch'
  | 'erase'
  | 'day_before'
  | 'import_partners'
  | 'events';

/** Everything that the scheduler logs: names, ids, counts and codes. The types allow nothing else. */
export type SchedulerEvent =
  | { readonly event: 'scheduler_started'; readonly concurrency: number }
  | { readonly event: 'scheduler_stopped'; readonly jobsGivenBack: boolean }
  | {
      readonly event: 'swept';
      readonly firstReminders: number;
      readonly secondReminders: number;
      readonly escalations: number;
      readonly failed: number;
    }
  | { readonly event: 'day_before_lists_queued'; readonly lists: number }
  | {
      readonly event: 'events_pushed';
      readonly taken: number;
      readonly paused: boolean;
      /** Why the next one was not taken: a message that is safe by contract. */
      readonly failure: string | null;
    }
  | { readonly event: 'schedule_realigned'; readonly bookings: number }
  | { readonly event: 'customer_data_erased'; readonly bookings: number; readonly callNotes: number }
  | { readonly event: 'orders_read'; readonly loop: 'reconcile' | 'compare_upcoming'; readonly orders: number }
  | {
      readonly event: 'delivery';
      readonly deliveryId: number;
      /** The request that caused it; null when the product acted on its own. */
      readonly requestId: string | null;
      readonly outcome: DeliverOutcome['type'];
      /** A code, or a message that is safe by contract. */
      readonly reason?: string;
    }
  | { readonly event: 'partners_read'; readonly kept: number; readonly asked: number; readonly refused: number }
  | { readonly event: 'workers_recovered'; readonly workers: number }
  | ({ readonly event: 'loop_failed'; readonly loop: LoopName } & Failure)
  | ({
      readonly event: 'job_failed';
      readonly task: string;
      readonly jobId: string;
      readonly requestId: string | null;
      readonly attempt: number;
    } & Failure)
  | { readonly event: 'awaited_order_fetched'; readonly orderId: OrderId; readonly requestId: string | null }
  | { readonly event: 'delivery_given_up'; readonly deliveryId: number; readonly requestId: string | null }
  | ({ readonly event: 'worker_abandoned'; readonly why: Cause } & Partial<Failure>)
  | { readonly event: 'worker_at_work'; readonly afterFailures: number }
  | ({ readonly event: 'stop_failed' } & Failure)
  | {
      readonly event: 'outbox_stalled';
      /** Since when nothing was sent although deliveries were due: an instant in ISO 8601, of the database's clock. */
      readonly since: string;
      readonly seconds: number;
    }
  | { readonly event: 'engine_trouble'; readonly code: string };

/** Receives the events. Must not throw. */
export type Report = (event: SchedulerEvent) => void;

/** The log level of an event. */
export function severityOf(event: SchedulerEvent): 'debug' | 'info' | 'warn' | 'error' {
  switch (event.event) {
    case 'loop_failed':
    case 'job_failed':
      return event.failure === 'transient' ? 'warn' : 'error';
    case 'delivery':
      return event.outcome === 'dead' ? 'error' : 'info';
    case 'delivery_given_up':
    case 'outbox_stalled':
      return 'error';
    case 'workers_recovered':
    case 'worker_abandoned':
    case 'stop_failed':
    case 'engine_trouble':
      return 'warn';
    case 'partners_read':
      return event.refused > 0 ? 'warn' : 'info';
    case 'orders_read':
      return event.orders > 0 ? 'info' : 'debug';
    case 'events_pushed':
      if (event.paused) return 'error';
      return event.failure === null ? 'debug' : 'warn';
    case 'day_before_lists_queued':
      return event.lists > 0 ? 'info' : 'debug';
    case 'swept':
      return event.failed > 0 ? 'warn' : 'info';
    case 'scheduler_started':
    case 'scheduler_stopped':
    case 'worker_at_work':
    case 'schedule_realigned':
    case 'customer_data_erased':
    case 'awaited_order_fetched':
      return 'info';
  }
}
