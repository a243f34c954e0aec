import {
  asBookingId,
  asCustomerNumber,
  asOrderId,
  asOrderItemId,
  type CallOutcome,
  CLAIM_LASTS_MS,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  managerScope,
  type Stored,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, NOW, openWorld, PARTNER, type World } from './world.ts';

const anna = managerScope('anna@example.org');
const berta = managerScope('berta@example.org');
const P1 = PARTNER.customerNumber;
/** When the first of two events starts that somebody is to be called about. */
const FIRST_EVENT = NOW + 70 * MINUTE_MS;

/** A world in which two bookings of one partner need a call, with their tickets. */
async function twoToCall(
  options: Parameters<typeof openWorld>[0] = {},
): Promise<{ readonly world: World; readonly bookings: readonly Stored[] }> {
  const world = await openWorld(options);
  for (const n of [1, 2]) {
    const items = [anItem({ itemId: asOrderItemId(n), inMs: 40 * MINUTE_MS + n * 30 * MINUTE_MS })];
    world.shop.place(aShopOrder({ orderId: asOrderId(n), items }));
    await world.receiveOrder(asOrderId(n));
  }
  await world.work();
  await world.sweep();
  await world.work();
  const bookings = await world.allBookings();
  return { world, bookings: bookings.filter(({ escalation }) => escalation !== null) };
}

async function claimed(world: World, by = anna) {
  const claim = await world.claimCall({ scope: by, customerNumber: P1 });
  if (!claim.ok) throw new Error(claim.refusal.code);
  return claim.value;
}

const report = (world: World, outcome: CallOutcome, more: object = {}, by = anna) =>
  world.recordCall({ scope: by, customerNumber: P1, outcome, ...more });
const lastCalls = async (world: World) => (await world.readCalls.entry(anna, P1))?.history;

describe('calls#claim · who calls whom', () => {
  it('a partner of whom nothing needs a call is not claimed, whoever else waits', async () => {
    const { world } = await twoToCall();
    const customerNumber = asCustomerNumber('P-2');
    await world.keepPartner({ ...PARTNER, customerNumber, email: 'andere@example.org' });
    expect(await world.readCalls.entry(anna, customerNumber)).toBeUndefined();
    expect(await world.claimCall({ scope: anna, customerNumber })).toMatchObject({
      refusal: { code: 'nothing_to_call' },
    });
    expect((await world.readCalls.entry(anna, P1))?.bookings).toHaveLength(2);
  });

  it('one gets it, and the other is told who, until it is given back', async () => {
    const { world } = await twoToCall();
    await claimed(world);
    expect(await world.claimCall({ scope: berta, customerNumber: P1 })).toMatchObject({
      refusal: { code: 'claimed_by_other', claim: { by: anna.address } },
    });
    expect(await world.releaseCall({ scope: berta, customerNumber: P1 })).toMatchObject({
      refusal: { code: 'claimed_by_other' },
    });
    expect(await world.releaseCall({ scope: anna, customerNumber: P1 })).toEqual({ ok: true, value: null });
    expect(await world.releaseCall({ scope: anna, customerNumber: P1 })).toMatchObject({
      refusal: { code: 'not_claimed' },
    });
    expect((await claimed(world, berta)).by).toBe(berta.address);
  });

  it('calls#call-once: who looked before another called is told what came of it', async () => {
    const { world } = await twoToCall();
    await claimed(world);
    await report(world, 'not_reached');
    world.clock.advance(MINUTE_MS);
    for (const seen of [null, NOW - 1])
      expect(await world.claimCall({ scope: berta, customerNumber: P1, seen })).toMatchObject({
        refusal: { code: 'called_meanwhile', call: { by: anna.address, outcome: 'not_reached', at: NOW } },
      });
    // Nobody is kept from calling by who was refused.
    expect((await world.readCalls.entry(anna, P1))?.claim).toBeNull();
    expect(await world.claimCall({ scope: berta, customerNumber: P1, seen: NOW })).toMatchObject({ ok: true });
  });

  it('calls#claim: what is answered while somebody claims needs no call any more, and leaves no claim', async () => {
    let answering = async (): Promise<void> => undefined;
    const { world, bookings } = await twoToCall({ beforeCalls: () => answering() });
    answering = async () => {
      for (const booking of bookings) await world.confirmInPortal(booking);
    };
    expect(await world.claimCall({ scope: anna, customerNumber: P1 })).toEqual({
      ok: false,
      refusal: { code: 'nothing_to_call' },
    });
    expect(await world.releaseCall({ scope: anna, customerNumber: P1 })).toMatchObject({
      refusal: { code: 'not_claimed' },
    });
  });

  it('calls#claim: a second window that finds nothing to call any more does not end the call of the first', async () => {
    let answering = async (): Promise<void> => undefined;
    const { world, bookings } = await twoToCall({ beforeCalls: () => answering() });
    const first = await world.claimCall({ scope: anna, customerNumber: P1 });
    answering = async () => {
      for (const booking of bookings) await world.confirmInPortal(booking);
    };
    expect(await world.claimCall({ scope: anna, customerNumber: P1 })).toMatchObject({
      refusal: { code: 'nothing_to_call' },
    });
    expect((await world.calls.claims(anna)).get(P1)?.fence).toBe(first.ok ? first.value.fence : 0);
  });

  it('nobody claims what is done, or who is unknown', async () => {
    const { world, bookings } = await twoToCall();
    for (const booking of bookings) await world.confirmInPortal(booking);
    expect(await world.claimCall({ scope: anna, customerNumber: P1 })).toEqual({
      ok: false,
      refusal: { code: 'nothing_to_call' },
    });
    for (const unknown of [world.claimCall, world.releaseCall])
      expect(await unknown({ scope: anna, customerNumber: asCustomerNumber('P-none') })).toEqual({
        ok: false,
        refusal: { code: 'not_found' },
      });
  });
});

describe('calls#outcomes · what came of a call', () => {
  it.each(['not_reached', 'wrong_number', 'call_back'] as const)(
    '%s stands in timelines and on tickets, and ends the claim',
    async (outcome) => {
      const { world, bookings } = await twoToCall();
      await claimed(world);
      const at = outcome === 'call_back' ? NOW + 10 * MINUTE_MS : null;
      expect(bookings).toHaveLength(2);
      expect(await report(world, outcome, { at, note: ' Mailbox. ' })).toEqual({
        ok: true,
        value: { results: [], claim: null },
      });
      for (const [n] of bookings.entries())
        expect((await world.timelineTypes(n + 1)).filter((type) => type === 'called')).toHaveLength(1);
      await world.work();
      const notes = world.notes().filter(({ note }) => note.kind === 'called');
      expect(notes).toHaveLength(2);
      for (const { note, callNote, reactivate } of notes) {
        expect(note).toMatchObject({ outcome, by: anna.address, callBackAt: at });
        expect([callNote, reactivate]).toEqual(['Mailbox.', false]);
      }
      expect(await lastCalls(world)).toMatchObject({
        notReached: outcome === 'not_reached' ? 1 : 0,
        callBackAt: at,
        wrongNumberAt: outcome === 'wrong_number' ? NOW : null,
        note: { text: 'Mailbox.' },
      });
    },
  );

  it('a note lets the call go on; an empty one is none', async () => {
    const { world } = await twoToCall();
    await claimed(world);
    expect(await report(world, 'note', { note: '  ' })).toMatchObject({ refusal: { code: 'note_missing' } });
    expect(await report(world, 'note', { note: 'Chefin fragen' })).toMatchObject({
      value: { claim: { by: anna.address } },
    });
  });

  it('calls#answered: each booking has its own result, and the call ends with the last question', async () => {
    const { world, bookings } = await twoToCall();
    const [first, second] = bookings as [Stored, Stored];
    await claimed(world);
    await world.confirmInPortal(first);
    const answers = [
      { id: first.id, action: 'confirm' },
      { id: asBookingId(99), action: 'confirm' },
    ];
    expect(await report(world, 'answered', { answers })).toMatchObject({
      ok: true,
      value: {
        results: [
          { id: first.id, refusal: { code: 'already_processed' } },
          { id: 99, refusal: { code: 'not_found' } },
        ],
        claim: { by: anna.address },
      },
    });
    const declined = [{ id: second.id, action: 'decline', reason: 'capacity_full' }];
    expect(await report(world, 'answered', { answers: declined, note: 'Voll.' })).toMatchObject({
      ok: true,
      value: { results: [{ id: second.id, ok: true }], claim: null },
    });
    expect(await world.bookingOf(second.order.orderItemId)).toMatchObject({
      status: 'declined',
      answer: { channel: 'phone', notes: 'Voll.' },
    });
    // The note ends with its booking, so it is nowhere else.
    const calls = await world.calls.callsTo(anna, [second.customerNumber], 0);
    expect(calls.map(({ outcome, note }) => [outcome, note])).toEqual([['answered', null]]);
    expect(await report(world, 'not_reached')).toMatchObject({ refusal: { code: 'not_claimed' } });
  });

  it('calls#answered: a decline without a usable reason answers nothing, nor does a call without answers', async () => {
    const { world, bookings } = await twoToCall();
    const [first, second] = bookings as [Stored, Stored];
    await claimed(world);
    const answers = [
      { id: first.id, action: 'confirm' },
      { id: second.id, action: 'decline', reason: 'nobody_knows_it' },
    ];
    expect(await report(world, 'answered', { answers })).toMatchObject({ refusal: { code: 'unknown_reason' } });
    expect(await report(world, 'answered', {})).toMatchObject({ refusal: { code: 'answers_missing' } });
    expect((await world.bookingOf(first.order.orderItemId)).status).toBe('pending');
  });

  it('calls#answered: another partner’s booking is not found', async () => {
    const { world } = await twoToCall();
    const other = asCustomerNumber('P-2');
    await world.keepPartner({ ...PARTNER, customerNumber: other });
    const items = [anItem({ itemId: asOrderItemId(7), customerNumber: other })];
    world.shop.place(aShopOrder({ orderId: asOrderId(7), items }));
    await world.receiveOrder(asOrderId(7));
    await claimed(world);
    const { id } = await world.bookingOf(7);
    const told = await report(world, 'answered', { answers: [{ id, action: 'confirm' }] });
    expect(told).toMatchObject({ value: { results: [{ id, refusal: { code: 'not_found' } }] } });
    expect((await world.bookingOf(7)).status).toBe('pending');
  });

  it('calls#call-back: not in the past, not after the first event, not without a time', async () => {
    const { world } = await twoToCall();
    await claimed(world);
    for (const [at, code] of [
      [null, 'call_back_missing'],
      [NOW - 1, 'call_back_past'],
      [NOW, 'call_back_past'],
      [FIRST_EVENT, 'call_back_after_event'],
      [NOW + DAY_MS, 'call_back_after_event'],
    ] as const)
      expect(await report(world, 'call_back', { at })).toMatchObject({ refusal: { code } });
    expect(await lastCalls(world)).toMatchObject({ callBackAt: null });
    expect(await report(world, 'call_back', { at: FIRST_EVENT - 1 })).toMatchObject({ ok: true });
    expect(await lastCalls(world)).toMatchObject({ callBackAt: FIRST_EVENT - 1 });
  });

  it('calls#fence: only the holder’s own claim reports, and none that has ended', async () => {
    const { world, bookings } = await twoToCall();
    const { fence } = await claimed(world);
    const answers = [{ id: bookings[0]?.id, action: 'confirm' }];
    expect(await report(world, 'not_reached', {}, berta)).toMatchObject({ refusal: { code: 'claimed_by_other' } });
    expect(await report(world, 'answered', { answers }, berta)).toMatchObject({
      refusal: { code: 'claimed_by_other' },
    });
    // Whose call it is comes before what is missing in the report.
    for (const outcome of ['note', 'call_back', 'answered'] as const)
      expect(await report(world, outcome, {}, berta)).toMatchObject({ refusal: { code: 'claimed_by_other' } });
    world.clock.advance(CLAIM_LASTS_MS);
    expect(await report(world, 'not_reached')).toMatchObject({ refusal: { code: 'not_claimed' } });
    expect(await report(world, 'answered', { answers })).toMatchObject({ refusal: { code: 'not_claimed' } });
    await claimed(world);
    expect(await report(world, 'not_reached', { fence })).toMatchObject({ refusal: { code: 'not_claimed' } });
    expect(await report(world, 'answered', { answers, fence })).toMatchObject({ refusal: { code: 'not_claimed' } });
    await claimed(world);
    expect(await lastCalls(world)).toMatchObject({ notReached: 0 });
    expect((await world.allBookings()).every(({ status }) => status === 'pending')).toBe(true);
  });

  it.each([
    ['prolong', 'answered'],
    ['settle', 'not_reached'],
  ] as const)(
    'calls#fence: a claim that ends and is another’s while its report is being kept: %s',
    async (when, outcome) => {
      let before = async (_: string): Promise<void> => undefined;
      const { world, bookings } = await twoToCall({ beforeCalls: (method) => before(method) });
      await claimed(world);
      before = async (method) => {
        if (method !== when) return;
        before = async () => undefined;
        world.clock.advance(CLAIM_LASTS_MS);
        await claimed(world, berta);
      };
      const answers = bookings.map(({ id }) => ({ id, action: 'confirm' as const }));
      expect(await report(world, outcome, { answers })).toMatchObject({
        refusal: { code: 'claimed_by_other', claim: { by: berta.address } },
      });
      expect((await world.allBookings()).map(({ status }) => status)).toEqual(['pending', 'pending']);
      expect(await lastCalls(world)).toMatchObject({ last: null });
    },
  );

  it('a booking that its partner answers while the office reports is reported on no more', async () => {
    const { world, bookings } = await twoToCall();
    const [first] = bookings as [Stored];
    await claimed(world);
    await world.confirmInPortal(first);
    expect(await report(world, 'not_reached')).toMatchObject({ ok: true });
    expect(await world.timelineTypes(first.order.orderItemId)).not.toContain('called');
    expect((await world.bookingOf(first.order.orderItemId)).status).toBe('confirmed');
  });
});

describe('calls#queue · read as a page', () => {
  it('has sums, pages and why nobody answers', async () => {
    const { world } = await twoToCall();
    const { rows, total, questions } = await world.readCalls.page(anna, { page: 1, limit: 20 });
    expect([total, questions]).toEqual([1, 2]);
    expect(rows[0]).toMatchObject({ customerNumber: P1, people: 4, silence: { state: 'delivered_not_visited' } });
    expect(rows[0]?.questions.map(({ silence }) => silence.state)).toEqual([
      'delivered_not_visited',
      'delivered_not_visited',
    ]);
    expect(await world.readCalls.page(anna, { page: 2, limit: 20 })).toEqual({ rows: [], total: 1, questions: 2 });
  });

  it('nobody to call is an empty queue', async () => {
    const world = await openWorld();
    expect(await world.readCalls.page(anna, { page: 1, limit: 20 })).toEqual({ rows: [], total: 0, questions: 0 });
    world.clock.advance(HOUR_MS);
  });
});
