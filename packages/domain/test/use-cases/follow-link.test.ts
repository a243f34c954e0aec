import { asOrderId, HOUR_MS, type LinkVisit, MINUTE_MS, SECOND_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { MOVED, markOf, moveCourse, pressOn, withLink } from './pressing.ts';
import { anItem, aShopOrder, openWorld, PARTNER } from './world.ts';

const get: Omit<LinkVisit, 'knownDevice' | 'askedAsNow'> = { mode: 'guarded', opening: 'click' };
const strange = (): boolean => false;
const known = (customerNumber: string): boolean => customerNumber === PARTNER.customerNumber;

describe('FR-2.1 links#confirm-visit · the confirm link', () => {
  it('shows a button to a strange device and changes nothing', async () => {
    const { world, token } = await withLink();
    const before = await world.onlyBooking();
    expect((await world.followConfirmLink({ token, visit: get, isDeviceOf: strange })).type).toBe('ask');
    expect(await world.onlyBooking()).toEqual(before);
  });

  it('F29 · HEADs and parallel GETs of a scanner change nothing; then the button confirms', async () => {
    const { world, token } = await withLink();
    const before = await world.onlyBooking();
    const scans = Array.from({ length: 20 }, (_, i) =>
      world.followConfirmLink({
        token,
        visit: { ...get, opening: i % 2 === 0 ? 'probe' : 'click' },
        isDeviceOf: strange,
      }),
    );
    await Promise.all([...scans, ...scans.map(() => world.followDeclineLink({ token }))]);
    expect(await world.onlyBooking()).toEqual(before);
    expect((await pressOn(world, token)).type).toBe('confirmed');
  });

  it('FR-2.2 FR-2.3 · one click on a known device confirms, with time, channel and a receipt', async () => {
    const { world, token } = await withLink();
    world.clock.advance(HOUR_MS);
    const outcome = await world.followConfirmLink({ token, visit: get, isDeviceOf: known });
    expect(outcome).toMatchObject({
      type: 'confirmed',
      booking: { status: 'confirmed', answer: { at: world.clock.now(), channel: 'email_token' } },
    });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'receipt']);
  });

  it('links#asked-as-now · after the course was moved, one click on yesterday’s mail confirms only once the new one has left', async () => {
    const { world, token } = await withLink();
    await moveCourse(world);
    world.clock.advance(20 * SECOND_MS);
    const before = await world.onlyBooking();
    const click = (mode: LinkVisit['mode'] = 'guarded') =>
      world.followConfirmLink({ token, visit: { mode, opening: 'click' }, isDeviceOf: known });
    expect(await click()).toMatchObject({ type: 'ask', booking: { details: { eventStart: MOVED } } });
    expect(await world.onlyBooking()).toEqual(before);
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'look_again']);
    expect((await click()).type).toBe('confirmed');
  });

  it('links#asked-as-now · the page that shows the new date confirms it with one press, and the mail is then not sent', async () => {
    const { world, token } = await withLink();
    await moveCourse(world);
    const mark = markOf(await world.onlyBooking(), world.clock.now());
    expect((await pressOn(world, token, { known: true, press: { mark } })).type).toBe('confirmed');
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'receipt']);
  });

  it('links#asked-as-now · `direct` confirms on every visit, as its user chose', async () => {
    const { world, token } = await withLink();
    const mark = markOf(await world.onlyBooking(), world.clock.now());
    await moveCourse(world);
    const visit = { mode: 'direct', opening: 'click' } as const;
    expect((await world.followConfirmLink({ token, visit, isDeviceOf: strange })).type).toBe('confirmed');
    expect((await pressOn(world, token, { known: true, action: 'take_back' })).type).toBe('reopened');
    const press = { mark, trap: false, trapBefore: false, answer: null };
    expect((await world.pressConfirmLink({ token, mode: 'direct', press, isKnown: strange })).type).toBe('confirmed');
  });

  it('links#asked-as-now · who took a confirmation back confirms again with one click: nothing is new to them', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    await pressOn(world, token, { action: 'take_back' });
    expect((await world.followConfirmLink({ token, visit: get, isDeviceOf: known })).type).toBe('confirmed');
  });

  it('works once: the second time it says what became of the booking and offers the way back', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    world.clock.advance(MINUTE_MS);
    const follow = () => world.followConfirmLink({ token, visit: get, isDeviceOf: strange });
    for (const again of [follow, () => pressOn(world, token)]) {
      expect(await again()).toMatchObject({
        type: 'refused',
        reason: 'already_processed',
        booking: { status: 'confirmed' },
        canTakeBack: true,
      });
    }
  });

  it('is taken back with one button, and the booking can then be declined', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    expect((await pressOn(world, token, { action: 'take_back' })).type).toBe('reopened');
    expect((await pressOn(world, token, { action: 'take_back' })).type).toBe('still_open');
    expect((await world.declineInPortal(await world.bookingOf(1))).ok).toBe(true);
    expect(await pressOn(world, token, { action: 'take_back' })).toMatchObject({
      type: 'refused',
      reason: 'already_processed',
    });
  });

  it('sends no receipt for a confirmation taken back before the mail went', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    await pressOn(world, token, { action: 'take_back' });
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request']);
  });

  it('is too late at its expiry instant, to confirm and to take back', async () => {
    const { world, token } = await withLink();
    world.clock.set((await world.onlyBooking()).token.expiresAt - 1);
    expect((await world.followConfirmLink({ token, visit: get, isDeviceOf: strange })).type).toBe('ask');
    world.clock.advance(1);
    expect(await world.followConfirmLink({ token, visit: get, isDeviceOf: strange })).toMatchObject({
      reason: 'expired',
    });
    expect(await pressOn(world, token)).toMatchObject({ reason: 'expired' });
  });

  it('says that the event has started', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ inMs: HOUR_MS })] }));
    await world.receiveOrder(asOrderId(100));
    const token = await world.tokenOf(1);
    world.clock.advance(HOUR_MS);
    expect(await pressOn(world, token)).toMatchObject({
      reason: 'event_started',
    });
  });

  it.each(['', 'x', 'A'.repeat(64), '0'.repeat(63), '0'.repeat(65), '0'.repeat(64)])('%j is no link', async (token) => {
    const { world } = await withLink();
    const invalid = { type: 'refused', reason: 'invalid', booking: null, visit: null };
    expect(await world.followConfirmLink({ token, visit: get, isDeviceOf: known })).toEqual(invalid);
    expect(await pressOn(world, token)).toEqual(invalid);
    expect(await world.followDeclineLink({ token })).toEqual(invalid);
    expect(await pressOn(world, token, { action: 'take_back' })).toEqual(invalid);
  });

  it('links#digest-only · nothing the database holds opens it', async () => {
    const { world } = await withLink();
    const { token } = await world.onlyBooking();
    for (const kept of [token.digest, token.nonce, token.keyId]) {
      const outcome = await pressOn(world, kept, { known: true });
      expect(outcome).toMatchObject({ reason: 'invalid' });
    }
  });

  it('F28 · confirm and decline raced have one winner, and the loser is told', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { world, token } = await withLink();
      const booking = await world.bookingOf(1);
      const [byLink, byPortal] = await Promise.all([pressOn(world, token), world.declineInPortal(booking)]);
      expect([byLink.type === 'confirmed', byPortal.ok].filter(Boolean)).toHaveLength(1);
      if (byPortal.ok) expect(byLink).toMatchObject({ reason: 'already_processed' });
      else expect(byPortal.refusal.code).toBe('already_processed');
    }
  });
});

describe('FR-3.1 links#decline-link · the decline link', () => {
  it('changes nothing, however often it is followed', async () => {
    const { world, token } = await withLink();
    const before = await world.onlyBooking();
    expect(await world.followDeclineLink({ token })).toMatchObject({ type: 'ask', booking: { id: before.id } });
    world.clock.advance(MINUTE_MS);
    await world.followDeclineLink({ token });
    expect(await world.onlyBooking()).toEqual(before);
  });
});
