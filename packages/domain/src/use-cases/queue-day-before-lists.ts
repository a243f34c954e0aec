import { dayBeforeDue } from '../delivery/day-before.ts';
import type { OrderPolicy } from '../order/order.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import { systemScope } from '../ports/scope.ts';
import { dayBounds, type LocalTime } from '../time/wall-clock.ts';

/** What {@link makeQueueDayBeforeLists} needs. */
export interface DayBeforeDeps {
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly orderPolicy: OrderPolicy;
  /** `DAY_BEFORE_LIST_AT`; without it there are no lists. */
  readonly dayBeforeListAt?: LocalTime | null;
}

const SCOPE = systemScope('lists of the evening before');

/** See {@link makeQueueDayBeforeLists}. */
export type QueueDayBeforeLists = () => Promise<{ readonly lists: number }>;

/**
 * Queues tomorrow's list for each partner with courses tomorrow (delivery#day-before), once a partner and day, however
 * often and by however many processes it is called.
 * @throws TransientFailure when the database can't be asked
 */
export function makeQueueDayBeforeLists(deps: DayBeforeDeps): QueueDayBeforeLists {
  return async () => {
    const { timeZone } = deps.orderPolicy;
    const now = deps.clock.now();
    const day = dayBeforeDue(deps.dayBeforeListAt ?? null, now, timeZone);
    const bounds = day === undefined ? undefined : dayBounds(day, timeZone);
    if (day === undefined || bounds === undefined) return { lists: 0 };
    return { lists: await deps.deliveries.queueDayBeforeLists(SCOPE, { day, ...bounds }, now) };
  };
}
