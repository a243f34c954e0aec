import { HOUR_MS, LOGINS_KEPT_MS, type Login, MINUTE_MS, type NewLogin } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import type { PersistenceHarness } from '../harness.ts';
import { present } from './commits.ts';
import { NOW, pending, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const EXPIRES = NOW + 15 * MINUTE_MS;

function aLogin(n: number, over: Partial<NewLogin> = {}): NewLogin {
  const token = { ...pending(n).token, expiresAt: EXPIRES };
  return { email: 'kurse@example.org', language: 'de', next: '/dashboard/bookings/7/decline', token, at: NOW, ...over };
}

async function requested(harness: PersistenceHarness, login: NewLogin = aLogin(1)): Promise<Login> {
  await harness.ports.logins.request(login);
  return present(await harness.ports.logins.findByTokenDigest(login.token.digest));
}

/** Everything the `Logins` port promises. */
export const loginsTests: PersistenceTests = (harness) => {
  it('links#login: a login is read exactly as it was asked for, by id and by its token', async () => {
    const { logins } = harness().ports;
    const shapes = [aLogin(1), aLogin(2, { language: 'en', email: "Ö'x@example.org", next: '/?a=ä&b=%25👍' })];
    for (const shape of shapes) {
      const { at: _, ...asked } = shape;
      const login = await requested(harness(), shape);
      expect(login).toStrictEqual({ ...asked, id: login.id, usedAt: null });
      expect(await logins.find(login.id)).toStrictEqual(login);
    }
  });

  it('a login that leads to nobody can forget the address, and nothing else', async () => {
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

  it('logins that were over a week ago are forgotten with their mails when another is asked for', async () => {
    const { logins } = harness().ports;
    const [old, newer] = [await requested(harness(), aLogin(1)), await requested(harness(), aLogin(2))];
    await logins.use(newer.id, NOW);
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
    const { email, token, next } = await requested(harness());
    const kept = JSON.stringify([await harness().deliveryRows(), await harness().jobs()]);
    for (const canary of [email, token.digest, token.nonce, next]) expect(kept).not.toContain(canary);
  });

  it('a report about its mail is about no booking', async () => {
    await requested(harness());
    const [row] = await harness().deliveryRows();
    const { deliveries } = harness().ports;
    const { messageId } = present(await deliveries.begin(present(row).id, NOW));
    expect(await deliveries.findByMessageId(system, messageId)).toBeUndefined();
  });

  it('is used once, by one of many who try at once', async () => {
    const { logins } = harness().ports;
    const login = await requested(harness());
    const other = await requested(harness(), aLogin(2));
    const used = await Promise.all(Array.from({ length: 20 }, () => logins.use(login.id, NOW + 1)));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await logins.find(login.id)).toStrictEqual({ ...login, usedAt: NOW + 1 });
    expect(await logins.use(login.id, NOW + 2)).toBe(false);
    expect(await logins.find(login.id)).toStrictEqual({ ...login, usedAt: NOW + 1 });
    expect(await logins.find(other.id)).toStrictEqual(other);
  });

  it('links#five-login-mails: at most five an hour to one address, however many ask at once', async () => {
    const { logins } = harness().ports;
    const digests = (from: number, many: number) => Array.from({ length: many }, (_, n) => aLogin(from + n));
    const found = async (asked: readonly NewLogin[]): Promise<number> => {
      const kept = await Promise.all(asked.map(({ token }) => logins.findByTokenDigest(token.digest)));
      return kept.filter((login) => login !== undefined).length;
    };
    const first = digests(1, 12);
    await Promise.all(first.map((login) => logins.request(login)));
    expect(await found(first)).toBe(5);
    expect(await harness().deliveryRows()).toHaveLength(5);
    const other = aLogin(20, { email: 'andere@example.org' });
    const soon = aLogin(21, { at: NOW + HOUR_MS - 1 });
    const later = aLogin(22, { at: NOW + HOUR_MS });
    for (const login of [other, soon, later]) await logins.request(login);
    expect([await found([other]), await found([soon]), await found([later])]).toEqual([1, 0, 1]);
  });

  it('the expiry instant itself is too late', async () => {
    const { logins } = harness().ports;
    const login = await requested(harness());
    expect(await logins.use(login.id, EXPIRES)).toBe(false);
    expect((await logins.find(login.id))?.usedAt).toBeNull();
    expect(await logins.use(login.id, EXPIRES - 1)).toBe(true);
  });

  it('nothing is found or used that was not asked for', async () => {
    const { logins } = harness().ports;
    const { token } = await requested(harness());
    expect(await logins.find(424_242)).toBeUndefined();
    expect(await logins.use(424_242, NOW)).toBe(false);
    for (const wrong of [token.nonce, token.digest.slice(1), '', '%', 'f'.repeat(64)]) {
      expect(await logins.findByTokenDigest(wrong)).toBeUndefined();
    }
  });
};

/** Holds an adapter of `Logins` to the port. */
export function loginsContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Logins: ${name}`, open, loginsTests);
}
