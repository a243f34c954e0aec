import {
  asBookingId,
  asOrderId,
  asOrderItemId,
  type BatchResult,
  HOUR_MS,
  partnerScope,
  type Stored,
  shownOf,
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
/** Three processes on one database. */
const processes = processesOn(url, 3);
const [one, two, three] = processes.map((ports) => useCasesOver({ ...ports, ...shared })) as [
  Process,
  Process,
  Process,
];
type Process = ReturnType<typeof useCasesOver>;

const scope = partnerScope(PARTNER_NUMBER);
const tests = systemScope('tests of races');
/** `npm run test:faults` has a thousand. */
const ROUNDS = Number(process.env['BATCH_ROUNDS'] ?? 60);
const DATE = { label: 'Termin', text: '01.12.2027 18:00', wallClock: null };
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
    items: [anOrderItem({ itemId: asOrderItemId(5_000 + placed), options: [DATE] })],
  });
}

async function answered(
  by: Process,
  ids: readonly Stored['id'][],
  action: 'confirm' | 'decline',
): Promise<readonly string[]> {
  const answer = action === 'confirm' ? { action } : { action, reason: 'other' };
  const result = await by.answerBookings({ scope, ids, answer });
  if (!result.ok) return expect.fail(result.refusal.code);
  return result.value.map((each: BatchResult) => (each.ok ? each.value.status : each.refusal.code));
}

test('F28 I4 · booking#answered-as-one: two batches, a cancellation, an edit and a sweep on three processes leave one answer each', {
  timeout: 600_000,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const orders = [1, 2, 3, 4].map(nextOrder);
    const outcomes = [...(await one.importOrders(orders)).values()];
    const bookings = outcomes.flatMap((outcome) => (outcome.type === 'imported' ? outcome.bookings : []));
    const ids = bookings.map(({ id }) => id);
    clock.advance(24 * HOUR_MS);
    const gone = orders.slice(0, 1).map((order) => ({ ...order, state: 'canceled' as const }));
    const edited = orders.slice(1, 2).map((order) => ({
      ...order,
      customer: { ...order.customer, phone: '+49 89 7654321' },
      updatedAt: order.updatedAt + 1_000,
    }));
    const [yes, no] = await Promise.all([
      answered(one, ids, 'confirm'),
      answered(two, ids.toReversed(), 'decline'),
      three.importOrders(gone),
      three.importOrders(edited),
      three.sweepReminders(),
    ]);
    for (const [place, id] of ids.entries()) {
      const timeline = await harness.ports.bookings.timeline(tests, id);
      const answers = timeline.flatMap((entry) =>
        entry.kind === 'event' && (entry.type === 'confirmed' || entry.type === 'declined') ? [entry.type] : [],
      );
      const results = [yes[place], no.toReversed()[place]];
      const winners = results.filter((result) => result === 'confirmed' || result === 'declined');
      // A batch's result for a booking matches the audit trail.
      expect(winners).toEqual(answers);
      expect(answers.length).toBe(place === 0 && results.every((result) => result === 'cancelled') ? 0 : 1);
      const now = await harness.ports.bookings.find(tests, id);
      expect(now?.status).toBe(place === 0 ? 'cancelled' : answers[0]);
      if (place === 1) expect(now?.details.customer.phone).toBe('+49 89 7654321');
    }
  }
});

test('booking#as-shown: a course that moves while it is answered, on two processes, is never confirmed for the new date', async () => {
  const [asked] = processes;
  if (asked === undefined) return expect.fail('There is no process.');
  for (const [round, before] of ['write', 'write', ...Array<'race'>(8).fill('race')].entries()) {
    const orders = [nextOrder(), nextOrder()];
    const outcomes = [...(await two.importOrders(orders)).values()];
    const bookings = outcomes.flatMap((outcome) => (outcome.type === 'imported' ? outcome.bookings : []));
    const ids = bookings.map(({ id }) => id);
    const shown = new Map(bookings.map((booking) => [booking.id, shownOf(booking)]));
    const moved = orders.map((order) => ({
      ...order,
      updatedAt: order.updatedAt + 1_000,
      items: order.items.map((item) => ({ ...item, options: [{ ...DATE, text: '08.12.2027 18:00' }] })),
    }));
    const move = async () => void (await two.importOrders(moved));
    // Twice the move certainly comes between reading and writing; after that, as it happens.
    let first = before === 'write' ? move : undefined;
    const meddled = async () => {
      const moving = first;
      first = undefined;
      await moving?.();
    };
    const bookingsOfOne: typeof asked.bookings = {
      ...asked.bookings,
      commitAll: (changes) => meddled().then(() => asked.bookings.commitAll(changes)),
      commitEach: (changes) => meddled().then(() => asked.bookings.commitEach(changes)),
    };
    const answering = useCasesOver({ ...asked, ...shared, bookings: bookingsOfOne });
    const [id = asBookingId(1)] = ids;
    const answer = async (): Promise<readonly string[]> => {
      if (round % 2 === 0) {
        const one = await answering.confirmBooking({ scope, id, shown: shown.get(id) });
        return [one.ok ? 'confirmed' : one.refusal.code];
      }
      const all = await answering.answerBookings({ scope, ids, answer: { action: 'confirm' }, shown });
      return all.ok ? all.value.map((each) => (each.ok ? each.value.status : each.refusal.code)) : [all.refusal.code];
    };
    const [said] = await Promise.all([answer(), before === 'race' ? move() : undefined]);
    const allowed = before === 'write' ? ['changed_meanwhile'] : ['changed_meanwhile', 'confirmed'];
    for (const each of said) expect(allowed).toContain(each);
    // Who confirmed the old date in time is asked again for the new one.
    for (const each of await harness.ports.bookings.findMany(tests, ids)) expect(each.status).toBe('pending');
  }
});
