import type { SweepReminders } from '@miomente/booking-domain';
import type { Report, SchedulerEvent } from '@miomente/booking-scheduler';
import { Counter, Gauge, type Registry } from 'prom-client';

/** The metrics of the scheduler. */
export interface SchedulerMetrics {
  /** A report that also counts each event. */
  counting(report: Report): Report;
  /** Wraps the sweep so that its results are counted, whoever starts it. */
  sweep(inner: SweepReminders): SweepReminders;
}

/** Counts what the scheduler does, by its logged events. */
export function schedulerMetrics(registry: Registry): SchedulerMetrics {
  const registers = [registry];
  const deliveries = new Counter({
    name: 'booking_deliveries_total',
    help: 'Turns at mails and tickets by how they ended: done, later, skipped, dead, superseded, finished_before.',
    labelNames: ['outcome'],
    registers,
  });
  const jobsFailed = new Counter({
    name: 'booking_jobs_failed_total',
    help: 'Jobs that broke off, by task and kind of failure.',
    labelNames: ['task', 'failure'],
    registers,
  });
  const loopFailures = new Counter({
    name: 'booking_loop_failures_total',
    help: 'Turns of sweep, reconciler, comparison, heartbeat, outbox watch and tomorrow’s lists that failed.',
    labelNames: ['loop', 'failure'],
    registers,
  });
  const lastSuccess = new Gauge({
    name: 'booking_loop_last_success_timestamp_seconds',
    help: 'When sweep, reconciler and comparison last ended well in this process.',
    labelNames: ['loop'],
    registers,
  });
  const ordersRead = new Counter({
    name: 'booking_orders_read_total',
    help: 'Orders read by reconciler and comparison.',
    labelNames: ['loop'],
    registers,
  });
  const recovered = new Counter({
    name: 'booking_workers_recovered_total',
    help: 'Dead workers whose jobs were given to others.',
    registers,
  });
  const abandoned = new Counter({
    name: 'booking_workers_abandoned_total',
    help: 'Engines of this process that were replaced: query_failed, ended_by_itself, no_progress, job_hangs, takes_nothing.',
    labelNames: ['why'],
    registers,
  });
  const swept = new Counter({
    name: 'booking_sweep_results_total',
    help: 'What sweeps did: first_reminder, second_reminder, escalation, failed.',
    labelNames: ['result'],
    registers,
  });

  const count = (event: SchedulerEvent): void => {
    switch (event.event) {
      case 'delivery':
        deliveries.inc({ outcome: event.outcome });
        break;
      case 'job_failed':
        jobsFailed.inc({ task: event.task, failure: event.failure });
        break;
      case 'loop_failed':
        loopFailures.inc({ loop: event.loop, failure: event.failure });
        break;
      case 'swept':
        lastSuccess.setToCurrentTime({ loop: 'sweep' });
        break;
      case 'orders_read':
        lastSuccess.setToCurrentTime({ loop: event.loop });
        ordersRead.inc({ loop: event.loop }, event.orders);
        break;
      case 'workers_recovered':
        recovered.inc(event.workers);
        break;
      case 'worker_abandoned':
        abandoned.inc({ why: event.why });
        break;
      case 'scheduler_started':
      case 'scheduler_stopped':
      case 'schedule_realigned':
      case 'day_before_lists_queued':
      case 'partners_read':
      case 'awaited_order_fetched':
      case 'delivery_given_up':
      case 'worker_at_work':
      case 'stop_failed':
      case 'outbox_stalled':
      case 'engine_trouble':
        break;
    }
  };
  return {
    counting: (report) => (event) => {
      count(event);
      report(event);
    },
    sweep: (inner) => async () => {
      const result = await inner();
      swept.inc({ result: 'first_reminder' }, result.firstReminders);
      swept.inc({ result: 'second_reminder' }, result.secondReminders);
      swept.inc({ result: 'escalation' }, result.escalations);
      swept.inc({ result: 'failed' }, result.failed);
      return result;
    },
  };
}
