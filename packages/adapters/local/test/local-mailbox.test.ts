import { asBookingId, TransientFailure } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalMailbox, makeSeal } from '../src/index.ts';
import { letters } from '../src/words.ts';
import { dump, MAILBOX_KEY, mailSettings, NOW, requestMail, sampleDatabase, TOKEN } from './fixture.ts';

const { pool } = await sampleDatabase();
const clock = new SettableClock(NOW);
const write = letters(mailSettings);
const mailbox = new LocalMailbox({ pool, clock, seal: makeSeal(MAILBOX_KEY), write });

beforeEach(() => {
  clock.set(NOW);
});
afterEach(() => pool.query('truncate sample.mails restart identity'));

describe('the local mailbox', () => {
  test('stores a mail in the words of its language, with working links', async () => {
    await mailbox.send(requestMail());
    const [kept] = await mailbox.about(asBookingId(12));
    expect(kept).toMatchObject({ messageId: 'mail-1', kind: 'confirmation_request', bookingId: 12, language: 'de' });
    expect(kept).toMatchObject({ receivedAt: NOW, copies: 1 });
    expect(kept?.letter?.to.address).toBe('kochschule@example.org');
    expect(kept?.letter?.html).toContain(`/api/confirm/${TOKEN}`);
    expect(kept?.letter?.text).toContain(`/api/decline/${TOKEN}`);
    expect(kept?.letter?.subject).toContain('Sushi-Kurs');
  });

  test('delivery#at-least-once: a message sent again, even at once, is one mail with a number of copies', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => mailbox.send(requestMail())));
    expect(new Set(ids.map(({ providerId }) => providerId)).size).toBe(1);
    const { entries, total } = await mailbox.list({ page: 1, perPage: 20 });
    expect([total, entries[0]?.copies]).toEqual([1, 8]);
  });

  test('shows the newest first, page by page', async () => {
    for (let n = 1; n <= 5; n += 1) {
      clock.set(NOW + n);
      await mailbox.send(requestMail({ messageId: `mail-${n}` }));
    }
    const page = async (number: number): Promise<readonly string[]> =>
      (await mailbox.list({ page: number, perPage: 2 })).entries.map((mail) => mail.messageId);
    expect(await page(1)).toEqual(['mail-5', 'mail-4']);
    expect(await page(3)).toEqual(['mail-1']);
    expect((await mailbox.list({ page: 9, perPage: 2 })).total).toBe(5);
  });

  test('finds one mail, and nothing for an unknown id', async () => {
    await mailbox.send(requestMail());
    const [first] = await mailbox.about(asBookingId(12));
    expect(await mailbox.find(first?.id ?? 0)).toEqual(first);
    expect(await mailbox.find(4711)).toBeUndefined();
  });

  test('orders#customer-data-ends: forgets mails about a booking, alone or among others, and no more', async () => {
    await mailbox.send(requestMail());
    const several = { bookingId: null, bookingIds: [asBookingId(12), asBookingId(13)] };
    await mailbox.send(requestMail({ messageId: 'mail-2', ...several }));
    await mailbox.send(requestMail({ messageId: 'mail-3', bookingId: asBookingId(14) }));
    await mailbox.forget([asBookingId(12), asBookingId(99)]);
    const left = (await mailbox.list({ page: 1, perPage: 20 })).entries;
    expect(left.map(({ messageId }) => messageId)).toEqual(['mail-3']);
  });

  test('stores login mails, which belong to no booking', async () => {
    const content = {
      kind: 'login_link',
      loginUrl: `http://localhost:3000/login/${TOKEN}`,
      code: '042917',
      validUntil: NOW,
    } as const;
    await mailbox.send(requestMail({ bookingId: null, content }));
    const { entries } = await mailbox.list({ page: 1, perPage: 1 });
    expect(entries[0]).toMatchObject({ kind: 'login_link', bookingId: null });
    expect(entries[0]?.letter?.text).toContain(TOKEN);
    expect(await dump(pool)).not.toContain(TOKEN);
  });
});

describe('links#digest-only: nobody can confirm with a copy of the database alone', () => {
  test('the tables contain no token, link or address of a mail', async () => {
    await mailbox.send(requestMail());
    const everything = await dump(pool);
    expect(everything).toContain('confirmation_request');
    expect(everything).not.toMatch(/[0-9a-f]{64}|api\/confirm|api\/decline|@example\.org/i);
  });

  test('with another key, a mail is listed but can’t be opened', async () => {
    await mailbox.send(requestMail());
    const thief = new LocalMailbox({ pool, clock, seal: makeSeal('another key, just as long as this'), write });
    const [kept] = await thief.about(asBookingId(12));
    expect(kept).toMatchObject({ messageId: 'mail-1', letter: null });
  });

  test('a mail that is copied into another row can’t be opened', async () => {
    await mailbox.send(requestMail());
    await mailbox.send(requestMail({ messageId: 'mail-2' }));
    await pool.query(
      "update sample.mails set sealed = (select sealed from sample.mails where message_id = 'mail-2') where message_id = 'mail-1'",
    );
    const [first, second] = await mailbox.about(asBookingId(12));
    expect([first?.letter, second?.letter?.to.name]).toEqual([null, 'Kochschule Sonnenblick']);
  });

  test('a damaged or short mail is treated like one with another key', () => {
    const seal = makeSeal(MAILBOX_KEY);
    const sealed = seal.seal('a', 'text');
    const damaged = Buffer.from(sealed, 'base64');
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1);
    expect(seal.open('a', sealed)).toBe('text');
    expect(seal.open('a', damaged.toString('base64'))).toBeUndefined();
    expect(seal.open('a', 'short')).toBeUndefined();
    expect(seal.seal('a', 'text')).not.toBe(sealed);
  });
});

test('a database that is down is a transient failure, without addresses in its message', async () => {
  const nowhere = new pg.Pool({ host: '/no/postgres/here', connectionTimeoutMillis: 1_000 });
  const away = new LocalMailbox({ pool: nowhere, clock, seal: makeSeal(MAILBOX_KEY), write });
  const failure = await away.send(requestMail()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TransientFailure);
  expect(String(failure)).not.toContain('example.org');
  await nowhere.end();
});
