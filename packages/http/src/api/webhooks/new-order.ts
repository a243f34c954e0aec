import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { faulty } from '../../guard/issues.ts';
import { type Route, route } from '../../guard/route.ts';
import { webhookGate } from './webhook-gate.ts';

const orderId = z.int().min(1);

/** `{"order_id": 123}`, or Magento's order with its `entity_id`; everything else in it is ignored. */
const ANNOUNCED_ORDER = z
  .object({ order_id: orderId.optional(), entity_id: orderId.optional() })
  .meta({ examples: [{ order_id: 4711 }] })
  .transform((order) => order.order_id ?? order.entity_id)
  .refine((announced): announced is number => announced !== undefined, {
    ...faulty('missing', 'order_id | entity_id'),
    path: ['order_id'],
  });

const BOOKED = z.strictObject({
  state: z.literal('booked'),
  bookings: z.array(z.strictObject({ id: z.int(), magentoOrderItemId: z.int() })),
});
const AWAITED = z.strictObject({ state: z.literal('awaited') });

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
