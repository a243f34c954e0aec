import { HOUR_MS, type Stored } from '@miomente/booking-domain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  courseLine,
  dateOption,
  itemIdOf,
  magentoTime,
  options,
  orderRows,
  PRODUCTS,
  type Row,
  stockCatalogue,
} from '../testing/index.ts';
import { openShop } from './open-shop.ts';
import { NOW, type World, worldAround } from './world.ts';

const ORDER = 1;
const ITEM = itemIdOf(ORDER);
const EDITED = 2;
const LATER = NOW + 5 * HOUR_MS;
const MOVED = options([dateOption('2026-04-25 18:00:00', '25.04.26, 18:00')]);
const { shop, source } = await openShop();

beforeAll(() => stockCatalogue(shop));

/** Sets columns of the order. Magento updates its timestamp. */
const order = (columns: Row): Promise<void> => shop.changeOrder(ORDER, { ...columns, updated_at: magentoTime(LATER) });
/** Sets columns of the line. The order's timestamp stays. */
const line = (columns: Row): Promise<void> => shop.changeItem(ITEM, columns);

/** An edit in the admin: the order is cancelled, and a new one replaces it. */
async function edit(item: Row): Promise<void> {
  await order({ state: 'canceled', status: 'canceled', total_paid: null });
  await line({ qty_canceled: '2.0000' });
  const number = { original_increment_id: '000000001', edit_increment: 1, relation_parent_id: String(ORDER) };
  await shop.place([
    orderRows(
      { orderId: EDITED, at: LATER, incrementId: '000000001-1' },
      { order: number, items: [courseLine(itemIdOf(EDITED), item)] },
    ),
  ]);
}

type Answered = 'pending' | 'confirmed' | 'declined';

/** What Magento does to an order, and the resulting booking, by status. */
const CHANGES: Readonly<
  Record<string, { readonly happens: () => Promise<unknown> } & Readonly<Record<Answered, string>>>
> = {
  'the order is cancelled': {
    happens: async () => {
      await order({ state: 'canceled', status: 'canceled' });
      await line({ qty_canceled: '2.0000' });
    },
    pending: 'cancelled; mails: cancellation_notice; audit: cancelled',
    confirmed: 'cancelled; mails: cancellation_notice; audit: cancelled',
    declined: 'cancelled; mails: none; notes: 1; audit: cancelled',
  },
  'the order is refunded and closed': {
    happens: async () => {
      await order({ state: 'closed', status: 'closed', total_refunded: '178.0000' });
      await line({ qty_refunded: '2.0000' });
    },
    pending: 'cancelled; mails: cancellation_notice; audit: details_changed+cancelled',
    confirmed: 'cancelled; mails: cancellation_notice; audit: details_changed+cancelled',
    declined: 'cancelled; mails: none; notes: 1; audit: details_changed+cancelled',
  },
  'the order is refunded in full and stays open': {
    happens: () => order({ total_refunded: '178.0000' }),
    pending: 'cancelled; mails: cancellation_notice; audit: details_changed+cancelled',
    confirmed: 'cancelled; mails: cancellation_notice; audit: details_changed+cancelled',
    declined: 'cancelled; mails: none; notes: 1; audit: details_changed+cancelled',
  },
  'the line is cancelled': {
    happens: () => line({ qty_canceled: '2.0000' }),
    pending: 'cancelled; mails: cancellation_notice; audit: cancelled',
    confirmed: 'cancelled; mails: cancellation_notice; audit: cancelled',
    declined: 'cancelled; mails: none; notes: 1; audit: cancelled',
  },
  'the line is gone': {
    happens: () => shop.connection.query('DELETE FROM sales_order_item WHERE item_id = ?', [ITEM]),
    pending: 'cancelled; mails: cancellation_notice; audit: cancelled',
    confirmed: 'cancelled; mails: cancellation_notice; audit: cancelled',
    declined: 'cancelled; mails: none; notes: 1; audit: cancelled',
  },
  'the order is held': {
    happens: () => order({ state: 'holded', status: 'holded', hold_before_state: 'processing' }),
    pending: 'pending; mails: none; flags: order_on_hold; held: holded; audit: hold_changed+flags_changed',
    confirmed: 'confirmed; mails: none; flags: order_on_hold; held: holded; audit: hold_changed+flags_changed',
    declined: 'declined; mails: none; audit: none',
  },
  'the order is in payment review': {
    happens: () => order({ state: 'payment_review' }),
    pending:
      'pending; mails: none; flags: order_in_payment_review; held: payment_review; audit: hold_changed+flags_changed',
    confirmed:
      'confirmed; mails: none; flags: order_in_payment_review; held: payment_review; audit: hold_changed+flags_changed',
    declined: 'declined; mails: none; audit: none',
  },
  'the date is moved': {
    happens: () => line({ product_options: MOVED }),
    pending: 'pending; mails: look_again; clock restarts; audit: details_changed+mail_accepted',
    confirmed: 'pending; mails: confirm_again; clock restarts; audit: details_changed+mail_accepted',
    declined: 'declined; mails: none; notes: 1; audit: details_changed',
  },
  'the date can not be read any more': {
    happens: () => line({ product_options: '{' }),
    pending: 'pending; mails: none; flags: event_date_unreadable; audit: flags_changed',
    confirmed: 'confirmed; mails: none; flags: event_date_unreadable; audit: flags_changed',
    declined: 'declined; mails: none; audit: none',
  },
  'the quantity is raised': {
    happens: () => line({ qty_ordered: '3.0000' }),
    pending: 'pending; mails: look_again; clock restarts; audit: details_changed+mail_accepted',
    confirmed: 'pending; mails: confirm_again; clock restarts; audit: details_changed+mail_accepted',
    declined: 'declined; mails: none; notes: 1; audit: details_changed',
  },
  'the quantity is lowered': {
    happens: () => line({ qty_canceled: '1.0000' }),
    pending: 'pending; mails: details_changed; audit: details_changed',
    confirmed: 'confirmed; mails: details_changed; audit: details_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the quantity can not be right': {
    happens: () => line({ qty_ordered: '-3.0000' }),
    pending: 'pending; mails: none; flags: quantity_unreadable; audit: flags_changed',
    confirmed: 'confirmed; mails: none; flags: quantity_unreadable; audit: flags_changed',
    declined: 'declined; mails: none; audit: none',
  },
  'the phone is changed': {
    happens: () => shop.changeAddresses(ORDER, { telephone: '+49 89 0000009' }),
    pending: 'pending; mails: none; audit: details_changed',
    confirmed: 'confirmed; mails: none; audit: details_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the payment is changed': {
    happens: () => order({ total_paid: '10.0000' }),
    pending: 'pending; mails: none; audit: details_changed',
    confirmed: 'confirmed; mails: none; audit: details_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the price is changed': {
    happens: () => line({ row_total_incl_tax: '160.0000' }),
    pending: 'pending; mails: none; audit: details_changed',
    confirmed: 'confirmed; mails: none; audit: details_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the product names another partner': {
    happens: () => line({ product_id: PRODUCTS.pasta }),
    pending: 'pending; mails: none; flags: partner_changed; audit: details_changed+flags_changed',
    confirmed: 'confirmed; mails: none; flags: partner_changed; audit: details_changed+flags_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the product is deleted': {
    happens: () => line({ product_id: PRODUCTS.gone }),
    pending: 'pending; mails: none; flags: partner_missing; audit: details_changed+flags_changed',
    confirmed: 'confirmed; mails: none; flags: partner_missing; audit: details_changed+flags_changed',
    declined: 'declined; mails: none; audit: details_changed',
  },
  'the order is edited without a change to the course': {
    happens: () => edit({}),
    pending: 'cancelled; mails: none; audit: cancelled+token_replaced; successor: pending, clock goes on',
    confirmed: 'cancelled; mails: none; audit: cancelled+token_replaced; successor: confirmed, clock goes on',
    declined: 'cancelled; mails: none; notes: 1; audit: cancelled+token_replaced; successor: declined, clock goes on',
  },
  'the order is edited to another date': {
    happens: () => edit({ product_options: MOVED }),
    pending: 'cancelled; mails: look_again; audit: cancelled+token_replaced; successor: pending, clock restarts',
    confirmed: 'cancelled; mails: confirm_again; audit: cancelled+token_replaced; successor: pending, clock restarts',
    declined:
      'cancelled; mails: confirmation_request; notes: 2; audit: cancelled+token_replaced; successor: pending, clock restarts',
  },
  'the order is edited to another course': {
    happens: () => edit({ product_id: PRODUCTS.pasta, sku: 'PASTA-1' }),
    pending:
      'cancelled; mails: cancellation_notice+confirmation_request; audit: details_changed+cancelled; successor: pending, clock restarts',
    confirmed:
      'cancelled; mails: cancellation_notice+confirmation_request; audit: details_changed+cancelled; successor: pending, clock restarts',
    declined:
      'cancelled; mails: confirmation_request; notes: 1; audit: details_changed+cancelled; successor: pending, clock restarts',
  },
};

async function outcome(from: Answered, happens: () => Promise<unknown>): Promise<string> {
  await shop.connection.query('DELETE FROM sales_order');
  await shop.place([orderRows({ orderId: ORDER, at: NOW - HOUR_MS })]);
  const world = await worldAround(source);
  await world.reconcile();
  await world.work();
  const booking = await world.booking(ITEM);
  if (from === 'confirmed') await world.confirm(booking);
  if (from === 'declined') await world.decline(booking);
  await world.work();
  world.clock.set(LATER);
  await happens();
  return read(world, booking);
}

/** What differs after the shop was read again. */
async function read(world: World, before: Stored): Promise<string> {
  const mails = world.mailer.accepted.length;
  const notes = world.desk.tickets.flatMap((ticket) => ticket.notes).length;
  const events = (await world.events(before)).length;
  await world.reconcile();
  await world.compareUpcoming();
  await world.work();
  expect(world.failures).toEqual([]);
  const after = await world.booking(ITEM);
  const told = world.mailer.kinds().slice(mails);
  const noted = world.desk.tickets.flatMap((ticket) => ticket.notes).length - notes;
  const fresh = (await world.events(after)).slice(events);
  const successor = (await world.bookings()).find((booking) => booking.order.orderId === EDITED);
  return [
    after.status,
    `mails: ${told.join('+') || 'none'}`,
    ...(noted > 0 ? [`notes: ${noted}`] : []),
    ...(after.clockStartedAt === LATER ? ['clock restarts'] : []),
    ...(after.flags.length > 0 ? [`flags: ${after.flags.join('+')}`] : []),
    ...(after.hold === null ? [] : [`held: ${after.hold}`]),
    `audit: ${fresh.join('+') || 'none'}`,
    ...(successor === undefined
      ? []
      : [`successor: ${successor.status}, clock ${successor.clockStartedAt === LATER ? 'restarts' : 'goes on'}`]),
  ].join('; ');
}
const STATUSES: readonly Answered[] = ['pending', 'confirmed', 'declined'];

describe.each(Object.entries(CHANGES))('booking#table, from rows of the shop: %s', (_, change) => {
  it.each(STATUSES)('for a %s booking', async (status) => {
    expect(await outcome(status, change.happens)).toBe(change[status]);
  });
});
