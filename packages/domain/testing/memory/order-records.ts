import {
  type AwaitedOrders,
  type Clock,
  earliestStart,
  type FlaggedOrderItem,
  type FlaggedOrderItems,
  type Instant,
  latestStart,
  type OrderId,
  pageFrom,
  type SettledOrders,
  type Watermarks,
} from '@miomente/booking-domain';
import { addDelivery } from './outbox.ts';
import type { MemoryState } from './state.ts';

/** `FlaggedOrderItems` in memory. */
export function memoryFlaggedOrderItems(state: MemoryState, clock: Clock): FlaggedOrderItems {
  const { flaggedOrderItems } = state;
  return {
    flag: async (item, { withTicket }) => {
      const { orderItemId } = item.order;
      if (flaggedOrderItems.has(orderItemId)) return;
      flaggedOrderItems.set(orderItemId, item);
      const times = { createdAt: item.flaggedAt, now: clock.now() };
      if (withTicket) addDelivery(state, { type: 'order_item_ticket', orderItemId }, times);
    },
    refresh: async ({ order, reason, courseName, eventStart }) => {
      const kept = flaggedOrderItems.get(order.orderItemId);
      if (kept !== undefined) flaggedOrderItems.set(order.orderItemId, { ...kept, reason, courseName, eventStart });
    },
    clear: async (orderItemIds) => {
      for (const orderItemId of orderItemIds) flaggedOrderItems.delete(orderItemId);
    },
    find: async (orderItemId) => flaggedOrderItems.get(orderItemId),
    ofOrders: async (_scope, orderIds) =>
      [...flaggedOrderItems.values()].filter((item) => orderIds.includes(item.order.orderId)),
    orderIds: async (_scope, afterOrderId, limit) => {
      const ids = new Set([...flaggedOrderItems.values()].map((item) => item.order.orderId));
      return [...ids]
        .filter((id) => id > afterOrderId)
        .sort((a, b) => a - b)
        .slice(0, limit);
    },
    list: async (_scope, now, paging) =>
      pageFrom([...flaggedOrderItems.values()].filter(isStillToCome(now)).sort(soonestFirst), paging),
  };
}

/** Whether what a manager is to look at is not over. */
export function isStillToCome(now: Instant): (item: FlaggedOrderItem) => boolean {
  return ({ eventStart }) => eventStart === null || latestStart(eventStart) > now;
}

function soonestFirst(a: FlaggedOrderItem, b: FlaggedOrderItem): number {
  const startA = earliestStart(a.eventStart) ?? Number.POSITIVE_INFINITY;
  const startB = earliestStart(b.eventStart) ?? Number.POSITIVE_INFINITY;
  return startA === startB ? a.order.orderItemId - b.order.orderItemId : startA < startB ? -1 : 1;
}

/** `AwaitedOrders` in memory. */
export function memoryAwaitedOrders({ jobs }: MemoryState, clock: Clock): AwaitedOrders {
  const fetchAgain = async (orderId: OrderId, afterMs: number, until: Instant): Promise<void> => {
    const runAt = clock.now() + afterMs;
    if (runAt <= until) jobs.set(`fetch_order:${orderId}`, { task: 'fetch_order', payload: { orderId, until }, runAt });
  };
  return {
    fetchAfter: (orderId, afterMs, forMs) => fetchAgain(orderId, afterMs, clock.now() + forMs),
    fetchAgain,
  };
}

/** `Watermarks` in memory. */
export function memoryWatermarks({ watermarks }: MemoryState): Watermarks {
  return {
    read: async (name) => watermarks.get(name),
    advance: async (name, cursor) => {
      watermarks.set(name, cursor);
    },
  };
}

/** `SettledOrders` in memory. */
export function memorySettledOrders({ settledOrders, bookings }: MemoryState): SettledOrders {
  const versionsOf = (orderId: OrderId): number =>
    [...bookings.values()]
      .map(({ booking }) => booking)
      .filter((booking) => booking.order.orderId === orderId)
      .reduce((sum, booking) => sum + booking.version, 0);
  return {
    unsettled: async (_scope, policy, marks) => {
      const unsettled = marks.filter(({ orderId, fingerprint }) => {
        const known = settledOrders.get(orderId);
        return (
          known === undefined ||
          known.policy !== policy ||
          known.fingerprint !== fingerprint ||
          known.versions !== versionsOf(orderId)
        );
      });
      return new Set(unsettled.map((mark) => mark.orderId));
    },
    settle: async (policy, orders) => {
      for (const order of orders) settledOrders.set(order.orderId, { ...order, policy });
    },
  };
}
