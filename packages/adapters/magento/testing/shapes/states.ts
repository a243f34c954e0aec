import { courseLine } from '../line-drafts.ts';
import { itemIdOf, orderRows } from '../order-rows.ts';
import type { Shapes } from './shape.ts';

/** What happened to an order and its payment. */
export const STATES: Shapes = {
  paid: (spot) => orderRows(spot),
  'by invoice': (spot) =>
    orderRows(spot, { order: { state: 'new', status: 'pending', total_paid: null, total_due: '178.0000' } }),
  'partly paid': (spot) => orderRows(spot, { order: { total_paid: '50.0000', total_due: '128.0000' } }),
  complete: (spot) => orderRows(spot, { order: { state: 'complete', status: 'complete' } }),
  'awaiting an online payment': (spot) =>
    orderRows(spot, { order: { state: 'pending_payment', status: 'pending_payment', total_paid: null } }),
  'in payment review': (spot) => orderRows(spot, { order: { state: 'payment_review', status: 'fraud' } }),
  'on hold': (spot) =>
    orderRows(spot, { order: { state: 'holded', status: 'holded', hold_before_state: 'processing' } }),
  cancelled: (spot) =>
    orderRows(spot, {
      order: { state: 'canceled', status: 'canceled', total_paid: null, total_canceled: '178.0000' },
      items: [courseLine(itemIdOf(spot.orderId), { qty_canceled: '2.0000' })],
    }),
  'refunded and closed': (spot) =>
    orderRows(spot, {
      order: { state: 'closed', status: 'closed', total_refunded: '178.0000' },
      items: [courseLine(itemIdOf(spot.orderId), { qty_refunded: '2.0000', amount_refunded: '149.5800' })],
    }),
  'partly cancelled': (spot) =>
    orderRows(spot, { items: [courseLine(itemIdOf(spot.orderId), { qty_ordered: '4.0000', qty_canceled: '1.0000' })] }),
  'partly refunded': (spot) =>
    orderRows(spot, {
      order: { total_refunded: '89.0000' },
      items: [courseLine(itemIdOf(spot.orderId), { qty_refunded: '1.0000' })],
    }),
  'of a status of the shop': (spot) => orderRows(spot, { order: { status: 'wartet_auf_rueckruf' } }),
  'in another currency': (spot) =>
    orderRows(spot, { order: { order_currency_code: 'CHF', grand_total: '169.1000', base_grand_total: '178.0000' } }),
  'free of charge': (spot) =>
    orderRows(spot, {
      order: { grand_total: '0.0000', total_paid: '0.0000' },
      items: [
        courseLine(itemIdOf(spot.orderId), {
          discount_amount: '178.0000',
          tax_amount: '0.0000',
          discount_tax_compensation_amount: '28.4200',
        }),
      ],
    }),
};
