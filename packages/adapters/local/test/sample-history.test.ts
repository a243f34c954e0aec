import { asOrderId, BOOKING_MAIL_KINDS, BOOKING_STATUSES, isMissed, managerScope } from '@miomente/booking-domain';
import { useCasesOver } from '@miomente/booking-domain/testing';
import { expect, test } from 'vitest';
import { seedSample } from '../src/index.ts';
import { BAKERY, COOKING_SCHOOL, POTTERY, UNKNOWN_PARTNER } from '../src/shop/courses.ts';
import { dump, NOW, sampleDatabase } from './fixture.ts';
import { SCOPE, sampleProduct } from './seed-fixture.ts';

const OFFICE = managerScope('office@example.org');
const WHOLE = { page: 1, limit: 50 };
const { pool } = await sampleDatabase();
const product = sampleProduct(pool);
const { clock, deps, mailbox, persistence, shop, ticketDesk, tokens } = product;
const cases = useCasesOver({ ...persistence.ports, clock, orders: shop, tokens });
await seedSample(deps);

async function eventsOf(name: string): Promise<readonly string[]> {
  const timeline = await deps.ports.bookings.timeline(SCOPE, (await product.booking(name)).id);
  return timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.type] : []));
}

test('there are bookings of every status and for every list, and the main partner has more than a page', async () => {
  const bookings = await product.bookings();
  expect(new Set(bookings.map(({ status }) => status))).toEqual(new Set(BOOKING_STATUSES));
  expect(bookings.filter(({ customerNumber }) => customerNumber === COOKING_SCHOOL).length).toBeGreaterThan(40);
  expect(bookings.filter((booking) => isMissed(booking, NOW)).length).toBeGreaterThan(1);
  expect(bookings.filter(({ historic }) => historic)).toEqual([]);
  for (const attention of ['escalated', 'missed', 'flagged', 'rebooking'] as const)
    expect((await deps.ports.bookings.attention(OFFICE, attention, NOW, WHOLE)).total, attention).toBeGreaterThan(1);
  expect((await deps.ports.flaggedOrderItems.list(OFFICE, NOW, WHOLE)).rows).toHaveLength(1);
});

test('every timeline is in the past and in order', async () => {
  for (const { id, createdAt } of await product.bookings()) {
    const at = (await deps.ports.bookings.timeline(SCOPE, id)).map((entry) => entry.at);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(Math.max(...at)).toBeLessThan(NOW);
    expect(at[0]).toBe(createdAt);
  }
});

test('the mailbox has mails of every kind in both languages, each once and at its time', async () => {
  const { entries, total } = await mailbox.list({ page: 1, perPage: 500 });
  expect(total).toBeGreaterThan(100);
  const kinds = new Set(entries.map(({ kind }) => kind));
  for (const kind of [...BOOKING_MAIL_KINDS, 'several_requests', 'several_reminders'] as const)
    expect(kinds).toContain(kind);
  expect(new Set(entries.map(({ language }) => language))).toEqual(new Set(['de', 'en']));
  for (const { receivedAt, copies, letter } of entries) {
    expect(receivedAt).toBeLessThan(NOW);
    expect([copies, letter === null]).toEqual([1, false]);
  }
});

test('the desk has tickets with notes, and no delivery is waiting', async () => {
  const { entries, total } = await ticketDesk.list({ page: 1, perPage: 500 });
  expect(total).toBeGreaterThan(10);
  expect(entries.some(({ notes }) => notes.length > 0)).toBe(true);
  expect((await product.bookings()).filter(({ ticket }) => ticket !== null && ticket.id === null)).toEqual([]);
  expect(await deps.queuedDeliveries()).toEqual([]);
  expect((await deps.ports.deliveries.dead(OFFICE, WHOLE)).rows).toEqual([]);
});

test('links#digest-only: the tables contain no token, confirm or decline link, and the links in the mails work', async () => {
  const everything = await dump(pool);
  for (const { token } of await product.bookings()) expect(everything).not.toContain(tokens.reveal('booking', token));
  expect(everything).not.toMatch(/[0-9a-f]{64}|api\/(confirm|decline)/i);
  const booking = await product.booking('waiting/fresh-1');
  const [mail] = await mailbox.about(booking.id);
  expect(mail?.letter?.text).toContain(`/api/confirm/${tokens.reveal('booking', booking.token)}`);
});

test('reminders#unreachable: partners without working mail are escalated to the office', async () => {
  expect((await deps.ports.partners.find(BAKERY))?.addressMark).not.toBeNull();
  expect((await deps.ports.partners.find(POTTERY))?.active).toBe(false);
  expect(await deps.ports.partners.find(UNKNOWN_PARTNER)).toBeUndefined();
  const reason = async (name: string): Promise<unknown> => (await product.booking(name)).escalation?.reason;
  expect(await reason('unreachable/bounced-first')).toBe('mail_bounced');
  expect(await reason('unreachable/bounced-later')).toBe('address_bounced');
  expect(await reason('unreachable/inactive')).toBe('partner_inactive');
  expect(await reason('unreachable/unknown-1')).toBe('partner_unknown');
});

test.each([
  ['changed/moved', 'pending', ['partner_asked', 'confirmed', 'details_changed']],
  ['changed/raised', 'pending', ['partner_asked', 'details_changed']],
  ['changed/lowered', 'confirmed', ['partner_asked', 'confirmed', 'details_changed']],
  ['changed/replaced', 'confirmed', ['answer_carried_over']],
  ['changed/replaced-by-more', 'pending', ['partner_asked']],
  ['changed/taken-back', 'pending', ['partner_asked', 'confirmed', 'reopened']],
  ['changed/taken-back-and-declined', 'declined', ['partner_asked', 'confirmed', 'reopened', 'declined']],
  ['changed/cancelled-while-waiting', 'cancelled', ['partner_asked', 'cancelled']],
  ['changed/cancelled-after-yes', 'cancelled', ['partner_asked', 'confirmed', 'cancelled']],
  ['changed/cancelled-after-no', 'cancelled', ['partner_asked', 'declined', 'cancelled']],
  ['changed/refunded', 'cancelled', ['partner_asked', 'confirmed', 'cancelled']],
  ['answered/by-phone', 'confirmed', ['partner_asked', 'reminded', 'reminded', 'escalated', 'confirmed']],
  ['answered/declined-late', 'declined', ['partner_asked', 'reminded', 'reminded', 'escalated', 'declined']],
  ['odd/on-hold', 'pending', ['partner_asked', 'hold_changed', 'flags_changed']],
  ['waiting/in-ninety-minutes', 'pending', ['partner_asked', 'escalated']],
] as const)('%s ends as %s, by the recorded events', async (name, status, events) => {
  expect((await product.booking(name)).status).toBe(status);
  const told = (await eventsOf(name)).filter((type) => (events as readonly string[]).includes(type));
  expect(told).toEqual(events);
});

test('importing all orders again changes nothing', async () => {
  const state = async (): Promise<unknown> => [
    await product.bookings(),
    (await product.persistence.deliveryRows()).length,
  ];
  const before = await state();
  const marks = await product.shop.changedAfter({ updatedAt: 0, orderId: asOrderId(0) }, 1_000);
  await cases.importOrders([...(await product.shop.byIds(marks.map(({ orderId }) => orderId))).values()]);
  expect(await state()).toEqual(before);
});

// This test is last, because it changes the data of the others.
test('FR-4.1, FR-4.2, FR-4.3: the first sweep sends both reminders, a second does nothing; escalations wait for the mails', async () => {
  const result = await cases.sweepReminders();
  expect(result.firstReminders).toBeGreaterThanOrEqual(6);
  expect(result.secondReminders).toBe(3);
  expect(result.failed).toBe(0);
  expect(await cases.sweepReminders()).toEqual({ firstReminders: 0, secondReminders: 0, escalations: 0, failed: 0 });
  for (const n of [1, 2, 3]) {
    expect((await product.booking(`waiting/day-old-${n}`)).asking).toMatchObject({ step: 1, mail: 'queued' });
    const { asking, escalation } = await product.booking(`waiting/two-days-old-${n}`);
    expect([asking.step, asking.mail, escalation]).toEqual([2, 'queued', null]);
  }
});
