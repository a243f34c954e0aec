import { type FlaggedOrderItem, wallClockAt } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../fields.ts';

/** An order item that should be a booking and can't be, yet. */
export const FLAGGED_ITEM_JSON = z
  .strictObject({
    magentoOrderId: z.int(),
    magentoOrderItemId: z.int(),
    orderNumber: z.string(),
    courseName: z.string(),
    eventDate: z.iso.date().nullable(),
    eventTime: z.string().nullable(),
    reason: z.enum(['no_partner', 'product_unreadable']),
    flaggedAt: instant,
  })
  .meta({ id: 'FlaggedOrderItem' });

export function flaggedItemJson(item: FlaggedOrderItem, timeZone: string): z.infer<typeof FLAGGED_ITEM_JSON> {
  const event = item.eventStart === null ? null : wallClockAt(item.eventStart, timeZone);
  return {
    magentoOrderId: item.order.orderId,
    magentoOrderItemId: item.order.orderItemId,
    orderNumber: item.order.orderNumber,
    courseName: item.courseName,
    eventDate: event?.date ?? null,
    eventTime: event?.time ?? null,
    reason: item.reason,
    flaggedAt: isoInstant(item.flaggedAt),
  };
}
