import {
  asOrderId,
  asOrderItemId,
  type BookingId,
  bookingsIn,
  canAnswer,
  DAY_MS,
  HOUR_MS,
  type Mail,
  MINUTE_MS,
  PermanentFailure,
  partnerScope,
  SECOND_MS,
  type Stored,
} from '@miomente/booking-domain';
import { isAbout } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld, PARTNER, type World } from './world.ts';

const SCOPE = partnerScope(PARTNER.customerNumber);

/** One order per course date and booking. */
async function booked(count: number, daysAhead: (n: number) => number = () => 30, bundled = true): Promise<World> {
  const world = await openWorld();
  for (let n = 1; n <= count; n += 1) {
    const item = anItem({ itemId: asOrderItemId(n), inMs: Math.round(daysAhead(n) * DAY_MS) });
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + n), items: [item] }));
    await world.receiveOrder(asOrderId(100 + n));
  }
  // Without its bundle, every mail travels alone.
  if (!bundled) world.meddle((changes, commit) => commit(changes.map((change) => ({ ...change, bundle: undefined }))));
  await world.work();
  return world;
}

const kindsSince = (world: World, n: number) => world.mailKinds().slice(n);
const since = (world: World, n: number): readonly Mail[] => world.mails().slice(n);
const sizes = (mails: readonly Mail[]) => mails.map(({ bookingIds = [null] }) => bookingIds.length);

async function reminded(count: number): Promise<World> {
  const world = await booked(count);
  world.clock.advance(24 * HOUR_MS);
  await world.sweep();
  return world;
}

describe('delivery#bundles · reminders of one sweep to one partner travel in one mail', () => {
  it('counted: sixty open bookings on nine course dates get one reminder mail a sweep instead of sixty', async () => {
    const world = await booked(60, (n) => 10 + (n % 9));
    expect(world.mails()).toHaveLength(60);
    const perSweep: number[] = [];
    let reminders = 0;
    for (let sweeps = 0; sweeps < 3 * 24 * 6; sweeps += 1) {
      world.clock.advance(10 * MINUTE_MS);
      const before = world.mails().length;
      const { firstReminders, secondReminders } = await world.sweep();
      reminders += firstReminders + secondReminders;
      await world.work();
      perSweep.push(world.mails().length - before);
    }
    expect(reminders).toBe(120);
    expect(perSweep.reduce((sum, mails) => sum + mails)).toBe(2);
    expect(Math.max(...perSweep)).toBe(1);
    expect(sizes(since(world, 60))).toEqual([60, 60]);
    const [first] = since(world, 60);
    if (first?.content.kind !== 'several_reminders') throw new Error(`It is a ${first?.content.kind}.`);
    expect(first.content.courseDates.map(({ bookings }) => bookings.length).toSorted()).toEqual([
      6, 6, 6, 7, 7, 7, 7, 7, 7,
    ]);
    const starts = first.content.courseDates.map(({ eventStart }) => eventStart);
    expect(starts).toEqual(starts.toSorted());
  }, 60_000);

  it('all that is due of a partner leaves in one mail, however little is written at a time and however soon a worker comes', async () => {
    const world = await booked(150);
    world.clock.advance(24 * HOUR_MS);
    // A worker is quicker than the next write; the world writes four bookings at a time.
    world.meddle(async (changes, commit) => {
      const outcome = await commit(changes);
      await world.work();
      return outcome;
    });
    expect(await world.sweep()).toMatchObject({ firstReminders: 150 });
    expect(sizes(since(world, 150))).toEqual([100, 50]);
  }, 60_000);

  it('has the own links of every booking, and each counts as asked', async () => {
    const world = await reminded(3);
    await world.work();
    const [mail] = since(world, 3);
    if (mail?.content.kind !== 'several_reminders') throw new Error(`It is a ${mail?.content.kind}.`);
    expect(mail).toMatchObject({ bookingId: null });
    const urls = mail.content.courseDates.flatMap(({ bookings }) => bookings.map(({ links }) => links?.confirmUrl));
    const tokens = await Promise.all([1, 2, 3].map((id) => world.tokenOf(id)));
    expect(tokens.every((token) => urls.some((url) => url?.includes(token)))).toBe(true);
    for (const booking of await world.allBookings())
      expect(booking.asking).toEqual({ step: 1, mail: 'sent', sentAt: world.clock.now() });
    expect(await world.jobs()).toEqual([]);
  });

  it('those answered or cancelled meanwhile drop out; one that is left reads as ever', async () => {
    const world = await reminded(3);
    await world.confirmInPortal(await world.bookingOf(1));
    await world.declineInPortal(await world.bookingOf(2));
    await world.work();
    const mails = since(world, 3).filter(({ content }) => content.kind !== 'decline_confirmation');
    expect(mails).toMatchObject([{ content: { kind: 'first_reminder' }, bookingId: (await world.bookingOf(3)).id }]);
    expect(mails[0]).not.toHaveProperty('bookingIds');
  });

  it('reminders of different sweeps and of other partners travel apart', async () => {
    const world = await booked(1);
    world.clock.advance(10 * MINUTE_MS);
    world.shop.place(aShopOrder({ orderId: asOrderId(200), items: [anItem({ itemId: asOrderItemId(50) })] }));
    await world.receiveOrder(asOrderId(200));
    await world.work();
    world.clock.advance(24 * HOUR_MS - 10 * MINUTE_MS);
    await world.sweep();
    world.clock.advance(10 * MINUTE_MS);
    await world.sweep();
    await world.work();
    expect(kindsSince(world, 2)).toEqual(['first_reminder', 'first_reminder']);
  });

  it('requests of one order travel in one mail, those of two orders in two', async () => {
    const world = await openWorld();
    for (const orderId of [1, 2]) {
      const items = [1, 2, 3].map((n) => anItem({ itemId: asOrderItemId(10 * orderId + n), sku: `K-${n}` }));
      world.shop.place(aShopOrder({ orderId: asOrderId(orderId), items }));
      await world.receiveOrder(asOrderId(orderId));
    }
    await world.work();
    expect(world.mailKinds()).toEqual(['several_requests', 'several_requests']);
    expect(sizes(world.mails())).toEqual([3, 3]);
  });

  it('union of single schedules: every reminder is the same, at the same time, as without bundles', async () => {
    const lives = async (
      ahead: readonly number[],
      gaps: readonly number[],
      answered: readonly number[],
      bundled: boolean,
    ) => {
      const world = await booked(ahead.length, (n) => ahead[n - 1] ?? 1, bundled);
      const sent: string[] = [];
      for (const [turn, gap] of gaps.entries()) {
        world.clock.advance(gap * MINUTE_MS);
        const before = world.mails().length;
        await world.sweep();
        const booking = await world.bookingOf(((answered[turn] ?? 0) % ahead.length) + 1);
        if (canAnswer(booking, world.clock.now()) && (answered[turn] ?? 0) > ahead.length)
          await world.confirmInPortal(booking);
        await world.work();
        for (const mail of since(world, before)) sent.push(...reminders(mail, world.clock.now()));
      }
      const bookings = (await world.allBookings()).map(({ id, asking, escalation }) => ({ id, asking, escalation }));
      return { sent: sent.toSorted(), bookings };
    };
    const anyAhead = fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        anyAhead,
        fc.array(fc.integer({ min: 5, max: 1_200 }), { minLength: 3, maxLength: 12 }),
        fc.array(fc.nat(20), { maxLength: 12 }),
        async (ahead, gaps, answered) => {
          expect(await lives(ahead, gaps, answered, true)).toEqual(await lives(ahead, gaps, answered, false));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

/** Each reminder in a mail: which booking, which one, and when. */
function reminders(mail: Mail, at: number): readonly string[] {
  return bookingsIn(mail.content).map(({ kind, portalUrl, answerBy }) => `${portalUrl} ${kind} ${at} ${answerBy}`);
}

describe('delivery#bundles · faults', () => {
  it('F15 a refused mail is taken apart: the bad booking alone is left to a person, and can be sent again', async () => {
    const world = await reminded(4);
    const bad = (await world.bookingOf(2)).id;
    const refusing = { send: async (mail: Mail) => (refuses(mail, bad) ? refuse() : world.mailer.send(mail)) };
    await workWith(world, refusing);
    expect(since(world, 4).map(({ content, bookingId }) => [content.kind, bookingId !== bad])).toEqual(
      Array(3).fill(['first_reminder', true]),
    );
    const dead = await world.dead();
    expect(dead).toMatchObject([{ bookingId: bad, reason: 'The provider refuses this one.' }]);
    expect(await world.resend(dead[0]?.id ?? 0)).toBe(true);
    await world.work();
    expect(kindsSince(world, 7)).toEqual(['first_reminder']);
    expect(new Set(since(world, 4).map(({ messageId }) => messageId)).size).toBe(4);
  });

  it('F15 a booking whose mail can’t be written holds up no other', async () => {
    const world = await reminded(3);
    const bad = (await world.bookingOf(1)).id;
    const broken = {
      send: async (mail: Mail) => {
        if (refuses(mail, bad)) throw new TypeError('A bug.');
        return world.mailer.send(mail);
      },
    };
    await workWith(world, broken).catch(() => undefined);
    await workWith(world, broken).catch(() => undefined);
    expect(since(world, 3).map(({ bookingId }) => bookingId)).toEqual(
      (await world.allBookings())
        .map(({ id }) => id)
        .filter((id) => id !== bad)
        .toSorted((a, b) => a - b),
    );
  });

  it('F12 refused for a while, it waits in one piece, and no call comes before', async () => {
    const world = await reminded(3);
    world.mailer.failures.failNext('transient', { retryAfterMs: 60 * SECOND_MS });
    await world.work();
    world.clock.advance(60 * SECOND_MS - 1);
    await world.work();
    expect(since(world, 3)).toEqual([]);
    world.clock.advance(10 * SECOND_MS);
    await world.work();
    expect(sizes(since(world, 3))).toEqual([3]);
  });

  it('F14 with its answer lost, a copy has the same message id, and who answered meanwhile is not in it', async () => {
    const world = await reminded(3);
    world.mailer.failures.failNext('lost_answer');
    await world.work();
    await world.confirmInPortal(await world.bookingOf(1));
    world.clock.advance(MINUTE_MS);
    await world.work();
    expect(sizes(since(world, 3))).toEqual([3, 2]);
    expect(new Set(since(world, 3).map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('one that is held back leaves later by itself, the others now', async () => {
    const world = await reminded(3);
    world.shop.place(
      aShopOrder({ orderId: asOrderId(102), state: 'holded', items: [anItem({ itemId: asOrderItemId(2) })] }),
    );
    await world.receiveOrder(asOrderId(102));
    await world.work();
    expect(sizes(since(world, 3))).toEqual([2]);
    expect(since(world, 3).flatMap(({ bookingIds }) => bookingIds ?? [])).not.toContain((await world.bookingOf(2)).id);
  });
});

describe('delivery#bundles · a report counts for each booking in the mail', () => {
  const report = (world: World, n: number, outcome: 'delivered' | 'bounced') => ({
    messageId: world.mails()[n]?.messageId ?? '',
    providerId: null,
    outcome,
    at: world.clock.now(),
    address: PARTNER.email ?? '',
  });

  it('delivered: in the timeline of each, and of none that had dropped out', async () => {
    const world = await reminded(3);
    await world.confirmInPortal(await world.bookingOf(1));
    await world.work();
    for (let repeated = 0; repeated < 2; repeated += 1) await world.recordMailReport(report(world, 3, 'delivered'));
    const reports = async (id: number) => (await world.timelineTypes(id)).filter((type) => type === 'mail_reported');
    expect(await reports(1)).toEqual([]);
    for (const id of [2, 3]) expect(await reports(id)).toHaveLength(1);
  });

  it('bounced: each is escalated at once, with one mark of the address', async () => {
    const world = await reminded(3);
    await world.work();
    expect(await world.recordMailReport(report(world, 3, 'bounced'))).toEqual({ known: true });
    for (const booking of await world.allBookings())
      expect(booking.escalation).toMatchObject({ reason: 'mail_bounced' });
    await world.work();
    expect(world.tickets()).toHaveLength(3);
  });
});

describe('booking#answered-as-one · confirming many sends one receipt', () => {
  const confirm = async (world: World, bookings: readonly Stored[]) => {
    const ids: readonly BookingId[] = bookings.map(({ id }) => id);
    await world.answerBookings({ scope: SCOPE, ids, answer: { action: 'confirm' } });
    await world.work();
  };

  it('one mail for all that are confirmed', async () => {
    const world = await booked(4);
    await world.declineInPortal(await world.bookingOf(4));
    await world.work();
    const before = world.mails().length;
    await confirm(world, await world.allBookings());
    expect(kindsSince(world, before)).toEqual(['several_receipts']);
    const declined = (await world.bookingOf(4)).id;
    expect(since(world, before).some((mail) => isAbout(mail, declined))).toBe(false);
    expect(sizes(since(world, before))).toEqual([3]);
  });

  it('two presses at once: each booking is in exactly one receipt, that of the press which confirmed it', async () => {
    const world = await booked(6);
    const ids = (await world.allBookings()).map(({ id }) => id).toSorted((a, b) => a - b);
    const press = (pressed: readonly BookingId[]) =>
      world.answerBookings({ scope: SCOPE, ids: pressed, answer: { action: 'confirm' } });
    await Promise.all([press(ids.slice(0, 4)), press(ids.slice(2))]);
    await world.work();
    expect(since(world, 6).map(({ bookingIds }) => bookingIds)).toEqual([ids.slice(0, 4), ids.slice(4)]);
  });

  it('what is decided again, because somebody changed it meanwhile, may follow in a receipt of its own: none waits', async () => {
    const world = await booked(3);
    const ids = (await world.allBookings()).map(({ id }) => id).toSorted((a, b) => a - b);
    let first = true;
    world.meddle(async (changes, commit) => {
      const changed = !first;
      first = false;
      if (!changed) {
        const items = [
          anItem({ itemId: asOrderItemId(1), quantity: { ordered: '3', cancelled: null, refunded: null } }),
        ];
        world.shop.place(aShopOrder({ orderId: asOrderId(101), items, updatedAt: world.clock.now() }));
        await world.receiveOrder(asOrderId(101));
      }
      const outcome = await commit(changes);
      await world.work();
      return outcome;
    });
    await world.answerBookings({ scope: SCOPE, ids, answer: { action: 'confirm' } });
    const receipts = since(world, 3).filter(({ content: { kind } }) => kind.includes('receipt'));
    expect(receipts.map(({ bookingId, bookingIds = [bookingId] }) => bookingIds)).toEqual([
      ids.slice(1),
      ids.slice(0, 1),
    ]);
  });

  it('a single confirmation in the portal sends none, as ever', async () => {
    const world = await booked(1);
    await confirm(world, await world.allBookings());
    expect(kindsSince(world, 1)).toEqual([]);
  });

  it('one that is taken back at once drops out of the receipt', async () => {
    const world = await booked(3);
    const all = await world.allBookings();
    await world.answerBookings({ scope: SCOPE, ids: all.map(({ id }) => id), answer: { action: 'confirm' } });
    await world.reopenBooking({ scope: SCOPE, id: (await world.bookingOf(1)).id });
    await world.work();
    expect(sizes(since(world, 3))).toEqual([2]);
  });
});

const refuses = (mail: Mail, bad: BookingId): boolean => isAbout(mail, bad);
function refuse(): never {
  throw new PermanentFailure('The provider refuses this one.');
}

/** Does all due work with another provider. */
async function workWith(world: World, mailer: Parameters<World['deliverWith']>[0]): Promise<void> {
  const deliver = world.deliverWith(mailer);
  for (let due = await dueDeliveries(world); due.length > 0; due = await dueDeliveries(world))
    for (const id of due) await deliver(id);
}

async function dueDeliveries(world: World): Promise<readonly number[]> {
  const jobs = world.takeDueJobs();
  return jobs.flatMap((job) => (job.task === 'deliver' ? [job.payload.deliveryId] : []));
}
