import {
  asBookingId,
  asOrderId,
  asOrderItemId,
  DAY_MS,
  DEFAULT_POLICY,
  managerScope,
  partnerScope,
  type Stored,
  shownOf,
  systemScope,
} from '@miomente/booking-domain';
import {
  createMemoryPersistence,
  MemoryMailer,
  MemoryOrderSource,
  MemoryReplyAddresses,
  MemoryTicketDesk,
  MemoryTimer,
  MemoryTokenMint,
  SettableClock,
  testLinks,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { MOVED } from './pressing.ts';
import { anItem, aShopOrder, NOW, PARTNER } from './world.ts';

const OWN = partnerScope(PARTNER.customerNumber);
const OFFICE = managerScope('office@example.org');
const TEST = systemScope('a test');

/** Two bookings of one course date, and a shop that moves them when told to, or just before the next write. */
async function twoBookings() {
  const clock = new SettableClock(NOW);
  const { ports } = createMemoryPersistence({ clock });
  const shop = new MemoryOrderSource();
  const tokens = new MemoryTokenMint();
  let beforeWrite: (() => Promise<void>) | undefined;
  const meddled = async (): Promise<void> => {
    const first = beforeWrite;
    beforeWrite = undefined;
    await first?.();
  };
  const bookings: typeof ports.bookings = {
    ...ports.bookings,
    commitAll: (changes) => meddled().then(() => ports.bookings.commitAll(changes)),
    commitEach: (changes) => meddled().then(() => ports.bookings.commitEach(changes)),
  };
  const given = {
    ...ports,
    clock,
    tokens,
    replyAddresses: new MemoryReplyAddresses(),
    policy: DEFAULT_POLICY,
    orders: shop,
    mailer: new MemoryMailer(),
    ticketDesk: new MemoryTicketDesk(),
    links: testLinks,
    timer: new MemoryTimer(clock),
    managerEmails: [OFFICE.address],
  };
  const cases = useCasesOver({ ...given, bookings });
  const elsewhere = useCasesOver(given);
  await cases.keepPartner(PARTNER);
  const place = async (n: 1 | 2, inMs?: number): Promise<void> => {
    const item = anItem({ itemId: asOrderItemId(n), ...(inMs === undefined ? {} : { inMs }) });
    shop.place(aShopOrder({ orderId: asOrderId(n), updatedAt: clock.now(), items: [item] }));
    await elsewhere.receiveOrder(asOrderId(n));
  };
  await place(1);
  await place(2);
  const find = async (n: number): Promise<Stored> => {
    const booking = await ports.bookings.find(TEST, asBookingId(n));
    if (booking === undefined) throw new Error(`There is no booking ${n}.`);
    return booking;
  };
  const both = [await find(1), await find(2)] as const;
  const move = () => place(1, 31 * DAY_MS);
  return {
    cases,
    elsewhere,
    find,
    move,
    moveBeforeNextWrite: (): void => {
      beforeWrite = move;
    },
    ids: both.map(({ id }) => id),
    shown: shownOf(both[0]),
    shownOfBoth: new Map(both.map((booking) => [booking.id, shownOf(booking)])),
    token: tokens.reveal('booking', both[0].token) ?? '',
  };
}

type Two = Awaited<ReturnType<typeof twoBookings>>;
const changed = { ok: false, refusal: { code: 'changed_meanwhile' } };
const moved = { status: 'pending', details: { eventStart: MOVED } };

/** The course moves before the answer, or in the middle of it: then the write is stale, and decided again. */
const WHEN: readonly (readonly [string, (two: Two) => Promise<void> | void])[] = [
  ['moved since the page was made', ({ move }) => move()],
  ['moved between reading and writing', ({ moveBeforeNextWrite }) => moveBeforeNextWrite()],
];

describe.each(WHEN)('booking#as-shown · an answer counts for what was shown: %s', (_, happens) => {
  it.each(['confirmed', 'declined'] as const)('nothing is %s, by partner or office', async (answer) => {
    for (const scope of [OWN, OFFICE]) {
      const two = await twoBookings();
      const { cases, find, shown, ids } = two;
      const [id = asBookingId(1)] = ids;
      await happens(two);
      const given = { scope, id, shown };
      const answered = () =>
        answer === 'confirmed'
          ? cases.confirmBooking(given)
          : cases.declineBooking({ ...given, reason: 'capacity_full' });
      expect(await answered()).toEqual(changed);
      expect(await find(1)).toMatchObject(moved);
      const again = { ...given, shown: shownOf(await find(1)) };
      expect((await cases.confirmBooking(again)).ok).toBe(true);
    }
  });

  it.each(['confirm', 'decline'] as const)(
    'booking#answered-as-one · of several, one is told and the other answered: %s',
    async (action) => {
      const two = await twoBookings();
      const { cases, find, ids, shownOfBoth: shown } = two;
      await happens(two);
      const answer = action === 'confirm' ? { action } : { action, reason: 'capacity_full' };
      const results = await cases.answerBookings({ scope: OWN, ids, answer, shown });
      const done = action === 'confirm' ? 'confirmed' : 'declined';
      expect(results).toMatchObject({ ok: true, value: [changed, { ok: true, value: { status: done } }] });
      expect(await find(1)).toMatchObject(moved);
    },
  );

  it('links#asked-as-now · no click and no press on a link’s page confirms it, not even of whom we know', async () => {
    const click = await twoBookings();
    // Its mail has left, so that one click would be enough.
    await click.cases.confirmBooking({ scope: OWN, id: asBookingId(1) });
    await click.cases.reopenBooking({ scope: OWN, id: asBookingId(1) });
    const mark = { bookingId: asBookingId(1), action: 'confirm', shown: click.shown, at: NOW } as const;
    await happens(click);
    const known = () => true;
    const visit = { mode: 'guarded', opening: 'click' } as const;
    const followed = await click.cases.followConfirmLink({ token: click.token, visit, isDeviceOf: known });
    expect(followed).toMatchObject({ type: 'ask', booking: moved });

    const press = await twoBookings();
    await happens(press);
    const sent = { mark, trap: false, trapBefore: false, answer: null };
    const pressed = { token: press.token, mode: 'guarded', press: sent, isKnown: known } as const;
    expect(await press.cases.pressConfirmLink(pressed)).toMatchObject({ type: 'changed', booking: moved });
    expect(await press.find(1)).toMatchObject(moved);
  });
});

describe('booking#as-shown · what is known of it', () => {
  it('who doesn’t say what they were shown answers what there is: older forms and clients go on', async () => {
    const { cases, move, ids } = await twoBookings();
    await move();
    expect(await cases.answerBookings({ scope: OWN, ids, answer: { action: 'confirm' } })).toMatchObject({
      value: [{ ok: true }, { ok: true }],
    });
  });

  it('booking#first-answer-wins · that it is answered comes first', async () => {
    const { cases, move, shown } = await twoBookings();
    await move();
    const id = asBookingId(1);
    await cases.confirmBooking({ scope: OFFICE, id });
    expect(await cases.declineBooking({ scope: OWN, id, reason: 'capacity_full', shown })).toEqual({
      ok: false,
      refusal: { code: 'already_processed', status: 'confirmed' },
    });
  });

  it('an answer to a course that moved since, given by somebody else, is not taken back from a page of before', async () => {
    const { cases, elsewhere, move, find, shown } = await twoBookings();
    const id = asBookingId(1);
    await cases.confirmBooking({ scope: OWN, id, shown });
    await move();
    await elsewhere.confirmBooking({ scope: OFFICE, id });
    expect(await cases.reopenBooking({ scope: OWN, id, shown })).toEqual(changed);
    expect(await cases.reopenBookingByOffice({ scope: OFFICE, id, shown })).toEqual(changed);
    expect((await find(1)).status).toBe('confirmed');
    expect((await cases.reopenBooking({ scope: OWN, id, shown: shownOf(await find(1)) })).ok).toBe(true);
  });
});
