import type { FlaggedOrderItem } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../../guard/fields.ts';
import { eventJson } from '../bookings/event-json.ts';

/** An order item that should be a booking and can't be yet. */
export const FLAGGED_ITEM_JSON = z
  .strictObject({
    magentoOrderId: z.int().meta({ description: 'Magento’s id of the order.', examples: [4711] }),
    magentoOrderItemId: z.int().meta({ description: 'Magento’s id of the order item.', examples: [9001] }),
    orderNumber: z.string().meta({ description: 'As customers see it; leading zeros count.', examples: ['100004711'] }),
    courseName: z.string().meta({ description: 'As ordered.', examples: ['Sushi für Einsteiger'] }),
    eventDate: z.iso
      .date()
      .nullable()
      .meta({ description: 'In `TIME_ZONE`; null if unreadable.', examples: ['2026-12-24'] }),
    eventTime: z
      .string()
      .nullable()
      .meta({
        description: '`HH:mm` in `TIME_ZONE`; null if the order names none or it is unreadable.',
        examples: ['18:00'],
      }),
    reason: z.enum(['no_partner', 'product_unreadable', 'import_failed']).meta({
      description: 'Why it is no booking; `import_failed` stands for the whole order.',
    }),
    detail: z
      .string()
      .nullable()
      .meta({ description: 'Of a failed import what broke, without customer data.', examples: ['TypeError'] }),
    flaggedAt: instant.meta({ description: 'Since when.' }),
  })
  .meta({ id: 'FlaggedOrderItem' });

/** Converts a flagged order item to JSON. */
export function flaggedItemJson(item: FlaggedOrderItem, timeZone: string): z.infer<typeof FLAGGED_ITEM_JSON> {
  return {
    magentoOrderId: item.order.orderId,
    magentoOrderItemId: item.order.orderItemId,
    orderNumber: item.order.orderNumber,
    courseName: item.courseName,
    ...eventJson(item.eventStart, timeZone),
    reason: item.reason,
    detail: item.detail,
    flaggedAt: isoInstant(item.flaggedAt),
  };
}
