import type { Instant } from '../time/instant.ts';

/** Orders that were announced and can't be booked yet. */
export interface AwaitedOrders {
  /** Durably asks for the order to be fetched at `at`; an earlier request for the same order is replaced. */
  fetchAt(orderId: number, at: Instant, until: Instant): Promise<void>;
}
