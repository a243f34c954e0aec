import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { faulty } from '../../guard/issues.ts';
import { type Route, route } from '../../guard/route.ts';
import { webhookGate } from './webhook-gate.ts';

const orderId = z.int().min(1);
const described = { description: 'Magento’s id of the order (`entity_id`), not its number.' };

/** `{"order_id": 123}`, or Magento's order with its `entity_id`; everything else in it is ignored. */
const ANNOUNCED_ORDER = z
  .object({ order_id: orderId.optional().meta(described), entity_id: orderId.optional().meta(described) })
  .meta({
    examples: [{ order_id: 4711 }],
    anyOf: [{ required: ['order_id'] }, { required: ['entity_id'] }],
  })
  .transform((order) => order.order_id ?? order.entity_id)
  .refine((announced): announced is number => announced !== undefined, {
    ...faulty('missing', 'order_id | entity_id'),
    path: ['order_id'],
  });

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

/** Announces an order. Acknowledged only when it is durable: as bookings, or as an order that is fetched again. */
export function newOrderRoutes(deps: Pick<HttpDeps, 'settings' | 'clock' | 'receiveOrder'>): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/webhooks/new-order',
      summary: 'Announces an order',
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
