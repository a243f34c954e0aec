import {
  asBookingId,
  asCustomerNumber,
  type BookingChange,
  type Call,
  CLAIM_LASTS_MS,
  type CustomerNumber,
  type EndingCall,
  HOUR_MS,
  MINUTE_MS,
  managerScope,
  NO_FACTS,
  SECOND_MS,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { commit, keep, keepWith, mail, present, updating } from './commits.ts';
import { expectAfter, meanwhile } from './later.ts';
import { cancelled, NOW, OWNER, pending, STRANGER } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const anna = managerScope('anna@example.org');
const berta = managerScope('berta@example.org');

const aCall = (over: Partial<Call> = {}): Call => ({
  customerNumber: OWNER,
  at: NOW,
  by: anna.address,
  outcome: 'not_reached',
  callBackAt: null,
  note: null,
  phone: '+49 89 000100',
  ...over,
});
const ending = (over: Partial<Call> = {}, more: Partial<EndingCall> = {}): EndingCall => ({
  call: aCall(over),
  fence: null,
  goesOnMs: null,
  ...more,
});
/** What a call changes of a booking. */
const noted = (before: Stored): BookingChange =>
  updating(before, before, {
    events: [
      {
        type: 'called',
        at: NOW,
        actor: { type: 'manager', address: anna.address },
        outcome: 'not_reached',
        callBackAt: null,
        note: false,
      },
    ],
  });

/** Everything the `Calls` port promises. */
export const callsTests: PersistenceTests = (harness) => {
  const ports = () => harness().ports.calls;
  const claim = (by = anna, of: CustomerNumber = OWNER) => ports().claim(by, of, CLAIM_LASTS_MS);
  const holder = async (of: CustomerNumber = OWNER) => (await ports().claims(anna)).get(of)?.by;

  it('calls#claim: lasts so long by the store’s own clock, and everybody sees it', async () => {
    const { value, ...call } = await meanwhile(harness(), () => claim());
    expect(value).toMatchObject({ customerNumber: OWNER, by: anna.address, fence: 1 });
    expectAfter(value.until, call, CLAIM_LASTS_MS);
    expectAfter(value.since, call, 0);
    expect(await ports().claims(berta)).toEqual(new Map([[OWNER, value]]));
  });

  it('calls#claim: another is told who holds it, until it is given back', async () => {
    await claim();
    expect((await claim(berta)).by).toBe(anna.address);
    expect((await claim(berta, STRANGER)).by).toBe(berta.address);
    expect(await ports().release(berta, OWNER, null)).toBe(false);
    expect(await ports().release(anna, OWNER, null)).toBe(true);
    expect(await ports().release(anna, OWNER, null)).toBe(false);
    expect(await claim(berta)).toMatchObject({ by: berta.address, fence: 2 });
  });

  it('calls#claim: one’s own is kept with its number, for longer', async () => {
    const first = await claim();
    await harness().letPass(MINUTE_MS);
    const { value: again, ...call } = await meanwhile(harness(), () => claim());
    expect(again.fence).toBe(first.fence);
    expectAfter(again.until, call, CLAIM_LASTS_MS);
    await harness().letPass(MINUTE_MS);
    const { value: longer, ...later } = await meanwhile(harness(), () => ports().prolong(anna, OWNER, 1, HOUR_MS));
    expectAfter(longer?.until, later, HOUR_MS);
    expect(await ports().prolong(anna, OWNER, 2, HOUR_MS)).toBeUndefined();
    expect(await ports().prolong(berta, OWNER, null, HOUR_MS)).toBeUndefined();
  });

  it('calls#claim: it ends by itself; then its holder can neither prolong it, end it, nor report', async () => {
    await claim();
    await harness().letPass(CLAIM_LASTS_MS + SECOND_MS);
    expect(await ports().claims(anna)).toEqual(new Map());
    expect(await ports().prolong(anna, OWNER, null, MINUTE_MS)).toBeUndefined();
    expect(await ports().release(anna, OWNER, null)).toBe(false);
    expect(await ports().settle(anna, ending(), [])).toBe('claim_lost');
    expect(await claim(berta)).toMatchObject({ by: berta.address, fence: 2 });
    expect(await ports().callsTo(anna, [OWNER], 0)).toEqual([]);
  });

  it('calls#claim: of many at once one gets it', async () => {
    const people = Array.from({ length: 12 }, (_, n) => managerScope(`office${n}@example.org`));
    const claims = await Promise.all(people.map((person) => claim(person)));
    expect(new Set(claims.map(({ by }) => by)).size).toBe(1);
    expect(new Set(claims.map(({ fence }) => fence))).toEqual(new Set([1]));
  });

  it('calls#fence: a report on an earlier claim of the same person is refused', async () => {
    const first = await claim();
    await ports().release(anna, OWNER, first.fence);
    const second = await claim();
    expect(second.fence).toBe(first.fence + 1);
    expect(await ports().settle(anna, ending({}, { fence: first.fence }), [])).toBe('claim_lost');
    expect(await ports().release(anna, OWNER, first.fence)).toBe(false);
    expect(await ports().settle(anna, ending({}, { fence: second.fence }), [])).toBe('settled');
  });

  it('calls#outcomes: a call is kept with its changes, and its claim ends', async () => {
    const { bookings } = harness().ports;
    const [booking, other] = await keep(bookings, pending(1), pending(2));
    await claim();
    const call = aCall({ outcome: 'call_back', callBackAt: NOW + HOUR_MS, note: 'Nach dem Kurs\nanrufen.' });
    const changes = [noted(present(booking)), noted(present(other))];
    expect(await ports().settle(anna, { call, fence: null, goesOnMs: null }, changes)).toBe('settled');
    expect(await holder()).toBeUndefined();
    expect(await ports().callsTo(anna, [OWNER, STRANGER], NOW)).toEqual([call]);
    expect(await ports().callsTo(anna, [OWNER], NOW + 1)).toEqual([]);
    expect(await ports().callsTo(anna, [STRANGER], 0)).toEqual([]);
    expect(await ports().noteOf(anna, OWNER, NOW)).toBe('Nach dem Kurs\nanrufen.');
    expect(await ports().noteOf(anna, OWNER, NOW + 1)).toBeNull();
    expect(await ports().noteOf(anna, STRANGER, NOW)).toBeNull();
    for (const { id } of [present(booking), present(other)]) {
      const called = (await bookings.timeline(anna, id)).at(-1);
      expect(called).toMatchObject({
        kind: 'event',
        type: 'called',
        channel: 'phone',
        actor: { type: 'manager', address: anna.address },
      });
    }
  });

  it('calls#outcomes: nothing is kept without the claim, and nothing when a booking was changed', async () => {
    const { bookings } = harness().ports;
    const booking = present((await keep(bookings, pending(1)))[0]);
    const settle = (by = anna) => ports().settle(by, ending({ by: by.address }), [noted(booking)]);
    expect(await settle()).toBe('claim_lost');
    await claim();
    expect(await settle(berta)).toBe('claim_lost');
    expect((await bookings.find(anna, booking.id))?.version).toBe(booking.version);
    await commit(bookings, [noted(booking)]);
    expect(await settle()).toBe('stale');
    expect(await ports().callsTo(anna, [OWNER], 0)).toEqual([]);
    expect(await holder()).toBe(anna.address);
    expect((await bookings.find(anna, booking.id))?.version).toBe(booking.version + 1);
  });

  it('calls#outcomes: a call that goes on keeps its claim for longer', async () => {
    await claim();
    await harness().letPass(MINUTE_MS);
    const goesOn = ending({ outcome: 'note', note: 'Ruft gleich zurück.' }, { goesOnMs: CLAIM_LASTS_MS });
    const { value, ...call } = await meanwhile(harness(), () => ports().settle(anna, goesOn, []));
    expect(value).toBe('settled');
    expectAfter((await ports().claims(anna)).get(OWNER)?.until, call, CLAIM_LASTS_MS);
  });

  it('calls#outcomes: of a claimer and a reporter at once, neither overwrites the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      await claim();
      const [settled, taken] = await Promise.all([ports().settle(anna, ending({ at: NOW + round }), []), claim(berta)]);
      expect(settled).toBe('settled');
      expect(await holder()).toBe(taken.by === berta.address ? berta.address : undefined);
      await ports().release(berta, OWNER, null);
    }
    expect(await ports().callsTo(anna, [OWNER], 0)).toHaveLength(10);
  });

  it('calls#silence: how mails fared, of each booking by itself; nothing where nothing was', async () => {
    const { bookings, deliveries, linkVisits } = harness().ports;
    const booking = await keepWith(bookings, pending(1), [mail('confirmation_request'), mail('receipt')]);
    const quiet = present((await keep(bookings, pending(2)))[0]);
    const [first] = (await harness().deliveryRows()).filter(({ bookingId }) => bookingId === booking.id);
    const attempt = present(await deliveries.begin(present(first).id, NOW + SECOND_MS));
    await deliveries.finish(attempt, { type: 'done', providerId: 'P-7' }, NOW + 2 * SECOND_MS);
    const visit = {
      bookingId: booking.id,
      link: 'confirm',
      kind: 'click',
      verdict: 'ask',
      signs: ['known'],
      sinceMailMs: 5,
      at: NOW + MINUTE_MS,
    } as const;
    await linkVisits.keep(visit);
    const reported = (at: number, over = {}) =>
      ({ type: 'mail_reported', at, mail: 'first_reminder', outcome: 'blocked', ...over }) as const;
    await commit(bookings, [
      updating(booking, booking, {
        events: [
          reported(NOW + 3),
          reported(NOW + 4, { superseded: true }),
          reported(NOW + 5, { mail: 'receipt' }),
          reported(NOW + 6, { unreachable: 'no_address' }),
        ],
      }),
    ]);
    const facts = await ports().contacts(anna, [booking.id, quiet.id, booking.id]);
    const { bookingId: _, at: __, ...looked } = visit;
    expect(facts.get(booking.id)).toEqual({
      mails: [
        { mail: 'confirmation_request', about: NOW, state: 'done', finishedAt: NOW + 2 * SECOND_MS, unsureAt: null },
      ],
      reports: [{ outcome: 'blocked', at: NOW + 3 }],
      visits: [{ ...looked, firstAt: NOW + MINUTE_MS, lastAt: NOW + MINUTE_MS, visits: 1 }],
      wroteAt: null,
    });
    expect(facts.get(quiet.id)).toEqual(NO_FACTS);
    expect((await ports().contacts(anna, [asBookingId(424_242)])).get(asBookingId(424_242))).toEqual(NO_FACTS);
  });

  it('calls#silence: what was said about what an edit replaced counts for its successor', async () => {
    const { bookings } = harness().ports;
    const [second, third] = [pending(2), pending(3)];
    const before = cancelled(pending(1), { cause: 'replaced', replacedBy: second.order });
    await keepWith(bookings, before, [mail('confirmation_request')]);
    await keepWith(bookings, cancelled(second, { cause: 'replaced', replacedBy: third.order }), [
      mail('first_reminder'),
    ]);
    const [last] = await keep(bookings, third);
    const { id } = present(last);
    const facts = (await ports().contacts(anna, [id])).get(id);
    expect(facts?.mails.map((sent) => sent.mail).toSorted()).toEqual(['confirmation_request', 'first_reminder']);
  });

  it('calls#call-history: calls are read oldest first, each partner’s own', async () => {
    const other = asCustomerNumber('P-300');
    for (const [at, of] of [
      [NOW + 2, OWNER],
      [NOW + 1, OWNER],
      [NOW + 3, other],
    ] as const) {
      await claim(anna, of);
      await ports().settle(anna, ending({ at, customerNumber: of, outcome: 'wrong_number', phone: null }), []);
    }
    expect((await ports().callsTo(anna, [OWNER, other], 0)).map(({ at }) => at)).toEqual([NOW + 1, NOW + 2, NOW + 3]);
    expect((await ports().callsTo(anna, [other], 0)).map(({ at }) => at)).toEqual([NOW + 3]);
  });

  it('orders#call-notes-end: notes up to an instant are erased, the calls and later notes stay', async () => {
    const system = systemScope('customer data that ends');
    for (const [at, note] of [
      [NOW, 'Chefin'],
      [NOW + 1, null],
      [NOW + 2, 'Mailbox'],
      [NOW + 3, 'später'],
    ] as const) {
      await claim();
      await ports().settle(anna, ending({ at, note }), []);
    }
    expect(await ports().countNotes(system, NOW - 1)).toBe(0);
    expect(await ports().countNotes(system, NOW + 2)).toBe(2);
    expect(await ports().eraseNotes(system, NOW + 2)).toBe(2);
    expect(await ports().eraseNotes(system, NOW + 2)).toBe(0);
    const calls = await ports().callsTo(anna, [OWNER], 0);
    expect(calls).toEqual([0, 1, 2, 3].map((n) => aCall({ at: NOW + n, note: n === 3 ? 'später' : null })));
    expect(await ports().noteOf(system, OWNER, NOW)).toBeNull();
  });
};

/** Holds an adapter of `Calls` to the port. */
export function callsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Calls: ${name}`, open, callsTests);
}
