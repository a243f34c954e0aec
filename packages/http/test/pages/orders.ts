import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  MINUTE_MS,
  type Order,
  type Stored,
} from '@miomente/booking-domain';
import { anOrder, anOrderItem, PARTNER_NUMBER } from '@miomente/booking-domain/testing';
import type { World } from '../world.ts';

let placed = 0;

export interface OrderShape {
  readonly course?: string;
  readonly productId?: number;
  /** Local time in Berlin, `YYYY-MM-DD HH:mm:ss`; null for none. */
  readonly start?: string | null;
  readonly people?: number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly customerNumber?: string;
  readonly order?: Partial<Order>;
}

/** A new order with the given details. */
export function orderOf(shape: OrderShape = {}): Order {
  placed += 1;
  const { start = '2025-03-13 18:00:00', people = 2, customerNumber = PARTNER_NUMBER } = shape;
  return anOrder({
    orderId: asOrderId(1_000 + placed),
    orderNumber: String(100_012_300 + placed),
    customer: {
      firstName: shape.firstName ?? 'Max',
      lastName: shape.lastName ?? 'Mustermann',
      email: shape.email ?? 'max.mustermann@example.org',
      phone: shape.phone ?? '+49 89 000015',
    },
    items: [
      anOrderItem({
        itemId: asOrderItemId(5_000 + placed),
        productId: shape.productId ?? 7,
        name: shape.course ?? 'Sushi-Kurs für Anfänger',
        quantity: { ordered: `${people}.0000`, cancelled: '0.0000', refunded: '0.0000' },
        rowTotalGross: `${79 * people}.0000`,
        options: start === null ? [] : [{ label: 'Termin', text: start, wallClock: start }],
        customerNumber: asCustomerNumber(customerNumber),
      }),
    ],
    ...shape.order,
  });
}

/** Edits a booking's order in the shop; the order that replaces it is on hold. */
export async function beginChange(world: Pick<World, 'order'>, { order: { orderId } }: Stored): Promise<void> {
  const replacing = 900_000 + orderId;
  await world.order(
    anOrder({ orderId, state: 'canceled', replacedByOrderId: asOrderId(replacing) }),
    anOrder({
      orderId: asOrderId(replacing),
      state: 'holded',
      replacesOrderId: orderId,
      items: [anOrderItem({ itemId: asOrderItemId(replacing) })],
    }),
  );
}

/** Places one order. @returns its booking */
export async function book(world: Pick<World, 'order'>, shape: OrderShape = {}): Promise<Stored> {
  const [booking] = await world.order(orderOf(shape));
  if (booking === undefined) throw new Error('The order became no booking.');
  return booking;
}

/** As {@link book}, ten minutes ago, when its mail was handed over: the quiet time is over. @returns its booking */
export async function bookAsked(world: World, shape: OrderShape = {}): Promise<Stored> {
  world.clock.advance(-10 * MINUTE_MS);
  const { id } = await book(world, shape);
  await world.deliverDue();
  world.clock.advance(10 * MINUTE_MS);
  const asked = await world.booking(id);
  if (asked === undefined) throw new Error('The booking is gone.');
  return asked;
}
