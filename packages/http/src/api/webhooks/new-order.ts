import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { type Route, route } from '../../guard/route.ts';
import { ANNOUNCED_ORDER } from './announced-order.ts';
import { webhookGate } from './webhook-gate.ts';

const BOOKED = z.strictObject({
  state: z.literal('booked').meta({ description: 'The order was read; its courses are bookings.' }),
  bookings: z
    .array(
      z.strictObject({
        id: z.int().meta({ description: 'The booking’s id in this API.', examples: [17] }),
        magentoOrderItemId: z.int().meta({ description: 'The order item it stands for.', examples: [9001] }),
      }),
    )
    .meta({ description: 'Those made now and those that were there; empty when the order holds no course.' }),
});
const AWAITED = z.strictObject({
  state: z
    .literal('awaited')
    .meta({ description: 'The order can’t be read yet, or is in no state for bookings; it is fetched again.' }),
});

/** Announces an order. It is acknowledged only when durable: as bookings, or as an order that is fetched again. */
export function newOrderRoutes(deps: Pick<HttpDeps, 'settings' | 'clock' | 'receiveOrder'>): readonly Route[] {
  return [
    route({
      method: 'post',
      address: paths.api.newOrder,
      summary: 'Announces an order',
      description:
        'Only the id is believed; the order itself is read from the shop. Answered within 8 s: 200 with its ' +
        'bookings, made now or before, or 202 when the order is fetched later. Announce it as often as you ' +
        'like: one order item is one booking and one mail. Repeat after 503 or no answer.',
      gate: webhookGate(deps),
      body: ANNOUNCED_ORDER,
      answers: { 200: BOOKED, 202: AWAITED },
      handle: async ({ body }) => {
        const received = await deps.receiveOrder(body);
        switch (received.type) {
          case 'awaited':
            return { status: 202, data: { state: 'awaited' as const } };
          case 'booked': {
            const bookings = received.bookings.map(({ id, order }) => ({ id, magentoOrderItemId: order.orderItemId }));
            return { status: 200, data: { state: 'booked' as const, bookings } };
          }
        }
      },
    }),
  ];
}
