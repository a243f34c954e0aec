import {
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  DAY_MS,
  HOUR_MS,
  type InboundMail,
  MAX_REPLY_LENGTH,
  managerScope,
  type Stored,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

const OFFICE = managerScope('office@example.org');

/** A world with this many bookings of one order each, asked about by mail. */
async function asked(count = 1, options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = await openWorld(options);
  for (let n = 1; n <= count; n += 1) {
    const items = [anItem({ itemId: asOrderItemId(n), inMs: 20 * DAY_MS + n * HOUR_MS })];
    world.shop.place(aShopOrder({ orderId: asOrderId(100 + n), items }));
    await world.receiveOrder(asOrderId(100 + n));
  }
  await world.work();
  return world;
}

/** What the partner sends in answer to the newest mail. */
function answer(world: World, over: Partial<InboundMail> = {}): InboundMail {
  const to = world.mails().at(-1)?.replyTo;
  if (to === undefined) throw new Error('The mail asks for no answer.');
  return { key: 'k1', recipients: [to], author: 'Kurse@example.org', origin: 'person', text: 'Ja, um elf?', ...over };
}

const wrote = async (world: World, item = 1) =>
  (await world.timelineTypes(item)).filter((type) => type === 'partner_wrote').length;
const textsOf = async (world: World, booking: Stored) =>
  (await world.readReplies(OFFICE, booking)).map(({ text }) => text);

/** Changes nothing of what it is about: no event, no flag, no text. */
async function expectNothing(world: World, mail: InboundMail, verdict: string): Promise<void> {
  const before = await world.allBookings();
  expect(await world.takeReply(mail)).toBe(verdict);
  expect(await world.allBookings()).toEqual(before);
  for (const booking of before) expect(await textsOf(world, booking)).toEqual([]);
}

describe('replies#note · what a partner writes is written down', () => {
  it('as a text, an event, and a flag; replies#never-an-answer: and the booking stays open', async () => {
    const world = await asked();
    const before = await world.onlyBooking();
    expect(await world.takeReply(answer(world))).toBe('taken');
    const after = await world.onlyBooking();
    expect(after).toEqual({ ...before, flags: ['partner_wrote'], version: before.version + 1 });
    expect(await textsOf(world, after)).toEqual(['Ja, um elf?']);
    expect(await wrote(world)).toBe(1);
    expect(world.tickets()).toEqual([]);
  });

  it('on the ticket too, which is taken up again', async () => {
    const world = await asked();
    await world.declineInPortal(await world.onlyBooking());
    await world.work();
    expect(await world.takeReply(answer(world, { text: 'Doch, wir können.' }))).toBe('taken');
    await world.work();
    expect(world.notes().at(-1)).toMatchObject({
      note: { kind: 'partner_wrote', at: NOW },
      reply: 'Doch, wir können.',
      reactivate: true,
    });
    expect((await world.onlyBooking()).status).toBe('declined');
  });

  it('whatever the status, also without words of its own, and never longer than allowed', async () => {
    const world = await asked();
    await world.confirmInPortal(await world.onlyBooking());
    expect(await world.takeReply(answer(world, { text: '' }))).toBe('taken');
    expect(await world.takeReply(answer(world, { key: 'k2', text: 'x'.repeat(MAX_REPLY_LENGTH + 1) }))).toBe('taken');
    const texts = await textsOf(world, await world.onlyBooking());
    expect(texts.map((text) => text?.length)).toEqual([0, MAX_REPLY_LENGTH]);
    expect((await world.onlyBooking()).status).toBe('confirmed');
  });

  it('calls#silence: it is known that they wrote', async () => {
    const world = await asked();
    await world.takeReply(answer(world));
    const { id } = await world.onlyBooking();
    expect((await world.calls.contacts(OFFICE, [id])).get(id)?.wroteAt).toBe(NOW);
  });
});

describe('replies#address · whom an address stands for', () => {
  it('in any case of letters, and among others', async () => {
    const world = await asked();
    const mail = answer(world);
    const recipients = ['team@example.org', ...mail.recipients.map((to) => to.toUpperCase())];
    expect(await world.takeReply({ ...mail, recipients })).toBe('taken');
  });

  it('among so many that no person writes to them, none is looked for', async () => {
    const world = await asked();
    const mail = answer(world);
    const others = Array.from({ length: 50 }, (_, n) => `team${n}@example.org`);
    await expectNothing(world, { ...mail, recipients: [...others, ...mail.recipients] }, 'unknown_address');
    expect(await world.takeReply({ ...mail, recipients: [...others.slice(1), ...mail.recipients] })).toBe('taken');
  });

  it('of a mail about several: each booking in it that can still be answered, all in one change', async () => {
    const world = await asked(3);
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.work();
    expect(world.mails().at(-1)?.bookingIds).toHaveLength(3);
    await world.confirmInPortal(await world.bookingOf(2));
    const mail = answer(world);
    expect(mail.recipients[0]).not.toBe(world.mails()[0]?.replyTo);
    expect(await world.takeReply(mail)).toBe('taken');
    expect([await wrote(world, 1), await wrote(world, 2), await wrote(world, 3)]).toEqual([1, 0, 1]);
    for (const n of [1, 3]) await world.confirmInPortal(await world.bookingOf(n));
    expect(await world.takeReply(mail)).toBe('repeated');
    expect(await wrote(world, 2)).toBe(0);
    expect(await world.takeReply({ ...mail, key: 'k2' })).toBe('taken');
    expect(await wrote(world, 2)).toBe(1);
  });

  it('of an edited order: the booking that goes on; and what was not read yet stays flagged', async () => {
    const world = await asked();
    const mail = answer(world);
    await world.takeReply(mail);
    const edited = { orderId: asOrderId(200), replacesOrderId: asOrderId(101), updatedAt: NOW + HOUR_MS };
    world.shop.place(aShopOrder({ orderId: asOrderId(101), state: 'canceled', replacedByOrderId: asOrderId(200) }));
    world.shop.place(
      aShopOrder({ ...edited, items: [anItem({ itemId: asOrderItemId(20), inMs: 20 * DAY_MS + HOUR_MS })] }),
    );
    await world.receiveOrder(asOrderId(200));
    const after = await world.bookingOf(20);
    expect(after.flags).toEqual(['partner_wrote']);
    expect(await world.takeReply({ ...mail, key: 'k2', text: 'Noch etwas.' })).toBe('taken');
    expect(await wrote(world, 20)).toBe(1);
    expect(await textsOf(world, after)).toEqual(['Ja, um elf?', 'Noch etwas.']);
  });
});

describe('replies#verdicts · what changes nothing but a counter', () => {
  it.each(['automatic', 'calendar', 'bounce', 'loop', 'forged'] as const)('%s', async (origin) => {
    const world = await asked();
    await expectNothing(world, answer(world, { origin }), origin);
  });

  it('replies#sender: anybody but the booking’s partner, at their present address', async () => {
    const world = await asked();
    for (const author of ['gast@example.org', null, 'kurse@example.org.example'])
      await expectNothing(world, answer(world, { author }), 'stranger');
    await world.keepPartner({ ...PARTNER, customerNumber: asCustomerNumber('P-2'), email: 'fremd@example.org' });
    await expectNothing(world, answer(world, { author: 'fremd@example.org' }), 'stranger');
    await world.keepPartner({ ...PARTNER, email: 'neu@example.org' });
    await expectNothing(world, answer(world), 'stranger');
  });

  it('replies#address: an address that is none of ours, guessed, or of links that are gone', async () => {
    const world = await asked();
    await expectNothing(world, answer(world, { recipients: ['office@example.org'] }), 'unknown_address');
    await expectNothing(world, answer(world, { recipients: [] }), 'unknown_address');
    const guessed = answer(world).recipients.map((to) => to.replace(/.@/, (end) => (end === '0@' ? '1@' : '0@')));
    await expectNothing(world, answer(world, { recipients: guessed }), 'old_address');
  });

  it('replies#other-bookings: a booking from before go-live', async () => {
    const world = await asked();
    const mail = answer(world);
    const old = await openWorld({ policy: { goLiveAt: NOW + DAY_MS } });
    old.shop.place(aShopOrder({ orderId: asOrderId(101), items: [anItem()] }));
    await old.receiveOrder(asOrderId(101));
    expect((await old.onlyBooking()).historic).toBe(true);
    await expectNothing(old, mail, 'historic');
  });

  it('orders#customer-data-ends: an erased one; what was written before is gone, and the mail is known still', async () => {
    const world = await asked(1, { eraseCustomerAfterMs: 30 * DAY_MS });
    const mail = answer(world);
    await world.takeReply(mail);
    expect(await world.customerData('erika@example.org')).toMatchObject([{ replies: [{ text: 'Ja, um elf?' }] }]);
    world.clock.set(NOW + 60 * DAY_MS);
    expect(await world.eraseCustomerData({ dryRun: true })).toMatchObject({ bookings: 1 });
    expect(await textsOf(world, await world.onlyBooking())).toEqual(['Ja, um elf?']);
    await world.eraseCustomerData();
    expect(await textsOf(world, await world.onlyBooking())).toEqual([null]);
    expect(await world.takeReply({ ...mail, key: 'k2' })).toBe('erased');
    expect(await wrote(world)).toBe(1);
  });
});

describe('replies#once · a repeated mail', () => {
  it('is kept once, however often and by however many it is handed in', async () => {
    const world = await asked();
    const mail = answer(world);
    const verdicts = await Promise.all(Array.from({ length: 6 }, () => world.takeReply(mail)));
    expect(verdicts.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'repeated'), 'taken']);
    expect(await world.takeReply(mail)).toBe('repeated');
    expect(await wrote(world)).toBe(1);
    expect(await world.takeReply({ ...mail, key: 'k2' })).toBe('taken');
    expect(await wrote(world)).toBe(2);
  });
});

describe('replies#flag · until somebody of the office has read it', () => {
  it('reading the order again takes the flag from nobody; reading the mail does, once', async () => {
    const world = await asked();
    await world.takeReply(answer(world));
    world.shop.place(
      aShopOrder({
        orderId: asOrderId(101),
        items: [anItem({ itemId: asOrderItemId(1), inMs: 20 * DAY_MS + HOUR_MS, rowTotalGross: '99.0000' })],
      }),
    );
    await world.receiveOrder(asOrderId(101));
    await world.importRange({ from: NOW - DAY_MS, to: NOW + DAY_MS });
    const { id, flags } = await world.onlyBooking();
    expect(flags).toEqual(['partner_wrote']);
    for (let times = 0; times < 2; times += 1) expect((await world.markReplyRead({ scope: OFFICE, id })).ok).toBe(true);
    expect((await world.onlyBooking()).flags).toEqual([]);
    const types = await world.timelineTypes(1);
    expect(types.filter((type) => type === 'reply_read')).toHaveLength(1);
    expect(await textsOf(world, await world.onlyBooking())).toEqual(['Ja, um elf?']);
  });
});
