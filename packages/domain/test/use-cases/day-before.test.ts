import {
  asOrderId,
  asOrderItemId,
  dayBeforeDue,
  HOUR_MS,
  type Instant,
  instantOf,
  MINUTE_MS,
  partnerScope,
} from '@miomente/booking-domain';
import type { Around } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, PARTNER, type World } from './world.ts';

const ZONE = 'Europe/Berlin';
const berlin = (date: string, time: string): Instant =>
  instantOf({ date, time }, ZONE) ?? expect.fail(`${date} ${time}`);

describe('delivery#day-before · when tomorrow’s list is due', () => {
  it.each([
    ['17:59', undefined],
    ['18:00', '2026-03-03'],
    ['23:59', '2026-03-03'],
    ['00:00', undefined],
  ])('at %s: %s', (time, day) => {
    expect(dayBeforeDue('18:00', berlin('2026-03-02', time), ZONE)).toBe(day);
  });

  it('never without a configured time', () => {
    expect(dayBeforeDue(null, berlin('2026-03-02', '20:00'), ZONE)).toBeUndefined();
  });

  it.each([
    ['2026-03-28', '2026-03-29'],
    ['2026-03-29', '2026-03-30'],
    ['2026-10-24', '2026-10-25'],
    ['2026-10-25', '2026-10-26'],
    ['2026-12-31', '2027-01-01'],
  ])('F30 the day after %s is %s, also when clocks change', (today, tomorrow) => {
    for (const time of ['18:00', '23:30']) expect(dayBeforeDue('18:00', berlin(today, time), ZONE)).toBe(tomorrow);
  });

  it('F30 a time that clocks skip is over when they have', () => {
    expect(dayBeforeDue('02:30', berlin('2026-03-29', '01:59'), ZONE)).toBeUndefined();
    expect(dayBeforeDue('02:30', berlin('2026-03-29', '03:00'), ZONE)).toBe('2026-03-30');
  });
});

/** Two courses tomorrow, one the day after; asked about all. It is 09:00 UTC on a Monday. */
async function booked(around?: Around): Promise<World> {
  const world = await openWorld({ dayBeforeListAt: '18:00', ...(around && { around }) });
  for (const [n, hours] of [33, 30, 57].entries()) {
    const item = anItem({ itemId: asOrderItemId(n + 1), inMs: hours * HOUR_MS, sku: `K-${n}`, productId: n + 1 });
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + n), items: [item] }));
    await world.receiveOrder(asOrderId(100 + n));
  }
  await world.work();
  return world;
}
const lists = (world: World) => world.mails().filter(({ content }) => content.kind === 'day_before');
async function evening(world: World): Promise<number> {
  world.clock.advance(8 * HOUR_MS);
  return (await world.queueDayBeforeLists()).lists;
}

describe('delivery#day-before · one mail with tomorrow’s course dates', () => {
  it('has tomorrow’s course dates by time, confirmed ones and what is unanswered', async () => {
    const world = await booked();
    await world.confirmInPortal(await world.bookingOf(1));
    expect(await evening(world)).toBe(1);
    await world.work();
    const [mail] = lists(world);
    if (mail?.content.kind !== 'day_before') return expect.fail('There is no list.');
    const shown = mail.content.courseDates.map(({ bookings }) =>
      bookings.map(({ confirmation }) => confirmation !== null),
    );
    expect(shown).toEqual([[false], [true]]);
    expect(mail.bookingIds).toHaveLength(2);
    expect(mail.to.address).toBe(PARTNER.email);
  });

  it('has each once, also one that is answered or taken back while it is written', async () => {
    let meanwhile = async (): Promise<unknown> => undefined;
    const world = await booked(async ({ port, method }, run) => {
      const read = await run();
      const then = meanwhile;
      if (port === 'bookings' && method === 'list') {
        meanwhile = async () => undefined;
        await then();
      }
      return read;
    });
    await world.confirmInPortal(await world.bookingOf(1));
    await evening(world);
    const [first, second] = [await world.bookingOf(1), await world.bookingOf(2)];
    meanwhile = async () => {
      await world.reopenBooking({ scope: partnerScope(PARTNER.customerNumber), id: first.id });
      await world.confirmInPortal(second);
    };
    await world.work();
    expect(lists(world).map(({ bookingIds }) => bookingIds?.toSorted())).toEqual([[first.id, second.id]]);
  });

  it('is sent once, however often it is asked for', async () => {
    const world = await booked();
    await Promise.all([evening(world), world.queueDayBeforeLists(), world.queueDayBeforeLists()]);
    for (let n = 0; n < 3; n += 1) {
      await world.work();
      world.clock.advance(MINUTE_MS);
      await world.queueDayBeforeLists();
    }
    expect(lists(world)).toHaveLength(1);
  });

  it('a late start still sends it that evening; from midnight on it is left out', async () => {
    const late = await booked();
    late.clock.advance(13 * HOUR_MS + 50 * MINUTE_MS);
    expect(await late.queueDayBeforeLists()).toEqual({ lists: 1 });
    await late.work();
    expect(lists(late)).toHaveLength(1);
    const over = await booked();
    over.clock.advance(13 * HOUR_MS + 50 * MINUTE_MS);
    await over.queueDayBeforeLists();
    over.clock.advance(10 * MINUTE_MS);
    await over.work();
    expect(lists(over)).toEqual([]);
    expect(await over.dead()).toEqual([]);
  });

  it('nothing before its hour, nothing without courses tomorrow, nothing to whom mail can’t reach', async () => {
    const world = await booked();
    expect(await world.queueDayBeforeLists()).toEqual({ lists: 0 });
    for (const id of [1, 2]) await world.declineInPortal(await world.bookingOf(id));
    expect(await evening(world)).toBe(0);
    const gone = await booked();
    await evening(gone);
    for (const id of [1, 2]) await gone.declineInPortal(await gone.bookingOf(id));
    const unreachable = await booked();
    await evening(unreachable);
    await unreachable.keepPartner({ ...PARTNER, email: null });
    for (const each of [gone, unreachable]) {
      await each.work();
      expect(lists(each)).toEqual([]);
      expect(await each.dead()).toEqual([]);
    }
  });

  it('F12 F14 is tried again under its message id', async () => {
    const world = await booked();
    await evening(world);
    world.mailer.failures.failNext('lost_answer');
    await world.work();
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(lists(world)).toHaveLength(2);
    expect(new Set(lists(world).map(({ messageId }) => messageId)).size).toBe(1);
  });
});
