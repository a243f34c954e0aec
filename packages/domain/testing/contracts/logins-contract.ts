import {
  HOUR_MS,
  LOGINS_KEPT_MS,
  type Login,
  MAX_CODE_TRIES,
  MAX_LOGIN_PRESSES,
  MINUTE_MS,
  type NewLogin,
} from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';
import { present } from './commits.ts';
import { NOW, pending, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const EXPIRES = NOW + 15 * MINUTE_MS;

function aLogin(n: number, over: Partial<NewLogin> = {}): NewLogin {
  const token = { ...pending(n).token, expiresAt: EXPIRES };
  const asked = { email: 'kurse@example.org', language: 'de', next: '/dashboard/bookings/7/decline' } as const;
  return { ...asked, token, browser: null, at: NOW, ...over };
}

async function requested(harness: PersistenceHarness, login: NewLogin = aLogin(1)): Promise<Login> {
  await harness.ports.logins.request(login);
  return present(await harness.ports.logins.findByTokenDigest(login.token.digest));
}

/** The contract suite of the `Logins` port. */
export const loginsTests: PersistenceTests = (harness) => {
  it('links#login: a login is read exactly as it was stored, by id and by its token', async () => {
    const { logins } = harness().ports;
    const shapes = [aLogin(1), aLogin(2, { language: 'en', email: "Ö'x@example.org", next: '/?a=ä&b=%25👍' })];
    for (const shape of shapes) {
      const { at: _, browser: __, ...asked } = shape;
      const login = await requested(harness(), shape);
      expect(login).toStrictEqual({ ...asked, id: login.id, presses: 0, codeTries: 0, usedAt: null });
      expect(await logins.find(login.id)).toStrictEqual(login);
    }
  });

  it('the address of a login that belongs to nobody can be removed, and nothing else changes', async () => {
    const { logins } = harness().ports;
    const [login, other] = [await requested(harness()), await requested(harness(), aLogin(2))];
    await logins.forgetAddress(login.id);
    await logins.forgetAddress(424_242);
    expect(await logins.find(login.id)).toStrictEqual({ ...login, email: '' });
    expect(await logins.find(other.id)).toStrictEqual(other);
  });

  it('queues its mail in the same transaction, dated, at once', async () => {
    const login = await requested(harness());
    const content = { type: 'login_mail', loginId: login.id };
    const [row] = await harness().deliveryRows();
    expect(await harness().deliveryRows()).toEqual([
      { id: present(row).id, bookingId: null, content, state: 'queued', attempt: 0 },
    ]);
    const [job] = await harness().jobs();
    expect(job).toMatchObject({ task: 'deliver', payload: { deliveryId: present(row).id } });
    expect(job?.runAt).toBeLessThanOrEqual(await harness().now());
    expect(await harness().ports.deliveries.begin(present(row).id, NOW)).toMatchObject({ content });
  });

  it('logins that ended over a week ago are deleted with their mails when another is requested', async () => {
    const { logins } = harness().ports;
    const [old, newer] = [await requested(harness(), aLogin(1)), await requested(harness(), aLogin(2))];
    await logins.press(newer.id, 'session', NOW);
    await logins.request(aLogin(3, { at: EXPIRES + LOGINS_KEPT_MS }));
    expect([await logins.find(old.id), await logins.find(newer.id)]).not.toContain(undefined);
    const token = { ...pending(4).token, expiresAt: EXPIRES + LOGINS_KEPT_MS + MINUTE_MS };
    await logins.request(aLogin(4, { token, at: EXPIRES + LOGINS_KEPT_MS + 1 }));
    expect(await logins.find(old.id)).toBeUndefined();
    expect(await logins.find(newer.id)).toBeUndefined();
    expect(await logins.findByTokenDigest(token.digest)).toBeDefined();
    const rows = await harness().deliveryRows();
    expect(rows.map(({ content }) => content)).not.toContainEqual({ type: 'login_mail', loginId: old.id });
  });

  it('links#digest-only: its delivery and job hold neither address nor token', async () => {
    const { email, token, next } = await requested(harness(), aLogin(1, { browser: 'd'.repeat(64) }));
    const kept = JSON.stringify([await harness().deliveryRows(), await harness().jobs()]);
    for (const canary of [email, token.digest, token.nonce, next]) expect(kept).not.toContain(canary);
  });

  it('a report about its mail belongs to no booking', async () => {
    await requested(harness());
    const [row] = await harness().deliveryRows();
    const { deliveries } = harness().ports;
    const { messageId } = present(await deliveries.begin(present(row).id, NOW));
    expect(await deliveries.findByMessageId(system, messageId)).toEqual([]);
  });

  it('links#login: of many presses at once, five create a session', async () => {
    const { logins } = harness().ports;
    const login = await requested(harness());
    const other = await requested(harness(), aLogin(2));
    const made = await Promise.all(Array.from({ length: 20 }, (_, n) => logins.press(login.id, `s-${n}`, NOW + 1)));
    expect(made.filter(Boolean)).toHaveLength(MAX_LOGIN_PRESSES);
    expect(await logins.find(login.id)).toStrictEqual({ ...login, presses: MAX_LOGIN_PRESSES });
    expect(await logins.find(other.id)).toStrictEqual(other);
  });

  it('links#login: a session that goes on to another page uses its login up, and only its own', async () => {
    const { logins } = harness().ports;
    const [login, other] = [await requested(harness()), await requested(harness(), aLogin(2))];
    for (const session of ['first', 'second']) expect(await logins.press(login.id, session, NOW)).toBe(true);
    expect(await logins.press(other.id, 'of the other', NOW)).toBe(true);
    for (const session of ['first', 'second', 'of nobody', 'of nobody'])
      expect(await logins.countPage(session, NOW + 1)).toBe(false);
    const goneOn = (session: string) => logins.hasGoneOn(session);
    expect([await goneOn('first'), await goneOn('second'), await goneOn('of nobody')]).toEqual([false, false, true]);
    expect((await logins.find(login.id))?.usedAt).toBeNull();
    expect(await logins.countPage('second', NOW + 2)).toBe(true);
    expect([await goneOn('first'), await goneOn('second')]).toEqual([false, true]);
    expect(await logins.countPage('second', NOW + 2)).toBe(false);
    const used = { ...login, presses: 2, usedAt: NOW + 2 };
    expect(await logins.find(login.id)).toStrictEqual(used);
    for (const session of ['first', 'first', 'second']) await logins.countPage(session, NOW + 3);
    expect(await logins.press(login.id, 'third', NOW + 3)).toBe(false);
    expect(await logins.find(login.id)).toStrictEqual(used);
    expect(await logins.find(other.id)).toStrictEqual({ ...other, presses: 1 });
  });

  it('links#login: two pages requested at once count as two', async () => {
    const { logins } = harness().ports;
    const login = await requested(harness());
    await logins.press(login.id, 'session', NOW);
    await Promise.all([1, 2].map(() => logins.countPage('session', NOW + 1)));
    expect((await logins.find(login.id))?.usedAt).toBe(NOW + 1);
  });

  const BROWSERS = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];

  it('links#login-code: of many attempts at once, five count; each counts for the requesting browser only', async () => {
    const { logins } = harness().ports;
    const [browser, another] = BROWSERS;
    const login = await requested(harness(), aLogin(1, { browser }));
    const other = await requested(harness(), aLogin(2, { browser: another }));
    const unasked = await requested(harness(), aLogin(3));
    const tries = await Promise.all(Array.from({ length: 20 }, () => logins.tryCode(browser, NOW + 1)));
    const counted = tries.filter((tried) => tried !== undefined);
    expect(counted.map(({ codeTries }) => codeTries).sort()).toEqual([1, 2, 3, 4, MAX_CODE_TRIES]);
    expect(counted.every(({ id }) => id === login.id)).toBe(true);
    expect(await logins.find(login.id)).toStrictEqual({ ...login, codeTries: MAX_CODE_TRIES });
    for (const untouched of [other, unasked]) expect(await logins.find(untouched.id)).toStrictEqual(untouched);
    expect(await logins.tryCode('c'.repeat(64), NOW)).toBeUndefined();
    expect(await logins.press(login.id, 'by its link', NOW + 1)).toBe(true);
  });

  it('links#login-code: an attempt counts after a login by link, too, until the login expires', async () => {
    const { logins } = harness().ports;
    const [browser] = BROWSERS;
    const login = await requested(harness(), aLogin(1, { browser }));
    await logins.press(login.id, 'session', NOW);
    for (let n = 0; n < 2; n += 1) await logins.countPage('session', NOW);
    expect(await logins.tryCode(browser, EXPIRES - 1)).toMatchObject({ id: login.id, codeTries: 1, usedAt: NOW });
    expect(await logins.tryCode(browser, EXPIRES)).toBeUndefined();
    expect((await logins.find(login.id))?.codeTries).toBe(1);
  });

  it('links#five-login-mails: at most five an hour to one address, however many are requested at once', async () => {
    const { logins } = harness().ports;
    const digests = (from: number, many: number) => Array.from({ length: many }, (_, n) => aLogin(from + n));
    const kept = (asked: readonly NewLogin[]) =>
      Promise.all(asked.map(({ token }) => logins.findByTokenDigest(token.digest)));
    const found = async (asked: readonly NewLogin[]) => (await kept(asked)).filter(Boolean).length;
    const addressed = async (asked: readonly NewLogin[]) => (await kept(asked)).filter((login) => login?.email).length;
    const first = digests(1, 12);
    await Promise.all(first.map((login) => logins.request(login)));
    expect(await addressed(first)).toBe(5);
    expect(await found(first)).toBe(12);
    expect(await harness().deliveryRows()).toHaveLength(5);
    const other = aLogin(20, { email: 'andere@example.org' });
    const soon = aLogin(21, { at: NOW + HOUR_MS - 1 });
    const later = aLogin(22, { at: NOW + HOUR_MS });
    for (const login of [other, soon, later]) await logins.request(login);
    expect([await addressed([other]), await addressed([soon]), await addressed([later])]).toEqual([1, 0, 1]);
    expect(await harness().deliveryRows()).toHaveLength(7);
  });

  it('the login is expired at the instant of expiry', async () => {
    const { logins } = harness().ports;
    const login = await requested(harness());
    expect(await logins.press(login.id, 'late', EXPIRES)).toBe(false);
    expect((await logins.find(login.id))?.presses).toBe(0);
    expect(await logins.press(login.id, 'in time', EXPIRES - 1)).toBe(true);
  });

  it('an unknown login is neither found nor pressed', async () => {
    const { logins } = harness().ports;
    const { token } = await requested(harness());
    expect(await logins.find(424_242)).toBeUndefined();
    expect(await logins.press(424_242, 'session', NOW)).toBe(false);
    for (const wrong of [token.nonce, token.digest.slice(1), '', '%', 'f'.repeat(64)]) {
      expect(await logins.findByTokenDigest(wrong)).toBeUndefined();
    }
  });
};

/** Runs the contract suite on an adapter of `Logins`. */
export function loginsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Logins: ${name}`, open, loginsTests);
}
