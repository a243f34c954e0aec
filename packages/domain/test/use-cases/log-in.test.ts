import { asCustomerNumber, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { openWorld, PARTNER, type World } from './world.ts';

const BROWSER = 'what only this browser knows';
const sessionId = 'a session';

async function requested(
  email: string,
  world?: World,
): Promise<{ readonly world: World; readonly token: string | undefined; readonly code: string }> {
  const opened = world ?? (await openWorld());
  await opened.requestLogin({ email, language: 'de', next: '/dashboard/bookings/7', browser: BROWSER });
  await opened.work();
  const mail = opened.mails().at(-1);
  const url = mail?.content.kind === 'login_link' ? mail.content.loginUrl : undefined;
  const code = mail?.content.kind === 'login_link' ? mail.content.code : '';
  return { world: opened, token: url?.split('/').at(-1), code };
}

describe('links#login · login by a mailed link', () => {
  it('leads back to the page that the visitor wanted', async () => {
    const { world, token = '' } = await requested(' Kurse@Example.org ');
    expect(await world.useLogin({ token, account: '0', sessionId })).toEqual({
      ok: true,
      value: {
        account: { role: 'partner', customerNumber: PARTNER.customerNumber, name: PARTNER.name },
        next: '/dashboard/bookings/7',
        language: 'de',
      },
    });
  });

  it('is used up neither by a press nor by the page it leads to, but by the next page', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    const press = (id: string) => world.useLogin({ token, account: '0', sessionId: id });
    expect([(await press('a program’s')).ok, (await press('pressed twice')).ok]).toEqual([true, true]);
    for (const session of ['a program’s', 'pressed twice']) await world.countPage(session);
    expect((await world.readLogin(token)).ok).toBe(true);
    await world.countPage('pressed twice');
    expect(await press('late')).toEqual({ ok: false, refusal: 'used' });
    expect(await world.readLogin(token)).toEqual({ ok: false, refusal: 'used' });
  });

  it('can be looked at any number of times, because scanners look, too', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    for (let i = 0; i < 3; i += 1) expect((await world.readLogin(token)).ok).toBe(true);
  });

  it('sends nothing to an unknown address, and does not reveal that', async () => {
    const { world, token } = await requested('stranger@example.org');
    expect(token).toBeUndefined();
    expect(await world.jobs()).toEqual([]);
  });

  it('writes in the language of the partner, else in that of the page', async () => {
    const world = await openWorld();
    await world.keepPartner({ ...PARTNER, language: 'en' });
    for (const [email, language] of [
      ['kurse@example.org', 'en'],
      ['office@example.org', 'de'],
    ] as const) {
      await requested(email, world);
      expect(world.mails().at(-1)?.language).toBe(language);
    }
  });

  it('is valid for fifteen minutes', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    world.clock.advance(15 * MINUTE_MS - 1);
    expect((await world.readLogin(token)).ok).toBe(true);
    world.clock.advance(1);
    expect(await world.useLogin({ token, account: '0', sessionId })).toEqual({ ok: false, refusal: 'expired' });
  });

  it('lets the visitor choose when an address has several accounts', async () => {
    const world = await openWorld();
    await world.keepPartner({ ...PARTNER, customerNumber: asCustomerNumber('P-2'), name: 'Zweites Haus' });
    const { token = '' } = await requested('kurse@example.org', world);
    const open = await world.readLogin(token);
    expect(
      open.ok && open.value.accounts.map((account) => account.role === 'partner' && account.customerNumber),
    ).toEqual([PARTNER.customerNumber, 'P-2']);
    for (const account of ['', '1', 'P-2', 'partner:P-3', 'manager'])
      expect(await world.useLogin({ token, account, sessionId })).toEqual({ ok: false, refusal: 'invalid' });
    expect(await world.useLogin({ token, account: 'partner:P-2', sessionId })).toMatchObject({
      ok: true,
      value: { account: { customerNumber: 'P-2' } },
    });
  });

  it('lets into the account that was chosen, though the address has other accounts by then', async () => {
    const world = await openWorld();
    const [first, chosen] = ['A-1', 'P-2'].map(asCustomerNumber);
    if (first === undefined || chosen === undefined) return expect.fail();
    await world.keepPartner({ ...PARTNER, customerNumber: chosen });
    const { token = '' } = await requested('kurse@example.org', world);
    // One that comes before it in the list gets the address, and the other loses it.
    await world.keepPartner({ ...PARTNER, customerNumber: first });
    await world.keepPartner({ ...PARTNER, email: 'neu@example.org' });
    const account = `partner:${chosen}`;
    expect(await world.useLogin({ token, account, sessionId })).toMatchObject({
      value: { account: { customerNumber: chosen } },
    });
    await world.keepPartner({ ...PARTNER, customerNumber: chosen, email: 'auch-neu@example.org' });
    expect(await world.useLogin({ token, account, sessionId })).toEqual({ ok: false, refusal: 'invalid' });
  });

  it('makes managers of the configured addresses only', async () => {
    const { world, token = '' } = await requested('office@example.org');
    expect(await world.useLogin({ token, account: '0', sessionId })).toMatchObject({
      ok: true,
      value: { account: { role: 'manager', address: 'office@example.org' } },
    });
  });

  it('is invalid once the partner is no longer active', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    await world.keepPartner({ ...PARTNER, active: false });
    expect(await world.useLogin({ token, account: '0', sessionId })).toEqual({ ok: false, refusal: 'invalid' });
  });

  it('creates five sessions, however many presses come at once', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => world.useLogin({ token, account: '0', sessionId: `s-${n}` })),
    );
    expect(uses.filter((use) => use.ok)).toHaveLength(5);
    expect(await world.readLogin(token)).toEqual({ ok: false, refusal: 'used' });
  });

  it('a booking’s token is no login', async () => {
    const { world } = await requested('kurse@example.org');
    expect(await world.readLogin(world.mintBookingToken())).toEqual({ ok: false, refusal: 'invalid' });
  });
});

describe('links#login-code · login by a mailed code', () => {
  const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');
  const typed = (world: World, code: string, browser = BROWSER) => world.useLoginCode({ browser, code, sessionId });

  it('works in the browser that requested it, and in no other', async () => {
    const { world, code } = await requested('kurse@example.org');
    expect(await typed(world, code, 'another browser')).toEqual({ ok: false, refusal: 'over' });
    expect(await typed(world, code)).toMatchObject({
      ok: true,
      value: { type: 'logged_in', account: { customerNumber: PARTNER.customerNumber }, next: '/dashboard/bookings/7' },
    });
  });

  it('is invalid after five wrong ones; the link is not', async () => {
    const { world, token = '', code } = await requested('kurse@example.org');
    const answers: unknown[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(await typed(world, wrongFor(code)));
    expect(answers.map((answer) => (answer as { refusal: string }).refusal)).toEqual([
      ...Array(4).fill('wrong'),
      ...Array(2).fill('over'),
    ]);
    expect(await typed(world, code)).toEqual({ ok: false, refusal: 'over' });
    expect((await world.useLogin({ token, account: '0', sessionId })).ok).toBe(true);
  });

  it('counts as a press, and is used up with the link', async () => {
    const { world, token = '', code } = await requested('kurse@example.org');
    expect((await typed(world, code)).ok).toBe(true);
    for (let n = 0; n < 2; n += 1) await world.countPage(sessionId);
    expect(await world.readLogin(token)).toEqual({ ok: false, refusal: 'used' });
    expect(await typed(world, code)).toEqual({ ok: false, refusal: 'over' });
  });

  it('does not reveal accounts: a wrong code gets the same answer for unknown, limited and known addresses', async () => {
    const answers = async (world: World): Promise<unknown[]> => {
      const given: unknown[] = [];
      for (let n = 0; n < 6; n += 1) given.push(await typed(world, 'no code'));
      return given;
    };
    const known = await requested('kurse@example.org');
    const inUse = await requested('kurse@example.org');
    await inUse.world.useLogin({ token: inUse.token ?? '', account: '0', sessionId });
    for (let n = 0; n < 2; n += 1) await inUse.world.countPage(sessionId);
    const tooOften = await openWorld();
    for (let n = 0; n < 5; n += 1)
      await tooOften.requestLogin({ email: 'kurse@example.org', language: 'de', next: '/', browser: `browser ${n}` });
    const expected = await answers(known.world);
    for (const world of [
      (await requested('stranger@example.org')).world,
      inUse.world,
      (await requested('kurse@example.org', tooOften)).world,
    ])
      expect(await answers(world)).toEqual(expected);
  });

  it('leads an address with several accounts to the page of its link', async () => {
    const world = await openWorld();
    await world.keepPartner({ ...PARTNER, customerNumber: asCustomerNumber('P-2'), name: 'Zweites Haus' });
    const { token, code } = await requested('kurse@example.org', world);
    expect(await typed(world, code)).toEqual({ ok: true, value: { type: 'choose', token } });
  });

  it('is valid for fifteen minutes', async () => {
    const { world, code } = await requested('kurse@example.org');
    world.clock.advance(15 * MINUTE_MS);
    expect(await typed(world, code)).toEqual({ ok: false, refusal: 'over' });
  });

  it('is invalid once nobody has the address, and reveals no more than that', async () => {
    const { world, code } = await requested('kurse@example.org');
    await world.keepPartner({ ...PARTNER, active: false });
    expect(await typed(world, code)).toEqual({ ok: false, refusal: 'wrong' });
  });
});
