import { asCustomerNumber, asOrderId, asOrderItemId, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { aGate, anItem, aShopOrder, openWorld, type World } from './world.ts';

const MONTH = 60 * DAY_MS;

/** A booking of a date variant, its order edited to this item. */
async function edited(item: Parameters<typeof anItem>[0], before: (world: World) => Promise<unknown>): Promise<World> {
  const world = await openWorld();
  const first = anItem({ sku: 'SUSHI-2501', productId: 77 });
  world.shop.place(aShopOrder({ items: [first] }));
  await world.receiveOrder(asOrderId(100));
  await world.work();
  await before(world);
  await world.work();
  world.shop.place(
    aShopOrder({ items: [first], state: 'canceled', replacedByOrderId: asOrderId(101) }),
    aShopOrder({
      orderId: asOrderId(101),
      replacesOrderId: asOrderId(100),
      items: [anItem({ itemId: asOrderItemId(11), ...item })],
    }),
  );
  await world.receiveOrder(asOrderId(101));
  await world.work();
  return world;
}

describe('booking#edited-order: an edit that changes the SKU', () => {
  const variants = [
    ['another variant of the product', { sku: 'SUSHI-2601', productId: 77, inMs: MONTH }],
    ['the variant’s own product', { sku: 'SUSHI-2601', productId: 78, inMs: MONTH }],
    ['a row without a product', { sku: 'SUSHI-2601', productId: null, inMs: MONTH }],
  ] as const;

  it.each(variants)('%s: asked again because the date moved, no cancellation mail', async (_, item) => {
    const world = await edited(item, async (w) => w.confirmInPortal(await w.onlyBooking()));
    expect(world.mailKinds()).toEqual(['confirmation_request', 'confirm_again']);
    expect(await world.bookingOf(1)).toMatchObject({ status: 'cancelled', cause: 'replaced' });
    expect(await world.bookingOf(11)).toMatchObject({ status: 'pending', details: { course: { sku: 'SUSHI-2601' } } });
  });

  it.each(variants)('%s: the ticket is carried over', async (_, item) => {
    const world = await edited(item, async (w) => w.declineInPortal(await w.onlyBooking()));
    expect(world.tickets()).toHaveLength(1);
    const { ticket } = await world.bookingOf(11);
    expect(ticket).toEqual((await world.bookingOf(1)).ticket);
    expect(world.notes().map(({ note }) => note.kind)).toContain('carried_over');
  });

  it('another partner’s course is no successor: the one hears of the end, the other is asked', async () => {
    const item = { sku: 'SUSHI-2601', productId: 77, customerNumber: asCustomerNumber('nobody-knows') };
    const world = await edited(item, async () => undefined);
    expect(world.mailKinds()).toEqual(['confirmation_request', 'cancellation_notice']);
  });
});

describe('delivery#exactly-one-ticket: an order edited before its ticket has a number', () => {
  /** Nobody answered, and the office's ticket waits for a desk that is down. */
  async function escalate(world: World): Promise<void> {
    world.desk.failures.breakDown();
    for (let step = 0; step < 3; step += 1) {
      world.clock.advance(25 * HOUR_MS);
      await world.sweep();
      await world.work();
    }
    expect(await world.onlyBooking()).toMatchObject({ escalation: { reason: 'no_answer' }, ticket: { id: null } });
  }

  it.each([
    ['another date', { inMs: MONTH }],
    ['the same date', {}],
  ])(
    '%s: its one ticket gives the reason it was asked for, and its number goes to the new booking',
    async (_, item) => {
      const world = await edited({ sku: 'SUSHI-2501', productId: 77, ...item }, escalate);
      world.desk.failures.recover();
      // The second time for what waited for the number.
      for (let day = 0; day < 2; day += 1) {
        world.clock.advance(DAY_MS);
        await world.work();
      }
      expect(world.tickets().map(({ draft }) => ('reason' in draft ? draft.reason : null))).toEqual(['no_answer']);
      expect((await world.bookingOf(11)).ticket).toMatchObject({ id: 'T-1' });
      expect(world.notes().map(({ note }) => note.kind)).toContain('carried_over');
    },
  );

  it('a number that arrives while the order is being edited goes to the new booking', async () => {
    const gate = aGate();
    const world = await openWorld();
    const open = world.desk.open.bind(world.desk);
    world.desk.open = async (draft) => {
      const opened = await open(draft);
      await gate.pass();
      return opened;
    };
    const first = anItem();
    world.shop.place(aShopOrder({ items: [first] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    await world.declineInPortal(await world.onlyBooking());
    const working = world.work();
    await gate.reached;
    world.shop.place(
      aShopOrder({ items: [first], state: 'canceled', replacedByOrderId: asOrderId(101) }),
      aShopOrder({
        orderId: asOrderId(101),
        replacesOrderId: asOrderId(100),
        items: [anItem({ itemId: asOrderItemId(11), inMs: MONTH })],
      }),
    );
    await world.receiveOrder(asOrderId(101));
    gate.open();
    await working;
    await world.work();
    expect((await world.bookingOf(11)).ticket).toMatchObject({ id: 'T-1' });
  });
});
