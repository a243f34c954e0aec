import { DAY_MS, HOUR_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld } from './world.ts';

const LONG_AGO = NOW - 5 * 365 * DAY_MS;
const noPartner = { customerNumber: null } as const;
const unreadable = { ...noPartner, options: [], unreadable: ['options'] } as const;
const policy = { goLiveAt: NOW - DAY_MS };

describe('orders#flagged-items: what stands on the managers’ list', () => {
  const flagged = async (item: Parameters<typeof anItem>[0], orderedAt = NOW - HOUR_MS) => {
    const world = await openWorld({ policy });
    world.shop.place(aShopOrder({ orderedAt, items: [anItem(item)] }));
    await world.reconcile();
    await world.work();
    return { items: await world.flaggedItems(), tickets: world.tickets(), world };
  };

  it('what lies ahead, however old its order; a ticket only since go-live', async () => {
    const fresh = await flagged(noPartner);
    expect([fresh.items.length, fresh.tickets.length]).toEqual([1, 1]);
    const old = await flagged(noPartner, LONG_AGO);
    expect([old.items.length, old.tickets.length]).toEqual([1, 0]);
  });

  it('what has no date, unless it is from before go-live', async () => {
    expect((await flagged(unreadable)).items).toHaveLength(1);
    expect((await flagged(unreadable, LONG_AGO)).items).toEqual([]);
  });

  it('not what is over, and that is not read again every hour', async () => {
    const { items, tickets, world } = await flagged({ ...noPartner, inMs: -DAY_MS }, LONG_AGO);
    expect([items, tickets]).toEqual([[], []]);
    expect(await world.compareUpcoming()).toEqual({ orders: 0 });
  });

  it('a voucher whose product is gone is none, and not read again', async () => {
    const { items, world } = await flagged({ ...noPartner, productId: null, options: [] }, LONG_AGO);
    const gone = await flagged({ ...noPartner, options: [], unreadable: ['product'] });
    expect([items, gone.items]).toEqual([[], []]);
    expect(await world.compareUpcoming()).toEqual({ orders: 0 });
    expect(await gone.world.compareUpcoming()).toEqual({ orders: 0 });
  });

  it('whose date the shop has changed since is shown with the new one, on one ticket', async () => {
    const { world } = await flagged(noPartner);
    const moved = anItem({ ...noPartner, inMs: 20 * DAY_MS, name: 'Sushi II' });
    world.shop.place(aShopOrder({ orderedAt: NOW - HOUR_MS, items: [moved] }));
    await world.compareUpcoming();
    await world.work();
    expect(await world.flaggedItems()).toMatchObject([{ eventStart: NOW + 20 * DAY_MS, courseName: 'Sushi II' }]);
    expect(world.tickets()).toHaveLength(1);
  });

  it('what is over leaves it at once, not only with the next comparison', async () => {
    const { world } = await flagged(noPartner);
    world.clock.advance(31 * DAY_MS);
    expect(await world.flaggedItems()).toEqual([]);
  });

  it('what was flagged leaves it once it is over, on hold or not', async () => {
    for (const state of ['processing', 'holded'] as const) {
      const { world } = await flagged(noPartner);
      world.clock.advance(31 * DAY_MS);
      world.shop.place(aShopOrder({ state, orderedAt: NOW - HOUR_MS, items: [anItem(noPartner)] }));
      expect(await world.compareUpcoming()).toEqual({ orders: 1 });
      expect(await world.flaggedItems()).toEqual([]);
      expect(await world.compareUpcoming()).toEqual({ orders: 0 });
    }
  });
});
