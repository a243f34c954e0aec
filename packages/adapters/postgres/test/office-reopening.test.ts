import {
  asOrderId,
  asOrderItemId,
  HOUR_MS,
  managerScope,
  partnerScope,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  anOrder,
  anOrderItem,
  aPartner,
  MemoryOrderSource,
  MemoryTokenMint,
  PARTNER_NUMBER,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { beforeEach, expect, test } from 'vitest';
import { postgresHarness } from './harness.ts';
import { processesOn } from './processes.ts';

const { url, pool } = await freshDatabase();
const harness = postgresHarness(pool);
const clock = new SettableClock();
const shared = { clock, orders: new MemoryOrderSource(), tokens: new MemoryTokenMint() };
/** Two processes on one database. */
const [first, second] = processesOn(url, 2);
const one = useCasesOver({ ...first, ...shared });
const other = useCasesOver({ ...second, ...shared });
const office = managerScope('office@example.org');
const tests = systemScope('tests of races');
const ROUNDS = 30;
const TERMIN = { label: 'Termin', text: '01.12.2027 18:00', wallClock: null };
let placed = 0;

beforeEach(async () => {
  await harness.reset();
  await harness.ports.partners.save(aPartner());
});

function nextOrder() {
  placed += 1;
  return anOrder({
    orderId: asOrderId(1_000 + placed),
    orderNumber: String(100_000_000 + placed),
    // Far enough away for every round of these tests.
    items: [anOrderItem({ itemId: asOrderItemId(5_000 + placed), options: [TERMIN] })],
  });
}

/** A booking that its partner has declined. */
async function declined(order = nextOrder()): Promise<Stored> {
  const outcome = (await one.importOrders([order])).get(order.orderId);
  const [booking] = outcome?.type === 'imported' ? outcome.bookings : [];
  if (booking === undefined) return expect.fail('No booking came of the order.');
  const answered = await one.declineBooking({
    scope: partnerScope(PARTNER_NUMBER),
    id: booking.id,
    reason: 'capacity_full',
  });
  return answered.ok ? answered.value.booking : expect.fail(answered.refusal.code);
}

async function typesOf({ id }: Stored): Promise<readonly string[]> {
  const entries = await harness.ports.bookings.timeline(tests, id);
  return entries.map((entry) => (entry.kind === 'event' ? entry.type : entry.kind));
}
const countOf = async (booking: Stored, type: string) =>
  (await typesOf(booking)).filter((each) => each === type).length;

async function firstReminders({ id }: Stored): Promise<number> {
  return (await harness.deliveryRows()).filter(
    ({ bookingId, content }) =>
      bookingId === id &&
      content.type === 'booking_message' &&
      content.message.type === 'send_mail' &&
      content.message.mail === 'first_reminder',
  ).length;
}

test('booking#office-takes-back: against a cancellation the booking ends cancelled, whichever comes first', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = nextOrder();
    const booking = await declined(order);
    const cancelled = { ...order, state: 'canceled' as const, updatedAt: order.updatedAt + HOUR_MS };
    const reopen = () => one.reopenBookingByOffice({ scope: office, id: booking.id });
    const cancel = () => other.importOrders([cancelled]);
    const [reopened] =
      round % 2 === 0
        ? await Promise.all([reopen(), cancel()])
        : await Promise.all([cancel(), reopen()]).then(([, result]) => [result] as const);
    if (!reopened.ok) expect(reopened.refusal).toMatchObject({ code: 'cancelled' });
    expect((await harness.ports.bookings.find(tests, booking.id))?.status).toBe('cancelled');
    expect(await countOf(booking, 'cancelled')).toBe(1);
    expect(await countOf(booking, 'reopened')).toBe(reopened.ok ? 1 : 0);
  }
});

test('booking#office-takes-back: of two at once one reopens, and the partner is asked once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const booking = await declined();
    const before = await harness.deliveryRows();
    const results = await Promise.all(
      [one, other].map(({ reopenBookingByOffice }) => reopenBookingByOffice({ scope: office, id: booking.id })),
    );
    expect(results.map((result) => (result.ok ? 'ok' : result.refusal.code)).sort()).toEqual(['not_confirmed', 'ok']);
    expect(await countOf(booking, 'reopened')).toBe(1);
    const known = new Set(before.map(({ id }) => id));
    const mails = (await harness.deliveryRows()).filter(
      ({ id, content }) => !known.has(id) && content.type === 'booking_message' && content.message.type === 'send_mail',
    );
    expect(mails).toHaveLength(1);
  }
});

test('booking#office-takes-back: against sweeps its clock restarts, and due bookings advance one step', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [reopening, answered] = [await declined(), await declined()];
    const waiting = await declined();
    await one.reopenBookingByOffice({ scope: office, id: waiting.id });
    for (const { id, state } of await harness.deliveryRows()) if (state === 'queued') await one.deliver(id);
    // A day later the one that was reopened at once is due for its first reminder.
    clock.advance(25 * HOUR_MS);
    const [, ...sweeps] = await Promise.all([
      one.reopenBookingByOffice({ scope: office, id: reopening.id }),
      other.sweepReminders(),
      one.sweepReminders(),
    ]);
    for (const { failed } of sweeps) expect(failed).toBe(0);
    const fresh = await harness.ports.bookings.find(tests, reopening.id);
    expect(fresh).toMatchObject({ status: 'pending', clockStartedAt: clock.now(), escalation: null });
    expect(await Promise.all([reopening, waiting, answered].map(firstReminders))).toEqual([0, 1, 0]);
    expect(await countOf(reopening, 'reopened')).toBe(1);
    for (const { id } of [reopening, waiting]) await one.confirmBooking({ scope: partnerScope(PARTNER_NUMBER), id });
  }
});
