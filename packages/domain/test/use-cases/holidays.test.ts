import {
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  type Instant,
  nextSweepAt,
  type ReminderPolicy,
  readWorkingHours,
  workingTime,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

/** The whole week after {@link NOW}, a Monday, is a holiday in Bavaria. */
const WORKING = workingTime({
  hours: readWorkingHours('Mo-Fr 08:00-18:00') ?? [],
  timeZone: 'Europe/Berlin',
  region: 'DE',
  holidays: { isHoliday: (day, region) => region === 'DE-BY' && day > '2026-03-02' && day < '2026-03-09' },
});
const policy = { workingTime: WORKING } as const;

async function booked(world: World, orderItemId = 1): Promise<void> {
  const order = { orderId: asOrderId(100 + orderItemId), items: [anItem({ itemId: asOrderItemId(orderItemId) })] };
  world.shop.place(aShopOrder(order));
  await world.receiveOrder(order.orderId);
  await world.work();
}

/** Sweeps every hour until the first reminder has left. */
async function remindedAt(world: World): Promise<Instant> {
  for (let hours = 0; hours < 20 * 24; hours += 1) {
    world.clock.advance(HOUR_MS);
    if ((await world.sweep()).firstReminders > 0) return world.clock.now();
  }
  return Number.NaN;
}

describe('reminders#working-time · the partner’s holidays', () => {
  it('a new booking counts with them, and is swept when it is due by them', async () => {
    const world = await openWorld({ policy });
    await world.keepPartner({ ...PARTNER, holidays: 'DE-BY' });
    await booked(world);
    expect((await world.onlyBooking()).holidays).toBe('DE-BY');
    // Eight hours on Monday, then sixteen after the holidays.
    expect(await remindedAt(world)).toBeGreaterThan(NOW + 8 * DAY_MS);
  });

  it('when they change, the open bookings follow with their stored due times; a source without any changes nothing', async () => {
    const world = await openWorld({ policy });
    await booked(world, 1);
    await booked(world, 2);
    await world.declineInPortal(await world.bookingOf(2));
    await world.keepPartner({ ...PARTNER, holidays: 'DE-BY' });
    await world.keepPartner({ ...PARTNER, holidays: null });
    expect((await world.bookingOf(1)).holidays).toBe('DE-BY');
    expect((await world.bookingOf(2)).holidays).toBeNull();
    expect(await remindedAt(world)).toBeGreaterThan(NOW + 8 * DAY_MS);
  });

  it('one that somebody changes at the same time follows, too', async () => {
    const world = await openWorld({ policy });
    await booked(world);
    const before = await world.onlyBooking();
    let meddled = false;
    world.meddle(async (changes, commit) => {
      if (!meddled) {
        meddled = true;
        world.shop.place(aShopOrder({ orderId: asOrderId(101), totalPaid: '0.0000' }));
        await world.receiveOrder(asOrderId(101));
      }
      return commit(changes);
    });
    await world.keepPartner({ ...PARTNER, holidays: 'DE-BY' });
    const after = await world.onlyBooking();
    expect([meddled, after.holidays, after.version > before.version]).toEqual([true, 'DE-BY', true]);
  });

  it('realigning after a change of the settings takes the partner’s holidays, and the due times with them', async () => {
    const world = await openWorld();
    await booked(world);
    const { realign, sweep } = world.withPolicy({ workingTime: WORKING });
    expect(await realign()).toEqual({ bookings: 1 });
    world.clock.advance(25 * HOUR_MS);
    expect((await sweep()).firstReminders).toBe(0);
    const due = nextSweepAt({ ...DEFAULTS, workingTime: WORKING }, await world.onlyBooking());
    expect(due).toBeGreaterThan(NOW + 2 * DAY_MS);
  });
});

const DEFAULTS: ReminderPolicy = {
  firstReminderAfterMs: 24 * HOUR_MS,
  secondReminderAfterMs: 48 * HOUR_MS,
  escalationDelayMs: 0,
  escalateBeforeEventMs: 2 * HOUR_MS,
  workingTime: null,
  quietTime: null,
};
