import { readFile } from 'node:fs/promises';
import { asOrderId, dayBounds, instantOf, type Stored } from '@miomente/booking-domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { courseLine, itemIdOf, options, orderRows, PRODUCTS, type Row } from '../testing/index.ts';
import { openShop } from './open-shop.ts';
import { type World, worldAround } from './world.ts';

interface Case {
  readonly case: string;
  readonly option?: Row;
  readonly options?: readonly Row[];
}
const CASES: readonly Case[] = JSON.parse(await readFile(new URL('cases/orders.json', import.meta.url), 'utf8'));
const chosenIn = (name: string): readonly Row[] => {
  const found = CASES.find((one) => one.case === name);
  return found?.options ?? (found?.option === undefined ? [] : [found.option]);
};

const { shop, source } = await openShop();
const ORDERED_AT = Date.parse('2027-01-25T08:30:00Z');
const READ_AT = ORDERED_AT + 1_000;
const DAY = dayBounds('2027-01-25', 'Europe/Berlin') ?? expect.fail();
let world: World;

beforeEach(async () => {
  await shop.empty();
  world = await worldAround(source);
  world.clock.set(READ_AT);
});

async function booked(line: Row): Promise<Stored> {
  await shop.place([
    orderRows(
      { orderId: 1, at: ORDERED_AT },
      { items: [courseLine(itemIdOf(1), { product_id: PRODUCTS.sushi, ...line })] },
    ),
  ]);
  await world.receiveOrder(asOrderId(1));
  await world.work();
  return world.booking(itemIdOf(1));
}

describe('orders#day-without-time: from the rows of the shop to mail and ticket', () => {
  it('a day without a time, ordered on its morning', async () => {
    await shop.addProduct({ productId: PRODUCTS.sushi, values: { customer_number: 'P-100' } });
    const booking = await booked({ product_options: options(chosenIn('day only, ordered on its morning')) });
    expect(booking).toMatchObject({ historic: false, flags: [], escalation: { at: READ_AT, reason: 'event_near' } });
    expect(booking.details.eventStart).toEqual(DAY);
    expect(booking.token.expiresAt).toBe(Date.parse('2027-01-25T23:00:00Z'));
    expect(world.mailer.kinds()).toEqual(['confirmation_request']);
    expect(world.desk.tickets).toHaveLength(1);
  });

  it('orders#time-beside-day: day and time in two options', async () => {
    await shop.addProduct({ productId: PRODUCTS.sushi, values: { customer_number: 'P-100' } });
    const booking = await booked({ product_options: options(chosenIn('day and time in two options')) });
    expect(booking.details.eventStart).toBe(instantOf({ date: '2027-01-25', time: '18:00' }, 'Europe/Berlin'));
    expect(booking.token.expiresAt).toBe(booking.details.eventStart);
  });

  it('a day on the product, read again when the product changes', async () => {
    const values = { customer_number: 'P-100', event_date: '2027-01-25 00:00:00' };
    await shop.addProduct({ productId: PRODUCTS.sushi, values });
    expect((await booked({ product_options: options([]) })).details.eventStart).toEqual(DAY);
    await shop.setValue(PRODUCTS.sushi, 'event_date', '2027-01-26 00:00:00');
    await world.compareUpcoming();
    expect((await world.booking(itemIdOf(1))).details.eventStart).toEqual(dayBounds('2027-01-26', 'Europe/Berlin'));
  });
});
