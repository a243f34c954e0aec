import type { Instant } from '../time/instant.ts';
import type { Attention } from './bookings.ts';
import type { ManagerScope } from './scope.ts';

/** How many items wait for the office, by list. */
export type Waiting = Readonly<Record<Attention, number>> & {
  readonly orderItems: number;
  readonly deadDeliveries: number;
  readonly markedAddresses: number;
};

/** The numbers that the office sees on every page. */
export interface Workload {
  /** Counts the office's lists, all from the same snapshot. */
  count(scope: ManagerScope, now: Instant): Promise<Waiting>;
}
