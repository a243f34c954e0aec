import { DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHAPES, shaped, stockCatalogue } from '../testing/index.ts';
import { openShop } from './open-shop.ts';
import { NOW, worldAround } from './world.ts';

const { shop, source } = await openShop();
beforeAll(() => stockCatalogue(shop));
beforeEach(() => shop.connection.query('DELETE FROM sales_order'));

describe('booking#table, from rows of the shop: nothing changed', () => {
  it('reading an unchanged order again changes nothing, whatever its shape', async () => {
    const spots = Object.keys(SHAPES).map((name, i) => shaped(name, { orderId: 100 + i, at: NOW - HOUR_MS }));
    await shop.place(spots);
    const world = await worldAround(source);
    await world.reconcile();
    await world.work();
    const [bookings, mails, flagged] = [await world.bookings(), world.mailer.accepted.length, await world.flagged()];
    await world.reconcile();
    await world.compareUpcoming();
    await world.work();
    expect(await world.bookings()).toEqual(bookings);
    expect([world.mailer.accepted.length, await world.flagged()]).toEqual([mails, flagged]);
    expect(world.failures).toEqual([]);
  });

  it('GO_LIVE_AT: orders from before become bookings without mail, reminder, ticket or escalation', async () => {
    const shapes = Object.keys(SHAPES).map((name, i) => shaped(name, { orderId: 100 + i, at: NOW - 400 * DAY_MS }));
    await shop.place(shapes);
    const world = await worldAround(source, { policy: { goLiveAt: NOW } });
    await world.reconcile();
    world.clock.advance(30 * DAY_MS);
    await world.sweep();
    await world.work();
    const bookings = await world.bookings();
    expect(bookings.length).toBeGreaterThan(40);
    expect(bookings.every((booking) => booking.historic)).toBe(true);
    expect([world.mailer.accepted, world.desk.tickets]).toEqual([[], []]);
  });
});
