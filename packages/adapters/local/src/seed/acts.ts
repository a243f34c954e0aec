import {
  asOrderItemId,
  type ConfirmBookingInput,
  type LinkPress,
  managerScope,
  type OrderId,
  type OrderItemId,
  partnerScope,
  type Stored,
  type WallClock,
} from '@miomente/booking-domain';
import type { OrderEdit } from '../shop/edit-order.ts';
import { SAMPLE_OFFICE } from './partners.ts';
import type { World } from './world.ts';

/** An action on a sample order. Repeating it at the same point changes nothing. */
export type Act = (world: World, name: string) => Promise<unknown>;

const owner = (booking: Stored): ConfirmBookingInput['scope'] => partnerScope(booking.customerNumber);
const OFFICE = managerScope(SAMPLE_OFFICE);

/** On a device that is known as the partner's. */
const PRESS: LinkPress = { mark: null, trap: false, trapBefore: false, answer: null };

/** The partner confirms with the link in the mail. */
export const confirmByLink: Act = async (world, name) => {
  const token = world.tokenOf(await world.booking(name));
  await world.cases.pressConfirmLink({ token, mode: 'button', press: PRESS, isKnown: () => true });
};

/** The partner takes the confirmation back with the link in the mail. */
export const takeBackByLink: Act = async (world, name) =>
  world.cases.pressTakeBack({
    token: world.tokenOf(await world.booking(name)),
    press: PRESS,
    isKnown: () => true,
  });

/** The partner confirms in the portal. */
export function confirmInPortal(notes?: string): Act {
  return async (world, name) => {
    const booking = await world.booking(name);
    return world.cases.confirmBooking({ scope: owner(booking), id: booking.id, notes });
  };
}

/** The office confirms after a phone call. */
export const confirmByPhone: Act = async (world, name) =>
  world.cases.confirmBooking({ scope: OFFICE, id: (await world.booking(name)).id });

/** The partner declines in the portal. */
export function decline(reason: string, notes?: string): Act {
  return async (world, name) => {
    const booking = await world.booking(name);
    return world.cases.declineBooking({ scope: owner(booking), id: booking.id, reason, notes });
  };
}

/** The mail provider reports that the first mail about the booking bounced. */
export const bounce: Act = async (world, name) => {
  const { id } = await world.booking(name);
  const [mail] = await world.mailbox.about(id);
  if (mail?.letter == null) throw new Error(`No mail about the sample order ${name} can be read.`);
  return world.cases.recordMailReport({
    messageId: mail.messageId,
    providerId: null,
    outcome: 'bounced',
    at: world.now(),
    address: mail.letter.to.address,
  });
};

/** An action in the shop, which then announces the order to the product. */
function inShop(change: (world: World, orderId: OrderId, firstItemId: OrderItemId) => Promise<unknown>): Act {
  return async (world, name) => {
    const { orderId, items } = await world.order(name);
    await change(world, orderId, items[0]?.itemId ?? asOrderItemId(0));
    await world.announce(orderId);
  };
}

/** The order is cancelled in the shop. */
export const cancelOrder: Act = inShop((world, orderId) => world.orderDesk.cancel(orderId));
/** The order's first item is refunded. */
export const refundItem: Act = inShop((world, _, itemId) => world.orderDesk.refund(itemId));
/** The order is put on hold. */
export const holdOrder: Act = inShop((world, orderId) => world.orderDesk.setState(orderId, 'holded'));
/** The first item's event moves to another date. */
export const moveDate = (start: WallClock): Act =>
  inShop((world, _, itemId) => world.orderDesk.moveDate(itemId, start));
/** The quantity of the first item changes. */
export const setQuantity = (quantity: number): Act =>
  inShop((world, _, itemId) => world.orderDesk.setQuantity(itemId, quantity));
/** The order is edited. Repeating it does nothing: an order that replaces another is not edited again. */
export const editOrder = (edit: OrderEdit = {}): Act =>
  inShop(async (world, orderId) => {
    const { replacesOrderId } = (await world.shop.byId(orderId)) ?? {};
    if (replacesOrderId === null) await world.orderDesk.edit(orderId, edit);
  });
