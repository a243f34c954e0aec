import { MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { openWorld, PARTNER, type World } from './world.ts';

async function requested(
  email: string,
  world?: World,
): Promise<{ readonly world: World; readonly token: string | undefined }> {
  const opened = world ?? (await openWorld());
  await opened.requestLogin({ email, language: 'de', next: '/dashboard/bookings/7' });
  await opened.work();
  const mail = opened.mails().at(-1);
  const url = mail?.content.kind === 'login_link' ? mail.content.loginUrl : undefined;
  return { world: opened, token: url?.split('/').at(-1) };
}

describe('links#login · login by a mailed link', () => {
  it('leads back to where the visitor came from, once', async () => {
    const { world, token = '' } = await requested(' Kurse@Example.org ');
    expect(await world.useLogin({ token, account: 0 })).toEqual({
      ok: true,
      value: {
        account: { role: 'partner', customerNumber: PARTNER.customerNumber, name: PARTNER.name },
        next: '/dashboard/bookings/7',
        language: 'de',
      },
    });
    expect(await world.useLogin({ token, account: 0 })).toEqual({ ok: false, refusal: 'used' });
  });

  it('is offered as often as it is looked at, for scanners look too', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    for (let i = 0; i < 3; i += 1) expect((await world.readLogin(token)).ok).toBe(true);
  });

  it('sends nothing to an address that nobody has, and says nothing of it', async () => {
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

  it('lives for fifteen minutes', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    world.clock.advance(15 * MINUTE_MS - 1);
    expect((await world.readLogin(token)).ok).toBe(true);
    world.clock.advance(1);
    expect(await world.useLogin({ token, account: 0 })).toEqual({ ok: false, refusal: 'expired' });
  });

  it('lets an address with several accounts choose', async () => {
    const world = await openWorld();
    await world.keepPartner({ ...PARTNER, customerNumber: 'P-2', name: 'Zweites Haus' });
    const { token = '' } = await requested('kurse@example.org', world);
    const open = await world.readLogin(token);
    expect(
      open.ok && open.value.accounts.map((account) => account.role === 'partner' && account.customerNumber),
    ).toEqual([PARTNER.customerNumber, 'P-2']);
    expect(await world.useLogin({ token, account: 5 })).toEqual({ ok: false, refusal: 'invalid' });
    expect(await world.useLogin({ token, account: 1 })).toMatchObject({
      ok: true,
      value: { account: { customerNumber: 'P-2' } },
    });
  });

  it('makes managers of the configured addresses only', async () => {
    const { world, token = '' } = await requested('office@example.org');
    expect(await world.useLogin({ token, account: 0 })).toMatchObject({
      ok: true,
      value: { account: { role: 'manager', address: 'office@example.org' } },
    });
  });

  it('is worth nothing once the partner is no longer active', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    await world.keepPartner({ ...PARTNER, active: false });
    expect(await world.useLogin({ token, account: 0 })).toEqual({ ok: false, refusal: 'invalid' });
  });

  it('is used once by any number of presses at once', async () => {
    const { world, token = '' } = await requested('kurse@example.org');
    const uses = await Promise.all(Array.from({ length: 20 }, () => world.useLogin({ token, account: 0 })));
    expect(uses.filter((use) => use.ok)).toHaveLength(1);
  });

  it('a booking’s token is no login', async () => {
    const { world } = await requested('kurse@example.org');
    expect(await world.readLogin(world.mintBookingToken())).toEqual({ ok: false, refusal: 'invalid' });
  });
});
