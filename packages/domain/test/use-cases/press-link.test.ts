import {
  asBookingId,
  asOrderId,
  DAY_MS,
  HOUR_MS,
  type LinkPress,
  MINUTE_MS,
  SECOND_MS,
  VISITS_KEPT_MS,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { MOVED, markOf, moveCourse, pressOn, withLink } from './pressing.ts';
import { anItem, aShopOrder, openWorld, type World } from './world.ts';

/** The course of the sample order is 30 days after 2 March: on 1 April. */
const RIGHT = '1';
const WRONG = '2';
const status = async (world: World) => (await world.onlyBooking()).status;
const look = { mode: 'guarded', opening: 'click' } as const;
const strange = () => false;

describe('links#press · a press on the confirm link’s page', () => {
  it('an ordinary one confirms, and says so with what it looked like', async () => {
    const { world, token } = await withLink();
    expect(await pressOn(world, token)).toMatchObject({
      type: 'confirmed',
      visit: { link: 'confirm', kind: 'press', verdict: 'confirm', signs: [], sinceMailMs: 10 * MINUTE_MS },
    });
    expect(await status(world)).toBe('confirmed');
  });

  it.each<[string, Partial<LinkPress>]>([
    ['no mark', { mark: null }],
    ['the trap', { trap: true }],
    ['a browser that pressed a trap', { trapBefore: true }],
  ])('%s: nothing changes, and the question is asked', async (_, press) => {
    const { world, token } = await withLink();
    const before = await world.onlyBooking();
    expect(await pressOn(world, token, { press })).toMatchObject({ type: 'question', wrong: null });
    expect(await world.onlyBooking()).toEqual(before);
  });

  it('links#press-mark · a mark counts for its booking, its action and the day it showed', async () => {
    const { world, token } = await withLink();
    const booking = await world.onlyBooking();
    const mark = markOf(booking, world.clock.now() - 8 * SECOND_MS);
    const others = [
      { ...mark, bookingId: asBookingId(booking.id + 1) },
      { ...mark, action: 'take_back' as const },
      { ...mark, shown: `${mark.shown}0` },
      { ...mark, at: world.clock.now() - SECOND_MS },
      { ...mark, at: world.clock.now() - 12 * HOUR_MS - 1 },
      { ...mark, at: world.clock.now() + HOUR_MS },
    ];
    for (const other of others) expect((await pressOn(world, token, { press: { mark: other } })).type).toBe('question');
    expect((await pressOn(world, token, { press: { mark } })).type).toBe('confirmed');
  });

  it('links#press-mark · a page from before the course was moved confirms nothing', async () => {
    const { world, token } = await withLink();
    const mark = markOf(await world.onlyBooking(), world.clock.now());
    world.shop.place(aShopOrder({ updatedAt: world.clock.now(), items: [anItem({ inMs: 31 * DAY_MS })] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    world.clock.advance(HOUR_MS);
    expect(await pressOn(world, token, { press: { mark } })).toMatchObject({
      type: 'question',
      visit: { signs: ['foreign_mark'] },
    });
    expect((await pressOn(world, token)).type).toBe('confirmed');
  });

  it.each(['confirm', 'take_back'] as const)(
    'links#press-mark · whom we know and whose page is from before the move is shown the new date: %s',
    async (action) => {
      const { world, token } = await withLink();
      const mark = markOf(await world.onlyBooking(), world.clock.now(), action);
      await moveCourse(world);
      if (action === 'take_back') await world.confirmInPortal(await world.onlyBooking());
      const before = await world.onlyBooking();
      const press = { known: true, action };
      expect(await pressOn(world, token, { ...press, press: { mark } })).toMatchObject({
        type: 'changed',
        booking: { details: { eventStart: MOVED } },
        visit: { verdict: 'ask', signs: ['known'] },
      });
      expect(await world.onlyBooking()).toEqual(before);
      expect((await pressOn(world, token, press)).type).toBe(action === 'confirm' ? 'confirmed' : 'reopened');
    },
  );

  it('links#press-mark · a page whose booking was replaced since, its order edited, is shown again to whom we know', async () => {
    const { world, token } = await withLink();
    const mark = { ...markOf(await world.onlyBooking(), world.clock.now()), bookingId: asBookingId(2) };
    expect((await pressOn(world, token, { known: true, press: { mark } })).type).toBe('changed');
    expect((await pressOn(world, token, { known: true, press: { mark: null } })).type).toBe('confirmed');
  });

  it('within a minute after a mail it asks, after any mail with the link: a reminder, too', async () => {
    const { world, token } = await withLink();
    world.clock.advance(24 * HOUR_MS);
    await world.sweep();
    await world.work();
    expect(world.mailKinds()).toEqual(['confirmation_request', 'first_reminder']);
    world.clock.advance(59 * SECOND_MS);
    expect(await pressOn(world, token)).toMatchObject({ type: 'question', visit: { signs: ['fresh_mail'] } });
    world.clock.advance(SECOND_MS);
    expect((await pressOn(world, token)).type).toBe('confirmed');
  });

  it('before any mail was handed over it asks', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder());
    await world.receiveOrder(asOrderId(100));
    expect(await pressOn(world, await world.tokenOf(1))).toMatchObject({
      type: 'question',
      visit: { sinceMailMs: null, signs: ['fresh_mail'] },
    });
  });

  it('asks when the other link was opened within ten seconds of the page, before or after, by whatever', async () => {
    for (const [seconds, asks] of [
      [-11, false],
      [-10, true],
      [10, true],
      [11, false],
    ] as const) {
      const { world, token } = await withLink();
      const mark = markOf(await world.onlyBooking(), world.clock.now());
      world.clock.advance(seconds * SECOND_MS);
      const { visit } = await world.followDeclineLink({ token, opening: 'probe' });
      if (visit !== null) await world.linkVisits.keep(visit);
      world.clock.advance(MINUTE_MS);
      const outcome = await pressOn(world, token, { press: { mark } });
      expect(outcome.type, `${seconds} s`).toBe(asks ? 'question' : 'confirmed');
    }
  });

  it('declining from the page is no sign of a program', async () => {
    const { world, token } = await withLink();
    const { visit } = await world.followDeclineLink({ token, fromPage: true });
    if (visit !== null) await world.linkVisits.keep(visit);
    expect((await pressOn(world, token)).type).toBe('confirmed');
  });

  it('the button pressed twice is pressed once, for a person; a program’s press beside it proves nothing', async () => {
    const { world, token } = await withLink();
    const mark = markOf(await world.onlyBooking(), world.clock.now() - 8 * SECOND_MS);
    expect((await pressOn(world, token, { press: { mark } })).type).toBe('confirmed');
    world.clock.advance(SECOND_MS);
    expect((await pressOn(world, token, { press: { mark } })).type).toBe('confirmed');
    expect(await pressOn(world, token, { press: { mark: null } })).toMatchObject({
      type: 'refused',
      reason: 'already_processed',
      visit: { verdict: 'refuse' },
    });
    world.clock.advance(15 * SECOND_MS);
    expect((await pressOn(world, token, { press: { mark } })).type).toBe('refused');
  });

  it('two presses at the same moment are one answer, and both are told so', async () => {
    const { world, token } = await withLink();
    const both = await Promise.all([pressOn(world, token), pressOn(world, token)]);
    expect(both.map(({ type }) => type)).toEqual(['confirmed', 'confirmed']);
    expect((await world.timelineTypes(1)).filter((type) => type === 'confirmed')).toHaveLength(1);
  });

  it('a known device or session confirms with one press, just after the mail, without a mark', async () => {
    const { world, token } = await withLink();
    const press = { mark: null, trap: true, trapBefore: true };
    expect(await pressOn(world, token, { known: true, press })).toMatchObject({
      type: 'confirmed',
      visit: { signs: ['known'] },
    });
  });

  it('in mode direct a press counts like every visit', async () => {
    const { world, token } = await withLink();
    const press: LinkPress = { mark: null, trap: false, trapBefore: false, answer: null };
    expect((await world.pressConfirmLink({ token, mode: 'direct', press, isKnown: () => false })).type).toBe(
      'confirmed',
    );
  });

  it('nobody is asked about what is over: an answered booking says what became of it', async () => {
    const { world, token } = await withLink();
    await world.declineInPortal(await world.onlyBooking());
    expect(await pressOn(world, token, { press: { mark: null } })).toMatchObject({
      type: 'refused',
      reason: 'already_processed',
    });
  });
});

describe('links#press-question · the answer', () => {
  const answered = (world: World, token: string, answer: string, more: Partial<LinkPress> = {}) =>
    pressOn(world, token, { press: { mark: null, answer, ...more } });

  it('the right one confirms; a wrong one is asked again and changes nothing', async () => {
    const { world, token } = await withLink();
    const before = await world.onlyBooking();
    expect(await answered(world, token, WRONG)).toMatchObject({ type: 'question', wrong: 'wrong' });
    expect(await answered(world, token, '')).toMatchObject({ type: 'question', wrong: 'unreadable' });
    expect(await world.onlyBooking()).toEqual(before);
    expect(await answered(world, token, ` 0${RIGHT}`)).toMatchObject({
      type: 'confirmed',
      visit: { signs: expect.arrayContaining(['answered_right']) },
    });
  });

  it('a course without a date asks for the people', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ options: [] })] }));
    await world.receiveOrder(asOrderId(100));
    await world.work();
    const token = await world.tokenOf(1);
    expect(await answered(world, token, '1')).toMatchObject({ wrong: 'wrong' });
    expect((await answered(world, token, '2')).type).toBe('confirmed');
  });

  it('after five wrong ones within an hour its links ask for the login, but not of known devices', async () => {
    const { world, token } = await withLink();
    for (let n = 0; n < 4; n += 1) expect((await answered(world, token, WRONG)).type).toBe('question');
    for (let n = 0; n < 9; n += 1) await answered(world, token, 'sieben');
    expect((await answered(world, token, WRONG)).type).toBe('login');
    for (const answer of [RIGHT, WRONG]) expect((await answered(world, token, answer)).type).toBe('login');
    expect((await pressOn(world, token)).type).toBe('login');
    const follow = (known: boolean) =>
      world.followConfirmLink({ token, visit: look, isDeviceOf: strange, isLoggedInAs: () => known });
    expect((await follow(false)).type).toBe('login');
    expect((await follow(true)).type).toBe('ask');
    expect(await status(world)).toBe('pending');
    expect((await pressOn(world, token, { known: true })).type).toBe('confirmed');
  });

  it('an hour later the question is asked again', async () => {
    const { world, token } = await withLink();
    for (let n = 0; n < 5; n += 1) await answered(world, token, WRONG);
    world.clock.advance(HOUR_MS - 1);
    expect((await answered(world, token, RIGHT)).type).toBe('login');
    world.clock.advance(1);
    expect((await answered(world, token, RIGHT)).type).toBe('confirmed');
  });

  it('guessing every day at once gains nothing: five are judged', async () => {
    const { world, token } = await withLink();
    const days = Array.from({ length: 30 }, (_, n) => String(n + 2));
    const all = await Promise.all([...days, RIGHT].map((day) => answered(world, token, day)));
    expect(all.filter(({ type }) => type === 'question')).toHaveLength(4);
    expect(all.filter(({ type }) => type === 'login')).toHaveLength(27);
    expect(await status(world)).toBe('pending');
  });

  it('who knew the answer starts again', async () => {
    const { world, token } = await withLink();
    for (let n = 0; n < 4; n += 1) await answered(world, token, WRONG);
    expect((await answered(world, token, RIGHT)).type).toBe('confirmed');
    expect(await world.linkVisits.answersTaken((await world.onlyBooking()).id, world.clock.now())).toBe(0);
  });
});

describe('links#press · taking back is judged like confirming', () => {
  const takeBack = (world: World, token: string, press: Partial<LinkPress> = {}, known = false) =>
    pressOn(world, token, { action: 'take_back', press, known });

  async function confirmedLongAgo() {
    const { world, token } = await withLink();
    await pressOn(world, token);
    await world.work();
    world.clock.advance(10 * MINUTE_MS);
    return { world, token };
  }

  it('an ordinary press takes back; pressing twice is once', async () => {
    const { world, token } = await confirmedLongAgo();
    expect((await takeBack(world, token)).type).toBe('reopened');
    expect((await takeBack(world, token)).type).toBe('still_open');
    expect(await status(world)).toBe('pending');
  });

  it('a doubtful one asks, just after the receipt, too, and the right answer takes back', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    await world.work();
    world.clock.advance(30 * SECOND_MS);
    for (const press of [{}, { mark: null }, { trap: true }])
      expect((await takeBack(world, token, press)).type).toBe('question');
    expect(await takeBack(world, token, { answer: WRONG })).toMatchObject({ type: 'question', wrong: 'wrong' });
    expect(await status(world)).toBe('confirmed');
    expect((await takeBack(world, token, { mark: null, answer: RIGHT })).type).toBe('reopened');
  });

  it('the mark of the page that confirms takes nothing back', async () => {
    const { world, token } = await confirmedLongAgo();
    const mark = markOf(await world.onlyBooking(), world.clock.now() - 8 * SECOND_MS, 'confirm');
    expect((await takeBack(world, token, { mark })).type).toBe('question');
  });

  it('both links opened around the page say that a program did; one of them alone does not', async () => {
    for (const links of [['confirm'], ['decline'], ['confirm', 'decline']] as const) {
      const { world, token } = await confirmedLongAgo();
      const mark = markOf(await world.onlyBooking(), world.clock.now(), 'take_back');
      for (const link of links) {
        const { visit } =
          link === 'confirm'
            ? await world.followConfirmLink({ token, visit: look, isDeviceOf: strange })
            : await world.followDeclineLink({ token });
        if (visit !== null) await world.linkVisits.keep(visit);
      }
      world.clock.advance(MINUTE_MS);
      expect((await takeBack(world, token, { mark })).type).toBe(links.length === 2 ? 'question' : 'reopened');
    }
  });

  it('a known device takes back with one press', async () => {
    const { world, token } = await withLink();
    await pressOn(world, token);
    expect((await takeBack(world, token, { mark: null }, true)).type).toBe('reopened');
  });

  it('wrong answers count together with those of confirming', async () => {
    const { world, token } = await withLink();
    for (let n = 0; n < 3; n += 1) await pressOn(world, token, { press: { mark: null, answer: WRONG } });
    await world.confirmInPortal(await world.onlyBooking());
    expect((await takeBack(world, token, { answer: WRONG })).type).toBe('question');
    expect((await takeBack(world, token, { answer: WRONG })).type).toBe('login');
    expect(await status(world)).toBe('confirmed');
  });
});

describe('links#visits-kept', () => {
  it('after 90 days visits are forgotten', async () => {
    const { world, token } = await withLink();
    const { visit } = await pressOn(world, token);
    if (visit !== null) await world.linkVisits.keep(visit);
    world.clock.advance(VISITS_KEPT_MS);
    expect(await world.forgetVisits()).toBe(0);
    world.clock.advance(1);
    expect(await world.forgetVisits()).toBe(1);
  });
});
