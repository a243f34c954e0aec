import type { Instant } from '../time/instant.ts';
import type { Attention } from './bookings.ts';
import type { ManagerScope } from './scope.ts';

/** How much waits for the office, list by list. */
export type Waiting = Readonly<Record<Attention, number>> & {
  readonly orderItems: number;
  readonly deadDeliveries: number;
  readonly markedAddresses: number;
};

/** What the office is told on every page. */
export interface Workload {
  /** Counts what the office's lists would show, all of one moment. */
  count(scope: ManagerScope, now: Instant): Promise<Waiting>;
}
