import { asOrderId, DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { courseLine, itemIdOf, orderRows, type Row, stockCatalogue } from '../../testing/index.ts';
import { openShop } from '../open-shop.ts';
import { NOW, type World, worldAround } from '../world.ts';

const [OLD, NEW] = [1, 2] as const;
const { shop, source } = await openShop();
beforeAll(() => stockCatalogue(shop));
beforeEach(() => shop.connection.query('DELETE FROM sales_order'));

/** A booking that its partner knows of, its edited order, and the order that replaces it. */
async function edited(successor: Row, line: Row = {}): Promise<World> {
  await shop.place([orderRows({ orderId: OLD, at: NOW - HOUR_MS, incrementId: '000000123' })]);
  const world = await worldAround(source);
  await world.reconcile();
  await world.work();
  world.clock.advance(HOUR_MS);
  await shop.changeOrder(OLD, { state: 'canceled' });
  await shop.changeItem(itemIdOf(OLD), { qty_canceled: '2.0000' });
  const order = { relation_parent_id: String(OLD), original_increment_id: '000000123', ...successor };
  const items = [courseLine(itemIdOf(NEW), line)];
  await shop.place([orderRows({ orderId: NEW, at: NOW + HOUR_MS, incrementId: '000000123-1' }, { order, items })]);
  return world;
}

describe('booking#order-being-changed, from rows of the shop', () => {
  it.each(['holded', 'pending_payment', 'payment_review', 'unheard_of', null])(
    'the new row is in state %s: the booking is held until the new one can be booked, whichever is read first',
    async (state) => {
      const world = await edited({ state });
      for (const look of [
        () => world.receiveOrder(asOrderId(NEW)),
        () => world.compareUpcoming(),
        () => world.reconcile(),
      ]) {
        await look();
        const held = await world.booking(itemIdOf(OLD));
        expect(held).toMatchObject({ status: 'pending', hold: 'being_changed', details: { participants: 2 } });
        expect(held.flags).toEqual(['order_being_changed']);
      }
      world.clock.advance(10 * DAY_MS);
      await world.sweep();
      await world.work();
      expect([world.mailer.kinds(), world.desk.tickets]).toEqual([['confirmation_request'], []]);

      await shop.changeOrder(NEW, { state: 'processing' });
      await world.receiveOrder(asOrderId(NEW));
      expect(await world.booking(itemIdOf(OLD))).toMatchObject({ status: 'cancelled', cause: 'replaced' });
      expect(await world.booking(itemIdOf(NEW))).toMatchObject({ status: 'pending', hold: null, flags: [] });
    },
  );

  it('the new row is cancelled as well: the partner is told once', async () => {
    const world = await edited({ state: 'holded' });
    await world.reconcile();
    await shop.changeOrder(NEW, { state: 'canceled' });
    await world.reconcile();
    await world.compareUpcoming();
    await world.work();
    expect(await world.booking(itemIdOf(OLD))).toMatchObject({ status: 'cancelled', cause: 'order_cancelled' });
    expect(world.mailer.kinds()).toEqual(['confirmation_request', 'cancellation_notice']);
  });
});
