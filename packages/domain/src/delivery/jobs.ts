import type { OrderId } from '../booking/booking.ts';
import type { DeliveryId } from '../ports/deliveries.ts';
import type { Instant } from '../time/instant.ts';

/**
 * A job of the outbox's queue. Payloads have ids and instants only; `requestId` is the text of
 * its {@link Cause}.
 */
export type Job =
  | { readonly task: 'deliver'; readonly payload: { readonly deliveryId: DeliveryId; readonly requestId?: string } }
  | {
      readonly task: 'fetch_order';
      readonly payload: { readonly orderId: OrderId; readonly until: Instant; readonly requestId?: string };
    };

/** The name of a job's task. */
export type JobTask = Job['task'];
